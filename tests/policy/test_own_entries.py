"""A repository's own agents, hotspots and questions lie on top of the shipped ones, and hostile ones cost little."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.judgement.authorship.index import index_of
from bot.policy.compose import compose, rule_ids
from bot.policy.decode import MAX_OWN_SIZE, MAX_PROBLEMS
from bot.policy.rules import Rules
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load

SHIPPED = load()
PLAIN = compose(SHIPPED, None)
AGENT = "{id: %s, name: Ours, kind: agent, reason: docs, branches: [{pattern: '%s'}]}"
HOTSPOT = (
    "{id: %s, title: Price, risk: 5, level: act, says: 'Why {what}?', asks: 'Say why {what}.', check: 'Right?',"
    " words: [price], watch: [{files: 'prices/**'}]}"
)
QUESTION = "{id: %s, risk: 5, check: 'Is it right?', when: {files: 'prices/**'}}"


def composed(text: str) -> Rules:
    """Return the rules with a repository's text on top."""
    return compose(SHIPPED, read_yaml(text, ".github/onesitting.yml"))


def problems(text: str) -> list[str]:
    """Return what a repository's text is refused with, in words."""
    with pytest.raises(RuleError) as caught:
        composed(text)
    return [str(problem) for problem in caught.value.problems]


def test_own_entries_stand_in_front_of_the_shipped_ones() -> None:
    """Each kind of entry; what is shipped stays."""
    rules = composed(f"agents: {{entries: {AGENT % ('ours', 'ours/.+')}}}\nhotspots: {HOTSPOT % 'price'}")
    assert [rules.agents.agents[0].id, rules.hotspots.hotspots[0].id] == ["ours", "price"]
    assert rules.agents.agents[1:] == PLAIN.agents.agents
    assert rules.hotspots.hotspots[1:] == PLAIN.hotspots.hotspots


def test_an_entry_with_a_shipped_id_replaces_it() -> None:
    """An agent, a hotspot and a question."""
    agent, hotspot = PLAIN.agents.agents[0].id, PLAIN.hotspots.hotspots[0].id
    question = PLAIN.checklists[-1].questions[-1].id
    text = (
        f"agents: {{entries: {AGENT % (agent, 'x')}}}\nhotspots: {HOTSPOT % hotspot}\nchecklist: {QUESTION % question}"
    )
    rules = composed(text)
    questions = [rule.id for one in rules.checklists for rule in one.questions]
    assert [len(rules.agents.agents), len(rules.hotspots.hotspots)] == [
        len(PLAIN.agents.agents),
        len(PLAIN.hotspots.hotspots),
    ]
    assert (questions[0], questions.count(question)) == (question, 1)


def test_an_own_hotspot_may_have_a_mode() -> None:
    """`signals:` knows it by its rule's id, and helps with a mistyped one."""
    assert "missing_rationale/price" in rule_ids(composed(f"hotspots: {HOTSPOT % 'price'}"))
    (problem,) = problems(f"hotspots: {HOTSPOT % 'price'}\nsignals: {{missing_rationale/prise: block}}")
    assert "did you mean `missing_rationale/price`?" in problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"agents:\n  entries: [{AGENT % ('a', 'x')}, {AGENT % ('a', 'y')}]", "2:94: agents.entries[1].id: the id `a`"),
        ("hotspots:\n  - " + HOTSPOT % "'a b'", "2:10: hotspots[0].id: this cannot be the id of a rule"),
        (f"hotspots: {HOTSPOT % 'a/b'}", "hotspots[0].id: this cannot be the id of a rule"),
        (f"checklist: {QUESTION % 'ci_workflow'}", "checklist[0].id: a hotspot has the id `ci_workflow`"),
        ("checklist: {id: a, risk: 5, check: 'Is it?', instead: ci_workflw, when: {}}", "did you mean `ci_workflow`?"),
        ("checklist: {id: a, risk: 5, check: Look., when: {}}", "`a` asks nothing"),
        (f"hotspots: {(HOTSPOT % 'a')[:-1]}, yields_to: [licenc]}}", "hotspots[0].yields_to[0]: no hotspot has the id"),
        (f"hotspots: {(HOTSPOT % 'a')[:-1]}, yields_to: a}}", "a hotspot that steps back for itself asks nothing"),
        (
            f"hotspots: [{(HOTSPOT % 'a')[:-1]}, yields_to: b}}, {(HOTSPOT % 'b')[:-1]}, yields_to: a}}]",
            "hotspots[0].yields_to[0]: `a` and `b` step back for each other: none would ask",
        ),
        (f"agents: {{entries: {AGENT % ('a', 'x(')}}}", "1:87: agents.entries.branches[0].pattern: not a pattern"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, expected: str) -> None:
    """Line, column, key, and the nearest known name."""
    (problem,) = problems(text)
    assert expected in problem


def test_patterns_that_are_too_large_together_are_refused_once() -> None:
    """They are tried together with the shipped ones, which must not go blind."""
    entries = ", ".join(AGENT % (f"a{number}", ".{0,900}") for number in range(20))
    (problem,) = problems(f"agents: {{entries: [{entries}]}}")
    assert f"too large together: more than {MAX_OWN_SIZE:,} instructions" in problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mode: comment\nsitting: {budget_minutes: 30}\nagents: {require_disclosure: true}", False),
        (f"agents: {{entries: {AGENT % ('ours', 'x')}}}", True),
        ("files: {id: ours, kind: data, reason: r, paths: 'x/**'}", True),
        (f"hotspots: {HOTSPOT % 'price'}", True),
        (f"checklist: {QUESTION % 'price'}", True),
    ],
)
def test_patterns_of_others_are_known_to_be_there(text: str, *, expected: bool) -> None:
    """Searching them may take seconds, which must not hold up everybody else."""
    assert composed(text).repository.has_patterns is expected


@pytest.mark.parametrize(
    "text",
    [
        "agents: {entries: [" + ",".join(["x"] * 499) + "]}",
        "agents: {entries: [" + ",".join("{id: a}" for _ in range(499)) + "]}",
        "files: [" + ",".join("{id: a, kind: data, reason: r, paths: x}" for _ in range(499)) + "]",
        "signals: {" + ",".join(f"too_larg{number}: block" for number in range(6_000)) + "}",
        "checklist: {id: a, risk: 5, check: 'Is it?', instead: [" + "x, " * 9_000 + "x], when: {}}",
    ],
    ids=["499 words", "499 bare agents", "499 doubled kinds", "6,000 unknown rules", "9,000 unknown hotspots"],
)
def test_thousands_of_mistakes_are_told_as_a_hundred(text: str) -> None:
    """The work is bounded, and who made them reads the first ones."""
    assert MAX_PROBLEMS <= len(problems(text)) <= MAX_PROBLEMS + 1


PATTERNS = st.one_of(
    st.text(string.printable, max_size=40),
    st.sampled_from(
        [
            "(a*)*b",
            ".{0,1000}",
            "(?-i)x",
            "(?<model>x)",
            r"[\s\S]*",
            "(?P<model>.*)|y",
            "((((x))))",
            "",
            "\\C",
            r"a\Qb",
            r"\\(?P<model>x)",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PATTERNS, max_size=6))
def test_any_pattern_is_read_or_refused_at_its_place(patterns: list[str]) -> None:
    """Whatever stands there: rules that can be put together, or problems with a place; nothing else is raised."""
    quoted = ", ".join(f"{{pattern: {_quoted(pattern)}}}" for pattern in patterns)
    text = f"agents:\n  entries:\n    - {{id: a, name: A, kind: agent, reason: r, trailers: [{quoted}]}}\n"
    document = read_yaml(text, "f")
    try:
        rules = compose(SHIPPED, document)
        index_of.__wrapped__(rules.agents)
        found = [(agent.place.line, 1) for agent in rules.repository.agents.entries if agent.place]
    except RuleError as error:
        found = [(problem.line, problem.column) for problem in error.problems]
    assert found
    assert {line for line, _ in found} == {3}


def _quoted(text: str) -> str:
    return (
        "'"
        + text.replace("'", "''").replace("\n", " ").replace("\r", " ").replace("\x0b", " ").replace("\x0c", " ")
        + "'"
    )
