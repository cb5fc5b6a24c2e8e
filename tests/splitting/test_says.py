from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.change import FileChange
from tests.splitting.rehearsal import Change, eager, facts_of, plan

if TYPE_CHECKING:
    from pathlib import Path

    from bot.facts.pull_request import PullRequestFacts


def code(word: str, count: int) -> str:
    """Return lines of code about one thing."""
    return "".join(f"{word}_{number} = prepare_{word}({word}_input, {number})\n" for number in range(count))


def unrelated(folder: Path) -> PullRequestFacts:
    """Return a change in two places that share nothing."""
    base = {"billing/invoice.py": code("invoice", 9), "search/ranking.ts": code("ranking", 9)}
    head = {"billing/invoice.py": code("receipt", 30), "search/ranking.ts": code("suggestion", 30)}
    return Change(folder / "repo", {**base}, {**head}).facts


def test_concerns_that_share_nothing_are_independent(tmp_path: Path) -> None:
    """Sure, without a path between the parts, and without an identifier that ties them: it is said."""
    found = plan(unrelated(tmp_path))
    assert ("independent_concerns", 2) == (found.says, len(found.parts))


def test_unsure_means_silent(tmp_path: Path) -> None:
    """Below the calibrated cut nothing is said, and the grouping is given all the same."""
    found = plan(unrelated(tmp_path), replace(eager(), tangled_cut=1.0))
    assert ("nothing", False, ()) == (found.says, found.tangled, found.parts)
    assert found.grouping


def test_large_and_tangled_are_told_apart(tmp_path: Path) -> None:
    """A change can be both: `tangled` stands beside `too_large`."""
    found = plan(unrelated(tmp_path), budget=5)
    assert (True, True) == (found.tangled, found.too_large)


def test_a_change_that_nobody_saw_is_not_analysed() -> None:
    """Patches that were left out give no plan and no grouping, and are named."""
    hidden = FileChange("big.py", additions=9_000, seen="missing", note="GitHub left its patch out")
    found = plan(replace(facts_of(""), files=(hidden,)))
    assert ("not_analysed", ()) == (found.says, found.parts)
    assert ("`big.py`: GitHub left its patch out",) == found.unseen


def test_a_change_that_is_too_long_for_a_plan_is_not_analysed() -> None:
    """Nobody reads a plan of it, and minutes would go by; what was not looked at is said."""
    endless = FileChange("data.py", "added", additions=60_000)
    found = plan(replace(facts_of(""), files=(endless,)))
    assert ("not_analysed", "its 60,000 changed lines: a plan is made of 50,000 at most") == (
        found.says,
        found.unseen[0],
    )


def test_each_part_of_a_long_file_is_called_by_its_own_names(tmp_path: Path) -> None:
    """Cut for its length, no part is given a name that stands in another."""
    names = [f"{word}_{number}" for word in ("invoice", "refund", "voucher") for number in range(20)]
    text = "".join(f"def {name}(order):\n" + f"    order.check_{name}()\n" * 9 + "\n\n" for name in names)
    parts = plan(Change(tmp_path / "repo", {"README.md": "x\n"}, {"README.md": "x\n", "billing.py": text}).facts).parts
    lines = text.splitlines()
    for part in parts:
        own = "\n".join(lines[at - 1] for first, last in part.files[0].added for at in range(first, last + 1))
        assert all(f"def {name}(" in own for name in re.findall(r"`(\w+)`", part.title))
    assert len(parts) > 1


def test_every_reason_is_in_words(tmp_path: Path) -> None:
    """Each part says why its lines are together."""
    assert all(part.reasons for part in plan(unrelated(tmp_path)).parts)


def test_a_generated_file_is_never_divided(tmp_path: Path) -> None:
    """What a program writes as a whole goes in as a whole."""
    lines = [f"value_{number} {{" for number in range(200)]
    other = [f"{line} // new" if at % 20 == 0 else line for at, line in enumerate(lines)]
    base = {"api/user.pb.go": "\n".join(lines) + "\n", "web/page.py": code("page", 5)}
    head = {"api/user.pb.go": "\n".join(other) + "\n", "web/page.py": code("header", 90)}
    found = plan(Change(tmp_path / "repo", {**base}, {**head}).facts, budget=5)
    assert 1 == sum(file.path == "api/user.pb.go" for part in found.parts for file in part.files)


def test_hunks_that_overlap_are_no_ground_for_a_plan() -> None:
    """Git never writes such a diff: the file is named as not read, and nothing is said of it."""
    hunk = "@@ -{0},2 +{0},3 @@\n one\n+two\n three\n"
    diff = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n" + hunk.format(1) + hunk.format(2)
    found = plan(facts_of(diff), budget=1)
    assert ("not_analysed", ()) == (found.says, found.parts)
    assert "`a.py`" in found.unseen[0]
