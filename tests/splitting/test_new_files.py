"""What lines name by path goes in before them, and only what a change brings is said to be brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.splitting.rehearsal import Change, plan

if TYPE_CHECKING:
    from pathlib import Path

    from bot.facts.split import SplitPlan
    from tests.splitting.rehearsal import Tree


def numbered(word: str, count: int) -> str:
    """Return lines of code that are all different."""
    return "".join(f"{word}_{number} = prepare_{word}({number}, {word}_input)\n" for number in range(count))


def ties(found: SplitPlan) -> list[str]:
    """Return why parts stand in their order."""
    return [edge.why for edge in found.order]


def test_a_fixture_goes_with_the_lines_that_read_it(tmp_path: Path) -> None:
    """A picture has no words that tie it to a test, but the test names it: it is no part of its own."""
    door = "".join(f"    if (visitor.hour < {n}) {{ openGate(visitor, {n}); }}\n" for n in range(120))
    base: Tree = {"till/scan.py": numbered("scan", 9), "web/door.ts": "export {};\n"}
    head: Tree = {
        "art/receipt.png": b"\0\1",
        "till/scan.py": numbered("read", 120) + "picture = open('receipt.png')\n",
        "web/door.ts": "export {};\n" + door,
    }
    found = plan(Change(tmp_path / "repo", base, head).facts)
    files = [[file.path for file in part.files] for part in found.parts]
    assert ["art/receipt.png", "till/scan.py"] in files
    assert ("too short to stand alone: `receipt.png` is added there and named here",) == found.proof.merged


def test_a_long_fixture_goes_in_before_the_lines_that_read_it(tmp_path: Path) -> None:
    """What is worth a part of its own comes before what names it."""
    base: Tree = {"till/scan.py": numbered("scan", 9)}
    head: Tree = {"till/scan.py": numbered("read", 120) + "tape = open('tape.cfg')\n", "zone/tape.cfg": "1 2\n" * 90}
    assert ["`tape.cfg` is added there and named here"] == ties(plan(Change(tmp_path / "repo", base, head).facts))


def test_prose_needs_no_file(tmp_path: Path) -> None:
    """Documents name files that come later, or never."""
    base: Tree = {"docs/scan.md": "scan\n"}
    prose = "".join(f"Sentence {n} on receipts tells more.\n" for n in range(90))
    head: Tree = {"docs/scan.md": f"scan\n\n{prose}See receipt.png.\n", "art/receipt.png": b"\0\1"}
    assert [] == ties(plan(Change(tmp_path / "repo", base, head).facts))


def test_a_migration_brings_only_what_is_new(tmp_path: Path) -> None:
    """The name of a table that was there before ties no part to its change."""
    base: Tree = {"app/list.py": numbered("list", 20) + "rows = invoices\n" + numbered("row", 9)}
    change = "ALTER TABLE invoices ADD COLUMN paid_on date;\n"
    more = str(base["app/list.py"]) + numbered("page", 90) + "total(invoices)\n"
    head: Tree = {"app/list.py": more.replace("row_0", "line_0"), "db/migrations/0002_paid.sql": change}
    assert not any("invoices" in why for why in ties(plan(Change(tmp_path / "repo", base, head).facts)))


def test_a_new_folder_begins_with_its_manifest(tmp_path: Path) -> None:
    """Nothing in it could be built before."""
    base: Tree = {"README.md": "till\n"}
    lines = "".join(f"print({n});\n" for n in range(90))
    manifest = "{\n" + "".join(f'  "step{n}": "{n}",\n' for n in range(60)) + '  "name": "scan"\n}\n'
    head: Tree = {**base, "tools/scan/package.json": manifest, "tools/scan/src/open.js": lines}
    found = plan(Change(tmp_path / "repo", base, head).facts)
    assert ["`tools/scan/package.json` builds what is new here"] == ties(found)
