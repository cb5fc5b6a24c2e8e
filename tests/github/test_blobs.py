"""Files as GraphQL gives them."""

from __future__ import annotations

import pytest

from bot.facts.errors import RuleError
from bot.facts.rule_text import RuleText
from bot.github.blobs import rule_text
from bot.policy.yaml_tree import read_yaml

BLOB = {"oid": "c0ffee", "text": "mode: comment\n", "byteSize": 14, "isTruncated": False, "isBinary": False}


def test_a_file_has_its_text_and_the_id_of_its_blob() -> None:
    """The id names this very content for ever."""
    assert rule_text(BLOB, "x.yml") == RuleText("x.yml", "mode: comment\n", "c0ffee")


@pytest.mark.parametrize("nothing", [None, {}])
def test_a_file_that_is_not_there_is_none(nothing: dict[str, object] | None) -> None:
    """Null, or a folder or submodule of that name."""
    assert rule_text(nothing, "x.yml") is None


@pytest.mark.parametrize(
    "change", [{"isBinary": True, "text": None}, {"text": "a: b\n", "isTruncated": True, "byteSize": 900_000}]
)
def test_a_file_that_cannot_be_shown_is_refused_by_the_reader(change: dict[str, object]) -> None:
    """A rules file never vanishes silently because it is binary or huge."""
    text = rule_text({**BLOB, **change}, "x.yml")
    assert text is not None
    with pytest.raises(RuleError, match=r"x\.yml:1:1"):
        read_yaml(text.text, text.source)
