from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.splitting.rehearsal import Change, Link, Module, Program, changed_lines, facts_of, lines_of, plan

if TYPE_CHECKING:
    from tests.splitting.rehearsal import Tree

NAMES = (
    "src/parse.py",
    "src/store.py",
    "tests/test_parse.py",
    "docs/guide.md",
    "web/app.ts",
    "package.json",
    "a b.txt",
)
LINES = (
    "def parse_header(line):", "    return line.split()", "import os", "", "x = 1", "class Store:", "function open() {",
    "}", "é ü", "tab\there", "# see #1234", "crlf\r",
)  # fmt: skip
TEXTS = st.builds(
    lambda lines, open_end: "\n".join(lines) + ("" if open_end or not lines else "\n"),
    st.lists(st.sampled_from(LINES), max_size=40),
    st.booleans(),
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Draw two trees: the second an edit of the first, file by file."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    base: Tree = {name: draw(TEXTS) for name in names}
    head: Tree = {"kept.txt": "kept\n"}
    for name, text in base.items():
        moved, content = draw(edits(str(text)))
        if content is not None:
            head[f"moved/{name}" if moved else name] = content
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3)):
        head.setdefault(name, draw(TEXTS))  # new, or deleted and written anew
    return {"kept.txt": "kept\n", **base}, head


@st.composite
def edits(draw: st.DrawFn, text: str) -> tuple[bool, str | bytes | None]:
    """Draw whether a file moves, and what becomes of it: other lines, or other than a file of lines, or nothing."""
    if draw(st.booleans()):
        return draw(st.booleans()), draw(lines(text))
    others = (
        None, text, b"\0\1\2" + text.encode(), text.replace("\n", "\r\n"), Program(draw(lines(text))), Link("kept.txt"),
        Module("1" * 40),
    )  # fmt: skip
    return False, draw(st.sampled_from(others))


@st.composite
def lines(draw: st.DrawFn, text: str) -> str:
    """Draw the text with some lines taken out and others put in."""
    found = text.split("\n")
    for at in draw(st.lists(st.integers(0, max(0, len(found) - 1)), max_size=6)):
        found[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(LINES), max_size=3))
    return "\n".join(found)


@settings(max_examples=40, deadline=None)
@given(changes(), st.integers(1, 20))
def test_parts_share_out_the_change_and_git_rebuilds_the_head(trees: tuple[Tree, Tree], budget: int) -> None:
    """Every changed line is in exactly one part, and git builds the head from the parts in their order."""
    with tempfile.TemporaryDirectory() as folder:
        change = Change(Path(folder) / "repo", *trees)
        found = plan(change.facts, budget=budget)
        if found.parts:
            assert sorted(changed_lines(change.facts)) == sorted(lines_of(found))
            assert change.head_tree() == change.rebuilt(found)[-1]
            assert found.proof.proven


@settings(max_examples=25, deadline=None)
@given(changes(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(trees: tuple[Tree, Tree], random: object) -> None:
    """The same change gives the same plan, byte for byte, in any order of its files."""
    with tempfile.TemporaryDirectory() as folder:
        facts = Change(Path(folder) / "repository", *trees).facts
    files = list(facts.files)
    random.shuffle(files)  # type: ignore[attr-defined]
    assert plan(facts) == plan(replace(facts, files=tuple(files)))


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    """Text that is no diff, or half of one, gives a plan and never an exception."""
    assert plan(facts_of(text)).says in ("nothing", "not_analysed", "too_large", "independent_concerns")
