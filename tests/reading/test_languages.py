"""The shipped languages prove themselves: each carries lines and what they must be read as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.policy.compose import compose
from bot.policy.decode import decode
from bot.policy.effort import EffortRules
from bot.policy.yaml_tree import read_yaml
from bot.reading.languages import LanguageReaders, readers_of
from bot.reading.line_kinds import read_line_kinds
from bot.shipped import load
from tests.reading.diffs import change

if TYPE_CHECKING:
    from bot.policy.languages import Language

LANGUAGES = compose(load(), None).effort.languages


def path_of(language: Language) -> str:
    """Return a path that belongs to a family."""
    return f"a.{language.extensions[0]}" if language.extensions else language.names[0]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_examples_are_read_as_they_say(language: Language) -> None:
    """An added line that stands alone is of the kind under which it is listed."""
    found = {
        kind: tuple(
            line
            for line in lines
            if read_line_kinds([change(path_of(language), "", f"{line}\n")], LANGUAGES) == ((kind,),)
        )
        for kind, lines in language.examples.items()
    }
    assert language.examples == found


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_every_family_has_near_misses(language: Language) -> None:
    """A family without lines that it must leave alone is not shipped."""
    assert language.examples["semantic"]
    assert language.examples.get("comment")
    assert bool(language.imports) == bool(language.examples.get("import"))


def test_no_two_families_have_the_same_extension() -> None:
    """Which family a file belongs to does not depend on the order of the list."""
    keys = [key for language in LANGUAGES for key in (*language.names, *map(str.lower, language.extensions))]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("path", ["a.py", "A.PY", "src/x.test.PY", "deep.er/b.py"])
def test_a_file_belongs_to_the_family_of_its_extension(path: str) -> None:
    """The last extension counts, whatever its case."""
    readers = LanguageReaders(LANGUAGES)
    assert readers.of("plain.py") is readers.of(path)


def test_a_whole_name_comes_before_an_extension() -> None:
    """CMakeLists.txt is no text; what no family has is asked nothing."""
    readers = readers_of(LANGUAGES)
    assert readers.of("sub/CMakeLists.txt") is readers.of("Makefile")
    assert [readers.of(path) for path in ("notes.txt", "py", "", ".py2")] == [None] * 4


def test_a_comment_block_needs_an_end() -> None:
    """A rule that does not say how a comment ends is refused in words."""
    document = read_yaml(
        "version: 1\nsitting: {}\nfiles: {}\nlines: {}\nentries: {}\n"
        "spread: {reason: a, share: 0, above_files: 0, above_directories: 0}\n"
        "languages: [{id: a, comment_blocks: ['/*']}]\n",
        "effort.yml",
    )
    with pytest.raises(Exception, match="how it begins and how it ends"):
        decode(document, EffortRules)
