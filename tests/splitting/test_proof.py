from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.splitting.rehearsal import Change, eager, plan

if TYPE_CHECKING:
    from pathlib import Path

    from bot.facts.split import SplitPlan
    from tests.splitting.rehearsal import Tree


def part_of(found: SplitPlan, path: str) -> set[int]:
    """Return the numbers of the parts that a file is in."""
    return {part.number for part in found.parts for file in part.files if file.path == path}


def numbered(word: str, count: int) -> str:
    """Return lines of code that are all different."""
    return "".join(f"{word}_{number} = prepare_{word}({number}, {word}_input)\n" for number in range(count))


def test_a_definition_goes_in_before_its_use(tmp_path: Path) -> None:
    """The part that defines a new name comes first, and the one that uses it says so."""
    base = {"core/parse.py": numbered("core", 30), "web/page.py": numbered("web", 30)}
    head = {
        "core/parse.py": base["core/parse.py"]
        + "def parse_header_line(text):\n    return text\n"
        + numbered("more", 200),
        "web/page.py": "page_title = parse_header_line(web_request)\n" + numbered("other", 200) + base["web/page.py"],
    }
    found = plan(Change(tmp_path / "repo", {**base}, {**head}).facts, budget=20)
    assert min(part_of(found, "core/parse.py")) < min(part_of(found, "web/page.py"))
    assert any("parse_header_line" in edge.why for edge in found.order)


def test_a_lock_file_goes_with_its_manifest(tmp_path: Path) -> None:
    """A lock file and the manifest beside it are one part."""
    base = {"package.json": '{\n "dependencies": {}\n}\n', "package-lock.json": "{}\n", "src/a.py": numbered("a", 9)}
    head = {
        "package.json": '{\n "dependencies": {"left-pad": "1"}\n}\n',
        "package-lock.json": '{\n "left-pad": "1.0.0"\n}\n',
        "src/a.py": numbered("b", 90),
    }
    found = plan(Change(tmp_path / "repo", {**base}, {**head}).facts, budget=5)
    assert len(found.parts) > 1
    assert part_of(found, "package.json") == part_of(found, "package-lock.json")


def test_both_sides_of_a_move_are_one_part(tmp_path: Path) -> None:
    """A block that leaves one file and comes to another is not torn apart."""
    block = numbered("moved", 12)
    base = {"a/one.py": numbered("one", 9) + block, "b/two.py": numbered("two", 9), "c/three.py": numbered("three", 5)}
    head = {"a/one.py": numbered("one", 9), "b/two.py": numbered("two", 9) + block, "c/three.py": numbered("four", 90)}
    found = plan(Change(tmp_path / "repo", {**base}, {**head}).facts, budget=5)
    assert len(found.parts) > 1
    assert part_of(found, "a/one.py") & part_of(found, "b/two.py")


def test_every_kind_of_change_is_in_exactly_one_part(tmp_path: Path) -> None:
    """Binary, renamed, deleted and empty files are in the plan although they have no lines to divide."""
    kept = "kept as it is\n" * 5
    base: Tree = {"logo.bin": b"\0\1", "old/name.txt": kept, "gone.py": numbered("gone", 5), "x.py": numbered("x", 5)}
    head: Tree = {"logo.bin": b"\0\2", "new/name.txt": kept, "empty.txt": "", "x.py": numbered("y", 200)}
    change = Change(tmp_path / "repo", base, head)
    found = plan(change.facts, budget=5)
    assert len(found.parts) > 1
    assert [1] * len(change.facts.files) == [
        1 if file.path == "x.py" else len(part_of(found, file.path)) for file in change.facts.files
    ]
    assert change.head_tree() == change.rebuilt(found)[-1]


def test_a_long_new_file_is_cut_between_definitions(tmp_path: Path) -> None:
    """A file of hours becomes pieces of a sitting, and git builds it from them."""
    text = "".join(f"def step_{n}(cart):\n    return total(cart, {n})\n\n\n" for n in range(200))
    change = Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", "steps.py": text})
    found = plan(change.facts)
    assert all(part.minutes <= 60 for part in found.parts)
    assert change.head_tree() == change.rebuilt(found)[-1]


def test_a_file_that_was_not_seen_is_named(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 cannot be made into a patch: the file goes as a whole, and the proof says so."""
    base: Tree = {"a.txt": b"caf\xe9\n", "b.py": "b\n"}
    found = plan(Change(tmp_path / "repo", base, {"a.txt": b"th\xe9\n", "b.py": numbered("b", 300)}).facts)
    assert any(file.whole for part in found.parts for file in part.files if file.path == "a.txt")
    assert any("as a whole" in says for says in found.proof.unchecked)


def test_entries_of_several_concerns_go_with_their_code(tmp_path: Path) -> None:
    """Each entry of a changelog goes in with what it tells of, the one with the lower number first."""
    code = {"a/invoice.py": numbered("invoice", 9), "b/ranking.py": numbered("ranking", 9)}
    more = {"a/invoice.py": numbered("invoice", 30), "b/ranking.py": numbered("ranking", 30)}
    entries = "- Use ranking_input in prepare_ranking (#12)\n- Use invoice_input in prepare_invoice (#15)\n"
    change = Change(tmp_path / "repo", {"CHANGES.md": "# Next\n", **code}, {"CHANGES.md": "# Next\n" + entries, **more})
    found = plan(change.facts)
    assert [{1, 2}, {1}, {2}] == [part_of(found, path) for path in ("CHANGES.md", "b/ranking.py", "a/invoice.py")]
    assert change.head_tree() == change.rebuilt(found)[-1]


def test_a_test_goes_with_a_source_that_is_cut(tmp_path: Path) -> None:
    """Where a new source is too long for one piece, its test stands with the end of it, not in a part of its own."""
    source = "".join(f"def step_{n}(cart):\n    return total(cart, {n})\n\n\n" for n in range(110))
    test = "from shop.steps import step_1\n\n\ndef test_first() -> None:\n    assert step_1(3) == 4\n"
    head = {"shop/steps.py": source, "tests/test_steps.py": test, "shop/zone.py": numbered("zone", 300)}
    change = Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", **head})
    found = plan(change.facts, replace(eager(), tangled_cut=1.0), budget=30)
    assert len(part_of(found, "shop/steps.py")) > 1
    assert part_of(found, "tests/test_steps.py") <= part_of(found, "shop/steps.py")


def test_a_new_file_that_is_cut_begins_with_its_first_lines(tmp_path: Path) -> None:
    """No state holds the end of a file without its package and imports, whatever other files need of that end."""
    body = "".join(f"func step_{n}(cart Cart) int {{\n\treturn total(cart, {n})\n}}\n\n" for n in range(200))
    head: Tree = {
        "a.txt": "a\n",
        "a_use.go": "package shop\n\nvar last = step_199\n",
        "steps.go": f"package shop\n\n{body}",
    }
    found = plan(Change(tmp_path / "repo", {"a.txt": "a\n"}, head).facts, budget=30)
    begun = [file.added[0][0] for part in found.parts for file in part.files if file.path == "steps.go"]
    assert len(begun) > 1
    assert begun[0] == 1
