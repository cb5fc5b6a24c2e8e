from __future__ import annotations

import contextlib
import hashlib
import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.localgit import (
    GitFailed,
    commits_between,
    diff,
    merge_base,
    open_repository,
    read_file,
    read_range,
    recent_changes,
    resolve,
)
from tests.localgit.git_repositories import Clone

if TYPE_CHECKING:
    from pathlib import Path

_ATTRIBUTES = "* diff=evil filter=evil merge=evil\n*.gpg textconv\n"
_HOOKS = ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman")


@pytest.fixture
def hostile(tmp_path: Path) -> Clone:
    """Return a repository that tries to run a program in every way that git's configuration knows."""
    clone = Clone(tmp_path / "hostile")
    clone.commit("Begin", {"a.txt": "one\n", ".gitattributes": _ATTRIBUTES})
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.commit("Change", {"a.txt": "two\n"})
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path}/ran'\ncat\n")
    evil.chmod(0o755)
    for hook in _HOOKS:
        (clone.path / ".git/hooks" / hook).write_text(evil.read_text())
        (clone.path / ".git/hooks" / hook).chmod(0o755)
    (clone.path / ".git/info/attributes").write_text(_ATTRIBUTES)
    for key, value in {
        "diff.external": str(evil), "diff.evil.command": str(evil), "diff.evil.textconv": str(evil),
        "diff.evil.cachetextconv": "true", "filter.evil.clean": str(evil), "filter.evil.smudge": str(evil),
        "filter.evil.process": str(evil), "filter.evil.required": "true", "core.fsmonitor": str(evil),
        "core.pager": str(evil), "pager.diff": str(evil), "pager.log": str(evil), "core.editor": str(evil),
        "core.sshCommand": str(evil), "core.alternateRefsCommand": str(evil), "gpg.program": str(evil),
        "log.showSignature": "true", "remote.origin.url": f"ext::{evil} %S", "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(evil), "extensions.partialClone": "origin", "protocol.allow": "always",
        "protocol.ext.allow": "always", "credential.helper": f"!{evil}", "alias.log": f"!{evil}",
        "diff.trustExitCode": "true", "core.worktree": "/", "uploadpack.packObjectsHook": str(evil),
        "trailer.evil.command": str(evil), "diff.noprefix": "true", "log.date": "format:%n", "log.follow": "true",
    }.items():  # fmt: skip
        clone.git("--work-tree=.", "config", key, value)
    clone.git("--work-tree=.", "config", "core.repositoryFormatVersion", "1")
    (tmp_path / "ran").unlink(missing_ok=True)  # whatever the preparation itself set off
    return clone


def _listing(directory: Path) -> dict[str, tuple[int, int, str]]:
    """Return every file below a directory with its time of change, mode and content."""
    return {
        str(path.relative_to(directory)): (
            path.lstat().st_mtime_ns,
            path.lstat().st_mode,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted(directory.rglob("*"))
    }


def _use_everything(path: Path) -> str:
    """Call every function of the room on a repository; return the diff."""
    with open_repository(path) as repository:
        span = read_range(repository, "main..topic")
        commits_between(repository, *span)
        merge_base(repository, "main", "topic")
        read_file(repository, "topic", "a.txt")
        resolve(repository, "HEAD")
        recent_changes(repository, 10, branch="topic")
        return diff(repository, "main..topic")


def test_the_trap_is_armed(hostile: Clone) -> None:
    """Git as people run it does execute the repository's programs: the next tests can fail."""
    with contextlib.suppress(subprocess.CalledProcessError):  # what ran need not behave
        hostile.git("--work-tree=.", "diff", "main..topic")
    assert (hostile.path.parent / "ran").exists()


def test_nothing_of_a_hostile_repository_runs(hostile: Clone) -> None:
    """External diffs, textconv, filters, hooks, fsmonitor, pagers, signatures, remotes: none is executed."""
    text = _use_everything(hostile.path)
    assert "-one\n+two\n" in text
    assert not (hostile.path.parent / "ran").exists()


def test_nothing_is_written_to_a_hostile_repository(hostile: Clone) -> None:
    """Names, times, modes and contents below the repository are the same afterwards."""
    before = _listing(hostile.path)
    _use_everything(hostile.path)
    assert _listing(hostile.path) == before


def test_configuration_does_not_change_what_is_read(hostile: Clone) -> None:
    """diff.noprefix, log.date and attributes of the repository leave the answer as it is everywhere."""
    text = _use_everything(hostile.path)
    assert text.startswith("diff --git a/a.txt b/a.txt\n")


def test_a_missing_blob_asks_no_remote(hostile: Clone) -> None:
    """The repository names a program as its promisor remote; a missing object stays missing."""
    blob = hostile.git("--work-tree=.", "rev-parse", "topic:a.txt")
    (hostile.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (hostile.path.parent / "ran").unlink(missing_ok=True)
    with pytest.raises(GitFailed, match="objects are missing"):
        _use_everything(hostile.path)
    assert not (hostile.path.parent / "ran").exists()


def test_names_that_look_like_options_are_names(tmp_path: Path, hostile: Clone) -> None:
    """A branch named like an option, a path named like an option: both are names."""
    hostile.git("--work-tree=.", "update-ref", "refs/heads/--output=pwned", "topic")
    with open_repository(hostile.path) as repository:
        assert resolve(repository, "refs/heads/--output=pwned") == resolve(repository, "topic")
        assert read_file(repository, "topic", "--help") is None
    assert not list(tmp_path.rglob("pwned"))


def test_a_shallow_file_may_hold_anything(tmp_path: Path) -> None:
    """Lines that name no commit are left out."""
    clone = Clone(tmp_path / "clone")
    sha = clone.commit("Begin", {"a.txt": "one\n"})
    (clone.path / ".git/shallow").write_bytes(b"\xff\xfe\nhello\n" + sha.encode() + b"\n")
    with open_repository(clone.path) as repository:
        assert (repository.shallow, resolve(repository, "HEAD")) == (frozenset({sha}), sha)


def test_a_title_with_an_absurd_number_is_a_title(tmp_path: Path) -> None:
    """No pull request has a number of five thousand digits."""
    clone = Clone(tmp_path / "clone")
    clone.commit(f"Begin (#{'9' * 5_000})", {"a.txt": "one\n"})
    with open_repository(clone.path) as repository:
        assert [change.number for change in recent_changes(repository, 5)] == [0]
