from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import Ran, onesitting
from tests.cli.diffs import SMALL, added_file
from tests.localgit.git_repositories import Clone

LARGE = added_file("shop/cart.py", 500) + added_file("shop/till.py", 500) + added_file("docs/cart.md", 300)


@pytest.fixture(name="large")
def large_change(tmp_path: Path) -> Clone:
    """Return a repository in which `work` is far too large for one sitting."""
    clone = Clone(tmp_path / "repository")
    clone.git("config", "user.name", "Ana")
    clone.git("config", "user.email", "ana@example.com")
    clone.commit("base", {"README.md": "shop\n", "shop/old.bin": b"\0\1", "it's here/x.py": "x = 1\n"})
    clone.git("checkout", "-q", "-b", "work")
    files: dict[str, str | bytes] = {
        f"shop/area{area}.py": "".join(
            f"def step_{area}_{n}(cart):\n    return total_{area}(cart, {n})\n\n\n" for n in range(150)
        )
        for area in range(4)
    }
    clone.commit("work", {**files, "shop/old.bin": b"\0\2", "it's here/x.py": "x = 2\n"})
    return clone


def written(clone: Clone, folder: Path) -> Ran:
    """Split the change of a repository and write the parts to a folder."""
    ran = onesitting("split", "--repo", str(clone.path), "--range", "main..work", "--write", str(folder))
    assert ran.code == 1, ran.err
    return ran


def built(clone: Clone, script: Path, *words: str, shell: str = "bash") -> subprocess.CompletedProcess[str]:
    """Run the script in the repository."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(clone.path), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(  # noqa: S603 - our own script
        [shell, str(script), *words], cwd=clone.path, env=environment, capture_output=True, text=True, check=False
    )


def test_a_small_change_is_left_alone() -> None:
    """Nothing to split is said as such, with exit code 0."""
    ran = onesitting("split", "--diff", "-", stdin=SMALL.encode())
    assert (0, True) == (ran.code, ran.out.startswith("No split is suggested"))


def test_a_large_change_becomes_sittings_in_order() -> None:
    """Each part of a large change fits one sitting, and there are at most six."""
    ran = onesitting("split", "--diff", "-", "--format", "json", stdin=LARGE.encode())
    plan = json.loads(ran.out)
    assert plan["says"] == "too_large"
    assert 2 <= len(plan["parts"]) <= 6
    assert all(part["minutes"] <= 60 for part in plan["parts"])


def test_batch_answers_line_by_line() -> None:
    """Ids come back in order; a bad line is answered and the run goes on."""
    lines = [json.dumps({"id": "a", "diff": SMALL}), "{", json.dumps({"id": "c", "diff": LARGE})]
    ran = onesitting("split", "--batch", "-", "--format", "json", stdin="\n".join(lines).encode())
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [("a", False), (None, True), ("c", False)] == [(row["id"], "error" in row) for row in rows]


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_half_a_character_is_written_as_one_that_has_a_form(tmp_path: Path, form: str) -> None:
    """JSON can carry what no file can hold: it is replaced, on the page and in every file that is written."""
    half = {"id": "\ud800", "title": "\ud800", "body": "\udfff", "labels": ["\ud800"], "author": "\ud800"}
    given = json.dumps(half | {"diff": LARGE.replace("cart.py", "\ud800.py")})
    ran = onesitting("split", "--input", "-", "--format", form, "--write", str(tmp_path / "out"), stdin=given.encode())
    assert (1, "\ufffd" * 3) == (ran.code, json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))["id"])


def test_the_result_fits_its_schema() -> None:
    """What is printed is what the published schema describes."""
    import jsonschema  # noqa: PLC0415 - only this test needs it

    schema = json.loads((Path(__file__).parents[2] / "schemas" / "split-result.schema.json").read_text("utf-8"))
    ran = onesitting("split", "--diff", "-", "--format", "json", stdin=LARGE.encode())
    jsonschema.validate(json.loads(ran.out), schema)


def test_sarif_has_a_note_for_each_part_at_its_lines() -> None:
    """The formats are those of `score`."""
    ran = onesitting("split", "--diff", "-", "--format", "sarif", stdin=LARGE.encode())
    (found,) = json.loads(ran.out)["runs"]
    regions = [place["physicalLocation"]["region"] for place in found["results"][0]["locations"]]
    assert ("too_large", {"note"}) == (found["properties"]["says"], {each["level"] for each in found["results"]})
    assert all(region["startLine"] <= region["endLine"] for region in regions)


def test_markdown_shows_a_table_of_parts() -> None:
    """Parts, minutes, files and what they depend on are a table with a header row."""
    ran = onesitting("split", "--diff", "-", "--format", "markdown", stdin=LARGE.encode())
    assert "| Part | What | Time | Lines | Files | After part | Why |" in ran.out


def test_weights_of_another_version_are_refused_in_words(tmp_path: Path) -> None:
    """A file that is not one of weights says what to do."""
    (tmp_path / "weights.json").write_text("{}")
    ran = onesitting("split", "--diff", "-", "--weights", str(tmp_path / "weights.json"), stdin=SMALL.encode())
    assert (2, True) == (ran.code, "the weights lack" in ran.err)


@pytest.mark.parametrize("shell", ["bash", *(["zsh"] if shutil.which("zsh") else [])])
def test_the_script_builds_branches_that_end_in_the_head(large: Clone, tmp_path: Path, shell: str) -> None:
    """The branches at the ends of the chains hold, together, exactly what the change holds."""
    written(large, tmp_path / "out")
    ran = built(large, tmp_path / "out" / "build-branches.sh", shell=shell)
    assert (0, "work") == (ran.returncode, large.git("symbolic-ref", "--short", "HEAD")), ran.stderr
    branches = large.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split()
    changed = {
        path
        for branch in branches
        for path in large.git("diff", "--name-only", "-z", f"main...{branch}").split("\0")
        if path and not large.git("diff", "--name-only", branch, "work", "--", path)
    }
    assert set(large.git("diff", "--name-only", "-z", "main", "work").split("\0")) - {""} == changed


def test_the_proof_is_repeated_with_git(large: Clone, tmp_path: Path) -> None:
    """Before anything is written git itself has built the head from the parts, and the repository is as it was."""
    before = large.git("count-objects", "-v")
    assert "the last tree is the head's" in written(large, tmp_path / "out").err
    assert before == large.git("count-objects", "-v")


def test_a_dirty_tree_is_refused(large: Clone, tmp_path: Path) -> None:
    """Work that is not committed is never touched."""
    written(large, tmp_path / "out")
    (large.path / "README.md").write_text("mine\n")
    ran = built(large, tmp_path / "out" / "build-branches.sh")
    assert (2, "mine\n", "") == (
        ran.returncode, (large.path / "README.md").read_text(), large.git("for-each-ref", "refs/heads/split"),
    )  # fmt: skip


def test_undo_removes_what_was_built_and_keeps_what_was_changed(large: Clone, tmp_path: Path) -> None:
    """A branch on which somebody went on working stays."""
    written(large, tmp_path / "out")
    script = tmp_path / "out" / "build-branches.sh"
    built(large, script)
    first = large.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split()[0]
    large.git("checkout", "-q", first)
    large.commit("mine", {"mine.txt": "mine\n"})
    large.git("checkout", "-q", "work")
    assert built(large, script, "undo").returncode == 0
    assert [first] == large.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split()


def test_a_path_that_cannot_be_seen_means_no_script(large: Clone, tmp_path: Path) -> None:
    """A bidirectional character in a path: patches and plan are written, a script is not, and why is said."""
    large.commit("odd", {"shop/\u202egnp.py": "".join(f"value_{n} = {n}\n" for n in range(300))})
    ran = written(large, tmp_path / "out")
    assert (False, True) == ((tmp_path / "out" / "build-branches.sh").exists(), "cannot be seen" in ran.err)
