"""Drill 13: a change that is too large to be listed, with files that no diff can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drills.play import ONE_HOME

if TYPE_CHECKING:
    from tests.journeys.stage import Stage

pytestmark = ONE_HOME

FILES = "/repos/{owner}/{repo}/pulls/{pull_number}/files"
LISTED = 3_000


async def test_more_files_than_github_lists_are_counted_and_said(stage: Stage) -> None:
    """Thirty pages at most, and the check run says that the others were not seen; it is no success."""
    files: dict[str, str | bytes | None] = {f"part_{number:04}.py": "x = 1\n" for number in range(LISTED + 100)}
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=files)
    await stage.settle()
    pages = [call for call in stage.calls if call.route == FILES]
    (check,) = pull.check_runs
    assert len(pages) <= 30
    assert "3,000" in f"{check.summary}{check.text}"
    assert check.conclusion != "success"


def entry(name: str, added: int = 1, deleted: int = 0, **fields: object) -> dict[str, object]:
    """Return an entry of GitHub's list of files."""
    counts = {"additions": added, "deletions": deleted, "changes": added + deleted}
    return {"filename": name, "status": "modified", "sha": "c0ffee", "contents_url": "", **counts, **fields}


LISTING = [
    entry("logo.png", 0, 0),
    entry("new.py", 0, 0, status="renamed", previous_filename="old.py"),
    entry("run.sh", 0, 0),
    entry('quo"ted/ä\tb.py', 1, patch="@@ -0,0 +1 @@\n+y = 1"),
    entry("lying.py", 5, patch="@@ -1,99 +1,99 @@\n same\n+z = 1"),
    entry("huge.py", 30_000),
    entry("package-lock.json", 200_000),
    entry("sum.py", 2, patch="@@ -0,0 +1,2 @@\n+def total(values):\n+    return sum(values)", status="added"),
]


NOT_READ = (
    "- `huge.py`: GitHub does not show the patch of this file (30,000 changed lines): it is too large",
    "- `lying.py`: the patch ends in the middle of a hunk",
    "- `package-lock.json`: GitHub does not show the patch of this file (200,000 changed lines): it is too large",
)


async def test_one_bad_file_never_fails_the_others(stage: Stage) -> None:
    """Binary, renamed, another mode, no patch, a header that lies, a name in quotes, a lock file of 200,000 lines."""
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files={"sum.py": "x = 1\n"})
    stage.practice.fault("GET", FILES, status=200, body=LISTING, times=None)
    await stage.settle()
    (check,) = pull.check_runs
    words = f"{check.summary}{check.text}"
    assert [line for line in NOT_READ if line not in words] == []
    assert "| 30,008 | 0 | 200,000 |" in words
    assert '| `quo"ted/ä␉b.py` | source | 1 |' in words
    assert check.conclusion != "success"
    assert (await stage.decision(pull))["head_sha"] == pull.head_sha
    assert (await stage.bot.queue.health(stage.clock.now())).parked == 0
