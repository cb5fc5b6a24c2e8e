"""States are parsed where a parser is at hand; what base or head do not stand is not held against a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.splitting.syntax import parser_of

if TYPE_CHECKING:
    from bot.splitting.states import Lines


@pytest.mark.parametrize(
    ("path", "sound", "broken", "by"),
    [
        ("a.py", "x = [1]", "x = [1", "Python's parser"),
        ("a.json", '{"x": [1]}', '{"x": [1],}', "a JSON parser"),
        ("a.toml", "x = 1", "x = 1\nx = 2", "a TOML parser"),
        (".github/a.yml", "x:\n  - 1", "x:\n  - 1\n y: 2", "a YAML parser"),
        ("a.go", "f(1)", "f(1", "brackets"),
        ("a.kt", 'x = """y"""', 'x = """y', "brackets"),
    ],
)
def test_a_state_is_parsed(path: str, sound: str, broken: str, by: str) -> None:
    """What base and head keep, a state between them must keep, by the sharpest check there is."""
    lines: Lines = list(sound.split("\n"))
    name, stands = parser_of(path, lines, lines) or ("", bool)
    assert (by, True, False) == (name, stands(lines), stands(list(broken.split("\n"))))


@pytest.mark.parametrize(("path", "text"), [("a.py", "print 1"), ("a.yml", "{{ chart }}: [")])
def test_a_file_that_never_parsed_is_not_checked(path: str, text: str) -> None:
    """A template or a dialect is not what its name says: no state of it is called broken."""
    lines: Lines = list(text.split("\n"))
    assert parser_of(path, lines, lines) is None


def test_json_with_comments_is_checked_by_its_brackets() -> None:
    """A dialect that no parser here takes is still better looked at than not."""
    name, stands = parser_of("tsconfig.json", ["// why", "{}"], ["// why", "{}"]) or ("", bool)
    assert ("brackets", False) == (name, stands(["// why", "{"]))


@given(st.sampled_from(["a.py", "a.json", "a.toml", "a.yml"]), st.text(max_size=300))
def test_no_text_breaks_a_check(path: str, text: str) -> None:
    """Whatever stands in a file, a check answers."""
    lines: Lines = list(text.split("\n"))
    found = parser_of(path, lines, lines)
    assert found is None or found[1](lines)
