"""Every message of the map's lint, at its line and column, with the smallest change that clears it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import Document, Mapping, read_yaml

GOOD = "owner: kim, backup: tom, metric: {name: n}, keywords: [aa, bb, cc, dd, ee]"
BASE = "rota: [kim]\n"


def _lint(text: str) -> list[Problem]:
    document = read_yaml(text, "map.yml")
    try:
        return list(read_ownership((document,))[1])
    except RuleError as error:
        return list(error.problems)


ERRORS = {
    "areas:\n  a:\n    keywords: [b]": (
        "2:3|areas.a: the area has no owner (add `owner: login` of the one person it belongs to)"
    ),
    "areas: {a: {owner: x, bakcup: y}}": "1:23|areas.a.bakcup: `bakcup` is not known here (did you mean `backup`?)",
    "areas: {a: {owner: acme/team}}": "1:20|areas.a.owner: a team cannot be assigned to an issue; name one person",
    "areas: {a: {owner: 'x[bot]'}}": "1:20|areas.a.owner: a bot cannot own an area; name one person",
    "areas: {a: {owner: 'x y'}}": "1:20|areas.a.owner: not a GitHub login (letters, digits and hyphens)",
    "people: {'x y': {}}": "1:10|people.x y: not a GitHub login (letters, digits and hyphens)",
    "people:\n  a: {cover: b}\n  b: {cover: A}": (
        "3:7|people.b.cover: cover goes in a circle: `a` -> `b` -> `a` "
        "(name somebody who is there when the others are away)"
    ),
    "people: {a: {cover: a}}": (
        "1:14|people.a.cover: cover goes in a circle: `a` -> `a` (name somebody who is there when the others are away)"
    ),
    "defaults: {time_zone: Europe/Berln}": (
        "1:23|defaults.time_zone: `Europe/Berln` is not a time zone (did you mean `Europe/Berlin`?)"
    ),
    "areas: {'': {owner: x}}": "1:9|areas: '' is no id for an area (use letters, digits and hyphens)",
    "areas: {' a': {owner: x}}": "1:9|areas: ' a' is no id for an area (use letters, digits and hyphens)",
    "defaults: {hours: 9-5}": "1:19|defaults.hours: hours are written like `09:00-17:00`",
    "defaults: {hours: '17:00-09:00'}": "1:19|defaults.hours: working hours end after they begin, on the same day",
    "defaults: {hours: '09:00-24:01'}": "1:19|defaults.hours: a clock goes from 00:00 to 24:00",
    "defaults: {days: []}": "1:11|defaults: `days` is empty: name at least one working day",
    "defaults: {days: [mo]}": "1:19|defaults.days[0]: `mo` is not a choice (did you mean `mon`?)",
    "defaults: {holidays: [25 December]}": (
        "1:23|defaults.holidays[0]: a holiday is written like `2026-12-25`, or `12-25` for every year"
    ),
    "defaults: {holidays: [02-30]}": "1:23|defaults.holidays[0]: there is no such day",
    "defaults: {respond_within: soon}": (
        "1:28|defaults.respond_within: a term is written like `2 days`, `4 hours` or `90 minutes` of working time"
    ),
    "defaults: {respond_within: 0 days}": "1:28|defaults.respond_within: a term lies between one minute and 365 days",
    "defaults: {auto_route: 2}": "1:24|defaults.auto_route: a share is written like `0.9` or `90 %`",
    "feedback: {mode: rout}": "1:18|feedback.mode: `rout` is not a choice (did you mean `route`?)",
    "areas: {a: {owner: x, metric: {}}}": "1:31|areas.a.metric.name: `name` is missing",
}


@pytest.mark.parametrize(("text", "expected"), ERRORS.items(), ids=lambda value: value[:40])
def test_an_error_says_where_and_what_to_do(text: str, expected: str) -> None:
    """One mistake is one error, at its own place."""
    (problem,) = _lint(text)
    place, _, words = expected.partition("|")
    assert (f"map.yml:{place}", "error") == (f"map.yml:{problem.line}:{problem.column}", problem.level)
    assert words == str(problem).partition(f"{problem.line}:{problem.column}: ")[2]


WARNINGS = {
    f"{BASE}areas:\n  a: {{owner: kim, metric: {{name: n}}, keywords: [aa, bb, cc, dd, ee]}}": (
        "3:3|areas.a: the area has no backup (add `backup: login`)"
    ),
    f"{BASE}areas:\n  a: {{{GOOD.replace('tom', 'Kim')}}}": (
        "3:19|areas.a.backup: the backup is the owner (name a second person)"
    ),
    f"{BASE}areas:\n  a: {{owner: kim, backup: tom, keywords: [aa, bb, cc, dd, ee]}}": (
        "3:3|areas.a: the area has no metric (add `metric: {name: ...}`, its one number)"
    ),
    f"{BASE}areas:\n  a: {{owner: kim, backup: tom, metric: {{name: n}}, keywords: [aa]}}": (
        "3:51|areas.a.keywords: the area has 1 keyword, fewer than 5 "
        "(add words that its users write: 8 to 24 work well)"
    ),
    f"{BASE}areas:\n  a: {{{GOOD}}}\n  b: {{{GOOD.replace('aa', 'AA').replace('bb, cc, dd, ee', 'q, r, s, t')}}}": (
        "4:62|areas.b.keywords[0]: the keyword `AA` also stands in `a` (line 3) "
        "(keep it where most of its issues belong, or make it a longer phrase)"
    ),
    f"{BASE}areas:\n  a: {{{GOOD}, labels: [x]}}\n"
    "  b: {owner: kim, backup: tom, metric: {name: n}, auto: false, labels: [X]}": (
        "4:73|areas.b.labels[0]: the label `X` also stands in `a` (line 3) "
        "(it decides on its own, so it can mean one area only)"
    ),
    f"{BASE}areas:\n  a: {{{GOOD}, not_keywords: [aa]}}": (
        "3:62|areas.a.keywords[0]: `aa` is also a not-keyword: it rules the area out (keep it in one of the lists)"
    ),
    f"{BASE}areas:\n  a: {{{GOOD.replace('aa', 'aa, +-+')}}}": (
        "3:66|areas.a.keywords[1]: `+-+` has no letter or digit: it never matches (remove it)"
    ),
    f"{BASE}people: {{kim: {{}}, tomas: {{}}}}\nareas:\n  a: {{{GOOD}}}": (
        "4:19|areas.a.backup: `tom` is not among `people` (did you mean `tomas`?)"
    ),
    f"{BASE}people: {{kim: {{cover: ida}}, tom: {{}}}}\nareas:\n  a: {{{GOOD}}}": (
        "2:16|people.kim.cover: `ida` is not among `people` (known here: `kim`, `tom`)"
    ),
    f"rota: [x]\npeople: {{kim: {{}}, tom: {{}}}}\nareas:\n  a: {{{GOOD}}}": (
        "1:1|rota: `x` is not among `people` (known here: `kim`, `tom`)"
    ),
    f"areas:\n  a: {{{GOOD}}}": "1:1|there is no rota: nobody gets what cannot be placed (add `rota: [login]`)",
    f"{BASE}areas:\n  {'a' * 45}: {{{GOOD}}}": (
        f"3:3|areas.{'a' * 45}: its label has 51 characters; GitHub takes 50 "
        "(use a shorter id or `defaults.label_prefix`)"
    ),
    "version: 1": "1:1|the map has no areas: nothing will be routed (add one under `areas:`)",
}


@pytest.mark.parametrize(("text", "expected"), WARNINGS.items(), ids=lambda value: value[-40:])
def test_a_warning_says_where_and_what_to_do(text: str, expected: str) -> None:
    """One weakness is one warning; the map works all the same."""
    (problem,) = _lint(text)
    place, _, words = expected.partition("|")
    assert (place, "warning") == (f"{problem.line}:{problem.column}", problem.level)
    assert words == str(problem).partition(f"{problem.line}:{problem.column}: ")[2]


def test_a_map_of_too_many_areas_is_refused_at_once() -> None:
    """A file of thousands of areas costs nothing but the message."""
    areas = "\n".join(f"  a{number}: {{owner: x}}" for number in range(3_000))
    (problem,) = _lint(f"areas:\n{areas}")
    assert ("map.yml:302:3: areas: 3,000 areas, more than the 300 that are read (merge some)") == str(problem)


_WORDS = st.sampled_from(
    [
        "areas",
        "people",
        "owner",
        "cover",
        "a",
        "b",
        "keywords",
        "off",
        "true",
        "@x",
        "",
        "rota",
        "1",
        "defaults",
        "days",
    ]
)
_TREES = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4), max_leaves=20
)


@settings(max_examples=300, deadline=None)
@given(tree=st.dictionaries(_WORDS, _TREES, max_size=5))
def test_any_tree_is_a_map_or_a_list_of_errors(tree: dict[str, object]) -> None:
    """Whatever a file holds, the answer is a map or problems with their place."""
    document: Document = read_yaml(_flow(tree), "map.yml")
    assert isinstance(document.root, Mapping)
    try:
        ownership, problems = read_ownership((document, document))
        assert all(area.owner for area in ownership.areas)
    except RuleError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_flow(inner)}' for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return f'"{value}"'
