"""Path patterns mean what people know from CODEOWNERS and .gitattributes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.globs import Glob


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "deep/er/a.txt"),
        ("/a.txt", "a.txt"),
        ("src/*.py", "src/a.py"),
        ("src/**", "src/a/b.py"),
        ("src/", "src/a/b.py"),
        ("docs/", "project/docs/a.md"),
        ("/docs/", "docs/a.md"),
        ("**/test/**", "test/a"),
        ("**/test/**", "x/test/a/b"),
        ("a/**/b", "a/b"),
        ("a/**/b", "a/x/y/b"),
        ("*.{js,ts}", "x/a.ts"),
        ("{a,b/{c,d}}/e", "b/d/e"),
        ("file[0-9].c", "file7.c"),
        ("file[!0-9].c", "fileA.c"),
        ("[]]x", "]x"),
        ("[[:digit:]x].c", "7.c"),
        ("[[]x", "[x"),
        (r"\*.md", "*.md"),
        ("a?c", "abc"),
        ("a b.txt", "x/a b.txt"),
        ("ä*.txt", "ältest.txt"),
        ("*", "new\nline"),
    ],
)
def test_a_pattern_matches(pattern: str, path: str) -> None:
    """The whole path matches."""
    assert Glob.from_yaml(pattern).matches(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/a.txt", "deep/a.txt"),
        ("src/*.py", "src/a/b.py"),
        ("src/*.py", "x/src/a.py"),
        ("src/**", "src"),
        ("/docs/", "project/docs/a.md"),
        ("**/test/**", "latest/a"),
        ("a?c", "a/c"),
        ("file[!0-9].c", "file/.c"),
        ("*.md", "a.md.bak"),
        ("README", "readme"),
        ("a.c", "abc"),
        (r"\*.md", "a.md"),
    ],
)
def test_a_pattern_does_not_match(pattern: str, path: str) -> None:
    """Nothing but the whole path counts, and a star stays inside its folder."""
    assert not Glob.from_yaml(pattern).matches(path)


@pytest.mark.parametrize("pattern", ["", "a" * 301, "[z-a]", "{a,{b}", "*a" * 41, "a" + "?" * 41])
def test_a_bad_pattern_is_refused_in_words(pattern: str) -> None:
    """What cannot be read as a path pattern is a ValueError for a person."""
    with pytest.raises(ValueError, match="path pattern"):
        Glob.from_yaml(pattern)


@given(st.text("ab/*?[]{},!\\^-.", min_size=1, max_size=40), st.text("ab/.\ud800é", max_size=20))
def test_any_pattern_is_refused_or_answers(pattern: str, path: str) -> None:
    """Whatever is written, matching gives an answer."""
    try:
        glob = Glob.from_yaml(pattern)
    except ValueError:
        return
    assert glob.matches(path) in (True, False)
