"""Files as GraphQL gives them."""

from __future__ import annotations

import pytest

from bot.facts.errors import RuleError
from bot.facts.rule_text import RuleText
from bot.github.blobs import rule_text
from bot.policy.yaml_tree import read_rule_text

BLOB = {"oid": "c0ffee", "text": "mode: comment\n", "byteSize": 14, "isTruncated": False, "isBinary": False}


def entry(**change: object) -> dict[str, object]:
    """Return the entry of a tree that leads to a file."""
    return {"mode": 0o100644, "object": {**BLOB, **change}}


def test_a_file_has_its_text_and_the_id_of_its_blob() -> None:
    """The id names this very content for ever; the commit is where it was read."""
    assert rule_text(entry(), "x.yml", "abc") == RuleText("x.yml", "mode: comment\n", "c0ffee", "abc")


@pytest.mark.parametrize("nothing", [None, {}])
def test_a_file_that_is_not_there_is_none(nothing: dict[str, object] | None) -> None:
    """Null, in GraphQL."""
    assert rule_text(nothing, "x.yml") is None


@pytest.mark.parametrize(
    "change", [{"isBinary": True, "text": None}, {"text": "a: b\n", "isTruncated": True, "byteSize": 900_000}]
)
def test_a_file_that_cannot_be_shown_is_refused_by_the_reader(change: dict[str, object]) -> None:
    """A rules file never vanishes silently because it is binary or huge."""
    text = rule_text(entry(**change), "x.yml")
    assert text is not None
    with pytest.raises(RuleError, match=r"x\.yml:1:1"):
        read_rule_text(text)


@pytest.mark.parametrize(
    ("mode", "found", "what"),
    [
        (0o040000, {}, "a folder"),
        (0o120000, BLOB, "a symbolic link"),
        (0o160000, None, "a submodule"),
    ],
)
def test_what_is_no_file_is_refused_in_words(mode: int, found: object, what: str) -> None:
    """Whoever made the folder, the link or the submodule meant it to be in force."""
    text = rule_text({"mode": mode, "object": found}, "x.yml")
    assert text is not None
    with pytest.raises(RuleError, match=f"{what} stands here, and a file is expected"):
        read_rule_text(text)
