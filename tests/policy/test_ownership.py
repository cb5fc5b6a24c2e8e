"""The ownership map: read, merged, and never more than its files say."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.working_time import Term
from bot.policy.yaml_tree import read_yaml

ROOT = Path(__file__).parents[2]
ORGANISATION = """\
version: 1
defaults: {time_zone: Europe/Berlin, respond_within: 2 days}
feedback: {mode: suggest, labels: [feedback]}
people:
  mara: {hours: "10:00-16:00"}
rota: [ines]
areas:
  checkout:
    owner: "@mara"
    backup: tom
    keywords: [cart, payment]
  search: {owner: jonas}
"""


def _read(*texts: str) -> OwnershipMap:
    sources = ("acme/.github", "acme/shop")
    return read_ownership(tuple(read_yaml(text, source) for text, source in zip(texts, sources, strict=False)))[0]


def _errors(*texts: str) -> tuple[Problem, ...]:
    with pytest.raises(RuleError) as raised:
        _read(*texts)
    return raised.value.problems


def test_a_login_stands_with_or_without_its_sign() -> None:
    """`@mara` and `mara` are the same owner, written the same way."""
    assert ["mara", "jonas"] == [area.owner for area in _read(ORGANISATION).areas]


def test_a_repository_replaces_the_fields_that_it_writes() -> None:
    """The owner changes here; keywords and backup stay the organisation's."""
    area = _read(ORGANISATION, "areas: {checkout: {owner: kim}}").area("checkout")
    assert area is not None
    assert ("kim", "tom", ("cart", "payment")) == (area.owner, area.backup, area.keywords)


def test_defaults_feedback_and_people_merge_field_by_field() -> None:
    """What the repository does not say stays as it was."""
    over = "defaults: {respond_within: 4 hours}\nfeedback: {mode: route}\npeople: {MARA: {cover: tom}}"
    ownership = _read(ORGANISATION, over)
    assert ("Europe/Berlin", Term(minutes=240)) == (
        ownership.defaults.time_zone,
        ownership.defaults.respond_within,
    )
    assert ("route", ("feedback",)) == (ownership.feedback.mode, ownership.feedback.labels)
    person = ownership.person("Mara")
    assert person.hours is not None
    assert (600, "tom") == (person.hours.first, person.cover)


def test_off_removes_an_area_and_a_new_one_is_added() -> None:
    """The map of a repository need not be that of its organisation."""
    ownership = _read(ORGANISATION, "areas: {search: {off: true}, mail: {owner: kim}}")
    assert ["checkout", "mail"] == [area.id for area in ownership.areas]


def test_a_rota_replaces_the_one_below_and_may_be_empty() -> None:
    """Two rotas are not mixed."""
    assert ("ines",) == _read(ORGANISATION, "areas: {}").fallback
    assert ("kim", "tom") == _read(ORGANISATION, "rota: [kim, tom]").fallback
    assert () == _read(ORGANISATION, "rota: []").fallback


def test_an_area_knows_the_last_place_that_speaks_of_it() -> None:
    """A reason can link to the line that decided."""
    areas = _read(ORGANISATION, "\nareas:\n  checkout:\n    owner: kim\n").areas
    assert [("acme/shop", 4), ("acme/.github", 12)] == [
        (area.place.file, area.place.line) for area in areas if area.place
    ]


def test_the_revision_names_the_texts() -> None:
    """The same texts have one revision, another owner another."""
    assert _read(ORGANISATION).revision == _read(ORGANISATION).revision
    assert _read(ORGANISATION).revision != _read(ORGANISATION.replace("jonas", "kim")).revision


@pytest.mark.parametrize(
    ("prefix", "area_id", "label"),
    [("'area: '", "search", "area: search"), ("''", "search", "search"), ("x/", "area-Search", "area-Search")],
)
def test_the_label_is_prefix_and_id(prefix: str, area_id: str, label: str) -> None:
    """An id that already reads as an area label is one."""
    ownership = _read(f"defaults: {{label_prefix: {prefix}}}\nareas: {{{area_id}: {{owner: kim}}}}")
    assert label == ownership.label(ownership.areas[0])


def test_the_errors_of_both_files_come_at_once() -> None:
    """Nobody mends one file to hear of the next."""
    problems = _errors("areas: {a: {onwer: x}}", "defaults: {hours: 9-5}\nareas: {b: {}}")
    assert [
        ("acme/.github", 1, "areas.a"),
        ("acme/.github", 1, "areas.a.onwer"),
        ("acme/shop", 1, "defaults.hours"),
        ("acme/shop", 2, "areas.b"),
    ] == [(problem.source, problem.line, problem.key) for problem in problems]


def test_no_document_is_an_empty_map() -> None:
    """Nothing is owned, and nothing is wrong."""
    assert ((), ()) == (_read().areas, read_ownership(())[1])


def test_the_example_in_the_documentation_is_clean() -> None:
    """What people copy has no error and no warning."""
    text = (ROOT / "docs" / "ownership.example.yml").read_text("utf-8")
    ownership, warnings = read_ownership((read_yaml(text, "docs/ownership.example.yml"),))
    schema = json.loads((ROOT / "schemas" / "ownership.schema.json").read_text("utf-8"))
    assert () == warnings
    assert [] == list(Draft7Validator(schema).iter_errors(yaml.safe_load(text)))
    assert len(ownership.areas) >= 3
