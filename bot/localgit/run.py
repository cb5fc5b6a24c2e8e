"""Run one git command: hardened, bounded in time and in output."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from typing import IO, TYPE_CHECKING

from bot.localgit.errors import GitFailed, GitFailure
from bot.localgit.hardening import OLDEST_GIT, environment, settings

if TYPE_CHECKING:
    from pathlib import Path

OUTPUT_LIMIT = 64 * 1024 * 1024
"""Bytes of output that are read at most: more than a diff that anybody reads."""

SECONDS_LIMIT = 60.0
_CHUNK = 1 << 16
_EXCERPT = 2000


@dataclass(frozen=True, slots=True)
class Git:
    """Git at one git directory. `source` is the name people know it by, for messages."""

    directory: Path
    source: str

    def run(
        self, *arguments: str, stdin: bytes = b"", limit: int = OUTPUT_LIMIT, seconds: float = SECONDS_LIMIT
    ) -> bytes:
        """Return what the command printed; raises GitFailed."""
        command = [f"--git-dir={self.directory}", *arguments]
        return run_git(command, at=self.directory, source=self.source, stdin=stdin, limit=limit, seconds=seconds)

    def text(self, *arguments: str, stdin: bytes = b"", limit: int = OUTPUT_LIMIT) -> str:
        """Return what the command printed as text; bytes that are not UTF-8 become replacement characters."""
        return self.run(*arguments, stdin=stdin, limit=limit).decode("utf-8", "replace")


def run_git(
    arguments: list[str],
    *,
    at: Path,
    source: str,
    stdin: bytes = b"",
    limit: int = OUTPUT_LIMIT,
    seconds: float = SECONDS_LIMIT,
) -> bytes:
    """Run git with these arguments in the directory `at` and return its output; raises GitFailed."""
    if any("\0" in argument or not _is_encodable(argument) for argument in arguments):
        raise GitFailed("unknown_revision", f"{source}: a name with a NUL or half a character cannot exist in git")
    # Files instead of pipes for input and errors: nothing can block on a full pipe while the output is read.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(stdin)
        given.seek(0)
        process = _start(arguments, at, given, complaints)
        output, stopped = _read(process, limit, seconds)
        complaints.seek(0)
        complaint = complaints.read(_EXCERPT).decode("utf-8", "replace").strip()
    if stopped == "too_slow":
        raise GitFailed("too_slow", f"{source}: git took longer than {seconds:g} seconds and was stopped")
    if stopped == "too_large":
        raise GitFailed("too_large", f"{source}: git's answer is larger than {limit:,} bytes; choose a smaller range")
    if process.returncode != 0:
        raise _explain(complaint, source)
    return output


def _start(arguments: list[str], at: Path, given: IO[bytes], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - no shell; the words are ours, or stand behind --end-of-options
            ["git", "--no-pager", *settings(), *arguments],  # noqa: S607 - git is wherever PATH says
            cwd=at,
            env=environment(),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
    except FileNotFoundError:
        says = "git is not installed, or not on PATH; install git 2.32 or later"
        raise GitFailed("git_missing", says) from None


def _read(process: subprocess.Popen[bytes], limit: int, seconds: float) -> tuple[bytes, GitFailure | None]:
    """Return the output and, where the process had to be stopped, why."""
    overdue = threading.Event()

    def stop() -> None:
        overdue.set()
        _kill(process)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    chunks: list[bytes] = []
    size = 0
    try:
        with process:
            assert process.stdout is not None  # noqa: S101 - a PIPE was asked for
            while size <= limit and (chunk := process.stdout.read(_CHUNK)):
                chunks.append(chunk)
                size += len(chunk)
            if size > limit:
                _kill(process)
    except BaseException:  # also Ctrl-C: git leads a session of its own and would not hear it
        _kill(process)
        raise
    finally:
        timer.cancel()
    if size > limit:
        return b"", "too_large"
    return b"".join(chunks), "too_slow" if overdue.is_set() else None


def _is_encodable(argument: str) -> bool:
    try:
        os.fsencode(argument)
    except UnicodeEncodeError:
        return False
    return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Stop the process and whatever it started: it leads a session of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # ended meanwhile
        return


_EXPLANATIONS: tuple[tuple[str, GitFailure, str], ...] = (
    ("not a git repository", "not_a_repository", "not a git repository; name a directory inside a clone"),
    ("dubious ownership", "not_ours", "belongs to another user, and this git insists on it; use git 2.38 or later"),
    ("bad object|bad file|missing blob|unable to read|could not fetch|missing tree|promisor", "missing_objects",
     "some objects are missing (a shallow or partial clone?); fetch the full history"),
    ("unknown revision|bad revision|needed a single revision|not a valid object|ambiguous argument",
     "unknown_revision", "git does not know that revision; fetch it, or check the spelling"),
    ("unknown repository extension|repo version", "git_too_old", "this repository needs a newer git"),
)  # fmt: skip


def _explain(complaint: str, source: str) -> GitFailed:
    for pattern, kind, says in _EXPLANATIONS:
        if re.search(pattern, complaint, re.IGNORECASE):
            return GitFailed(kind, f"{source}: {says}")
    last = complaint.splitlines()[-1] if complaint else "no reason given"
    return GitFailed("failed", f"{source}: git failed: {last}")


@cache
def require_git(at: Path) -> None:
    """Raise GitFailed where git is not installed or older than we can harden; asked once per directory `at`."""
    said = run_git(["version"], at=at, source="git").decode("utf-8", "replace")
    number = re.search(r"(\d+)\.(\d+)", said)
    if number is None or (int(number[1]), int(number[2])) < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        raise GitFailed("git_too_old", f"{said.strip()} is too old to be run safely; install git {oldest} or later")
