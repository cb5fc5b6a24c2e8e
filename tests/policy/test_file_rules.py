"""The shipped kinds of files prove themselves: every entry carries its examples and its near misses."""

import re

import pytest

from bot.policy.decode import decode
from bot.policy.files import FileEntry, FileRules
from bot.reading.kind_matcher import KindMatcher
from bot.shipped import load

RULES = decode(load().files, FileRules)
MATCHER = KindMatcher(RULES)


def matching(entry: FileEntry, example: str) -> list[FileEntry]:
    """Return the entries that an example reaches, in the order in which they are tried."""
    path = re.sub(r"\{(\w+)[^}]*\}", r"\1", entry.only[0].text.replace("*", "a")) if entry.only else "a"
    first, last = ([example], []) if entry.first_lines else ([], [example])
    found = MATCHER.by_path(example) if entry.paths else MATCHER.by_lines(path, first, last)
    return [match.entry for match in found]


@pytest.mark.parametrize("entry", RULES.kinds, ids=lambda entry: entry.id)
def test_examples_reach_their_entry_before_any_other(entry: FileEntry) -> None:
    """An example is known by its own entry, whatever other entries say."""
    assert {example: matching(entry, example)[:1] for example in entry.examples} == {
        example: [entry] for example in entry.examples
    }


@pytest.mark.parametrize("entry", RULES.kinds, ids=lambda entry: entry.id)
def test_near_misses_do_not_match(entry: FileEntry) -> None:
    """A near miss is left to the other entries."""
    assert [example for example in entry.not_examples if entry in matching(entry, example)] == []


@pytest.mark.parametrize("entry", RULES.kinds, ids=lambda entry: entry.id)
def test_every_entry_has_examples_and_near_misses(entry: FileEntry) -> None:
    """An entry without proof is not shipped."""
    assert entry.examples
    assert entry.not_examples


def test_each_entry_has_an_id_of_its_own() -> None:
    """Results name the entry, so that no two may share a name."""
    ids = [entry.id for entry in RULES.kinds]
    assert sorted(set(ids)) == sorted(ids)


def test_the_set_finds_what_single_patterns_find() -> None:
    """All patterns at once give the same answer as one after the other."""
    examples = [example for entry in RULES.kinds if entry.paths for example in (*entry.examples, *entry.not_examples)]
    single = {
        example: [(entry.id, glob.text) for entry in RULES.kinds for glob in entry.paths if glob.matches(example)]
        for example in examples
    }
    together = {
        example: [(match.entry.id, match.pattern) for match in MATCHER.by_path(example)] for example in examples
    }
    assert single == together


def test_a_manifest_is_never_set_aside() -> None:
    """What people write by hand to name their dependencies is read."""
    manifest = next(entry for entry in RULES.kinds if entry.id == "manifest")
    assert {MATCHER.counts(matching(manifest, example)[0].kind) for example in manifest.examples} == {"to_review"}
