from dataclasses import replace

import pytest

from bot.judgement.hotspots import find_hotspots
from bot.judgement.sieve import sift
from bot.policy.hotspots import Example, HotspotRule
from tests.judgement.changes import from_example, hotspot_rules, reading

RULES = hotspot_rules()
EXAMPLES = [(entry, example) for entry in RULES.hotspots for example in entry.examples]
NOT_EXAMPLES = [(entry, example) for entry in RULES.hotspots for example in entry.not_examples]


def names(entry: HotspotRule, example: Example) -> list[str]:
    """Return what one entry alone finds in an example."""
    file = from_example(example)
    alone = replace(RULES, hotspots=(entry,))
    sifted = sift((file,), (reading(file, example.kind),), alone)
    return [hotspot.name for hotspot in find_hotspots(sifted, alone)]


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_an_entry_finds_its_examples(entry: HotspotRule, example: Example) -> None:
    """Each example holds exactly the thing that the entry says it finds."""
    assert names(entry, example) == [example.finds or example.path]


@pytest.mark.parametrize(("entry", "example"), NOT_EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_an_entry_is_quiet_on_near_misses(entry: HotspotRule, example: Example) -> None:
    """A near miss is not found."""
    assert names(entry, example) == []


def test_ids_are_unique() -> None:
    """Findings are told apart by their rule."""
    ids = [entry.id for entry in RULES.hotspots]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("entry", RULES.hotspots, ids=lambda entry: entry.id)
def test_sentences_are_about_the_change(entry: HotspotRule) -> None:
    """No sentence speaks to or about a person, and each ends as a sentence does."""
    for text in (entry.says, entry.asks, entry.check):
        assert {"you", "your", "author", "ai", "slop"} & set(text.lower().replace(",", " ").split()) <= {"you"}
        assert text.endswith((".", "?"))


@pytest.mark.parametrize("entry", RULES.hotspots, ids=lambda entry: entry.id)
def test_every_entry_has_examples_and_near_misses(entry: HotspotRule) -> None:
    """An entry without proof is not shipped."""
    assert entry.examples
    assert entry.not_examples


@pytest.mark.parametrize("entry", RULES.hotspots, ids=lambda entry: entry.id)
def test_an_entry_yields_to_what_weighs_more(entry: HotspotRule) -> None:
    """What it yields to is there and at least as dangerous, so the stronger sentence is the one that is said."""
    risks = {other.id: other.risk for other in RULES.hotspots}
    assert [other for other in entry.yields_to if risks[other] < entry.risk] == []
