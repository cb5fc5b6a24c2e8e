"""A part is called by what is done in it, and says in words that hold why it is one."""

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


def titles(found: SplitPlan) -> dict[str, str]:
    """Return the title of the part that each file is in."""
    return {file.path: part.title for part in found.parts for file in part.files}


def test_a_part_of_one_file_names_it_once(tmp_path: Path) -> None:
    """Where no name tells more, the path does, and it is not said twice."""
    base: Tree = {"docs/cart.txt": "cart\n", "shop/till.py": numbered("till", 9)}
    head: Tree = {"docs/cart.txt": "carts\n" * 90, "shop/till.py": numbered("desk", 90)}
    found = plan(Change(tmp_path / "repo", base, head).facts, budget=5)
    assert "Change `docs/cart.txt`" == titles(found)["docs/cart.txt"]


def test_a_line_of_code_among_manifests_gives_no_title(tmp_path: Path) -> None:
    """A part is called by most of it."""
    paths = [f"packages/{name}/composer.json" for name in ("cart", "till", "gate")]
    text = "".join(f'"acme/lib{n}": "^{{0}}.{n}",\n' for n in range(9))
    base: Tree = {**{path: text.format(1) for path in paths}, "packages/a.php": "<?php\n$lib = 1;\n"}
    head: Tree = {**{path: text.format(2) for path in paths}, "packages/a.php": "<?php\n$lib = 2;\n"}
    found = titles(plan(Change(tmp_path / "repo", base, head | {"till.py": numbered("till", 90)}).facts, budget=4))
    assert "`composer.json` in" in found[paths[0]]


def test_the_verb_is_true_of_the_names(tmp_path: Path) -> None:
    """Names that are new are added, names that go are removed, whatever becomes of their files."""
    old = "def lend_books(reader):\n    return reader\n"
    base: Tree = {"a/lend.py": numbered("lend", 9) + old, "b/sell.py": numbered("sell", 9)}
    new = "def sell_books(buyer):\n    return buyer\n"
    head: Tree = {"a/lend.py": numbered("lend", 9), "b/sell.py": numbered("sell", 9) + new}
    found = titles(plan(Change(tmp_path / "repo", base, head).facts))
    assert ("Remove `lend_books` in `a/lend.py`", "Add `sell_books` in `b/sell.py`") == (
        found["a/lend.py"],
        found["b/sell.py"],
    )


def test_a_long_part_lists_its_sittings_or_says_why_not(tmp_path: Path) -> None:
    """A reader of a part of hours is told where to pause, or that no such place was found."""
    head: Tree = {"list.txt": "".join(f"  entry {n}\n" for n in range(4_000)), "a.py": numbered("a", 200)}
    found = plan(Change(tmp_path / "repo", {"b.txt": "b\n"}, {"b.txt": "b\n", **head}).facts)
    long = [part for part in found.parts if part.minutes > 60]
    assert long
    assert all(part.sittings or "longer than a sitting" in part.reasons[0] for part in long)


def test_the_proof_names_what_it_had_no_check_for(tmp_path: Path) -> None:
    """No syntax error is only said of files whose syntax was looked at, and by what."""
    text = "".join(f"def step_{n}(cart)\n  total(cart, {n})\nend\n\n\n" for n in range(300))
    found = plan(Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", "steps.rb": text}).facts)
    assert "the syntax of 1 file that several parts share: there is no check for it here" in found.proof.unchecked
    assert not any("syntax error" in says for says in found.proof.checked)


def test_the_hunks_of_a_new_file_are_its_whole_text(tmp_path: Path) -> None:
    """What was seen in full is not said to be seen in part."""
    text = "".join(f"def step_{n}(cart):\n    return total(cart, {n})\n\n\n" for n in range(300))
    proof = plan(Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", "steps.py": text}).facts).proof
    assert any("by Python's parser (1 file)" in says for says in proof.checked)
    assert not any("hunks alone" in says for says in proof.unchecked)


def test_the_proof_names_what_it_checked_by(tmp_path: Path) -> None:
    """Even brackets are less than a parser: the proof says which it was."""
    text = "".join(f"func step{n}(cart Cart) int {{\n\treturn total(cart, {n})\n}}\n\n\n" for n in range(300))
    found = plan(Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", "steps.go": text}).facts)
    assert any("new syntax error in between, by brackets (1 file)" in says for says in found.proof.checked)


def test_what_programs_make_is_no_part_of_its_own(tmp_path: Path) -> None:
    """Nobody reviews snapshots alone: they go with the part that they are likest."""
    shots = {f"tests/__snapshots__/{name}.svg": f"<svg>{name}</svg>\n" for name in ("pear", "plum")}
    base: Tree = {"a/till.py": "till\n", "b/gate.py": "gate\n", **shots}
    head: Tree = {"a/till.py": numbered("till", 60), "b/gate.py": numbered("gate", 60)}
    head |= {path: text + "<g/>\n" for path, text in shots.items()}
    found = plan(Change(tmp_path / "repo", base, head).facts)
    assert not any(all(file.path.endswith(".svg") for file in part.files) for part in found.parts)
