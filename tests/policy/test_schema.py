"""The published schemas say what the readers read and what the results hold."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.published import published
from bot.facts.change import FileChange
from bot.facts.errors import RuleError
from bot.facts.plain import plain
from bot.facts.routing import Candidate, Routing, Sign
from bot.facts.verdict import (
    Authorship,
    AuthorshipSign,
    ChecklistItem,
    Contribution,
    Effort,
    FileReading,
    Finding,
    LineCounts,
    Place,
    RulePlace,
    Signal,
    Verdict,
)
from bot.policy.decode import decode
from bot.policy.ownership_file import OwnershipFile
from bot.policy.repository import RepositoryRules
from bot.policy.yaml_tree import read_yaml

SCHEMAS = Path(__file__).parents[2] / "schemas"


def schema(name: str) -> Any:  # noqa: ANN401 - a JSON value
    """Return a published schema."""
    return json.loads(published()[f"{name}.schema.json"])


def accepts(name: str, value: object) -> bool:
    """Return whether a schema accepts a value."""
    return bool(jsonschema.Draft7Validator(schema(name)).is_valid(value))


def reads(shape: type, text: str) -> bool:
    """Return whether the reader accepts a text."""
    try:
        decode(read_yaml(text, "f"), shape)
    except RuleError:
        return False
    return True


@pytest.mark.parametrize("name", published())
def test_the_committed_schema_is_up_to_date(name: str) -> None:
    """After a change to a shape, `python scripts/schemas.py` writes the schemas anew."""
    assert (SCHEMAS / name).read_text("utf-8") == published()[name]


@pytest.mark.parametrize("name", published())
def test_each_schema_is_a_schema(name: str) -> None:
    """Editors take draft-07."""
    jsonschema.Draft7Validator.check_schema(json.loads(published()[name]))


REPOSITORY = [
    ("{}", True),
    ("mode: comment", True),
    ("mode: 'off'", True),
    ("mode: loud", False),
    ("mood: comment", False),
    ("version: 2", False),
    ("sitting: {budget_minutes: 45, warn_minutes: 20}", True),
    ("sitting: {budget_minutes: 0}", False),
    ("sitting: {budget_minutes: many}", False),
    ("sitting: [45]", False),
    ("sitting:", True),
    ("signals: {too_large: block}", True),
    ("signals: {too_large: yes please}", False),
    ("signals: [too_large]", False),
    ("files: {id: a, kind: data, reason: r, paths: 'x/**'}", True),
    ("files: [{id: a, kind: data, reason: r, paths: ['x/**', y]}]", True),
    ("files: [{id: a, kind: dat, reason: r, paths: x}]", False),
    ("files: [{kind: data, reason: r, paths: x}]", False),
    ("files: x", False),
    (
        "agent_authored: {applies_to: [agent, assisted], sitting: {budget_minutes: 30}, signals: {too_large: block}}",
        True,
    ),
    ("agent_authored: {applies_to: human}", False),
    ("agent_authored: {limits: 3}", False),
    ("agents: {entries: {id: a, name: A, kind: agent, reason: r, branches: [{pattern: 'a/.+'}]}}", True),
    ("agents: {entries: {id: a, name: A, kind: robot, reason: r}}", False),
    ("checklist: {id: a, risk: 3, check: 'Is it?', when: {files: '*.py'}}", True),
    ("checklist: {id: a, risk: 10, check: 'Is it?', when: {}}", False),
    ("hotspots: [{id: a}]", False),
    ("agents: {allow: devin, deny: [any], models: {deny: 'gpt-4.*'}, require_disclosure: true}", True),
    ("agents: {max_open_per_author: 3}", True),
    ("agents: {max_open_per_author: 0}", False),
    ("agents: {require_disclosure: maybe}", False),
    ("ignore_label: 17", True),
    ("ignore_label: [a]", False),
    ("- a", False),
]

OWNERSHIP = [
    ("areas: {checkout: {owner: ana, keywords: cart}}", True),
    ("areas: {checkout: {owner: ana, keywords: [cart, pay]}}", True),
    ("areas: {checkout: {ownr: ana}}", False),
    ("areas: {checkout: {auto: maybe}}", False),
    ("areas: [checkout]", False),
    ("rota: [ana, bo]", True),
    ("rota: {ana: 1}", False),
    ("feedback: {mode: suggest, labels: feedback}", True),
    ("feedback: {mode: sugest}", False),
    ("people: {ana: {maximum_open: 0}}", False),
    ("people: {ana: {time_zone: Europe/Berlin, hours: '09:00-17:00'}}", True),
]


@pytest.mark.parametrize(("text", "valid"), REPOSITORY)
def test_reader_and_schema_agree_on_settings(text: str, valid: bool) -> None:  # noqa: FBT001 - a case's expectation
    """An editor underlines exactly what the reader refuses."""
    assert (reads(RepositoryRules, text), accepts("onesitting", yaml.safe_load(text))) == (valid, valid)


WORDS = st.sampled_from(["comment", "block", "agent", "assisted", "keep", "any", "x", "too_large"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 600), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["budget_minutes", "warn_minutes", "too_large", "allow", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "version", "mode", "sitting", "split", "signals", "agents", "agent_authored", "replay", "ignore_label",
        "hotspots", "checklist", "modes",
    ]
)  # fmt: skip
INNER = {
    "sitting": ("budget_minutes", "warn_minutes"),
    "split": ("gh_stack",),
    "agents": ("allow", "deny", "require_disclosure", "max_open_per_author", "entries", "models"),
    "agent_authored": ("applies_to", "sitting", "signals"),
}


@st.composite
def settings_files(draw: st.DrawFn) -> dict[str, object]:
    """Draw settings, most of them nearly right: known keys with fitting and other values."""
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    below = {
        key: st.dictionaries(st.sampled_from([*INNER[key], "x"]), VALUES, max_size=2) for key in keys if key in INNER
    }
    return {key: draw(st.one_of(VALUES, below[key]) if key in below else VALUES) for key in keys}


@given(settings_files())
def test_reader_and_schema_agree_on_any_settings(value: dict[str, object]) -> None:
    """Whatever is written, an editor underlines it where the reader refuses it, and nowhere else."""
    text = json.dumps(value)  # JSON is YAML
    assert reads(RepositoryRules, text) == accepts("onesitting", yaml.safe_load(text)), text


@pytest.mark.parametrize(("text", "valid"), OWNERSHIP)
def test_reader_and_schema_agree_on_ownership(text: str, valid: bool) -> None:  # noqa: FBT001 - see above
    """The same for the ownership map."""
    assert (reads(OwnershipFile, text), accepts("ownership", yaml.safe_load(text))) == (valid, valid)


VERDICT = Verdict(
    id="1",
    band="needs_sittings",
    effort=Effort(61.5, 2, LineCounts(400, 20, 3), (Contribution("400 lines of source", 60.0),)),
    authorship=Authorship("agent", "a", None, "high", (AuthorshipSign("trailer", "x", forgeable=True),)),
    findings=(Finding("r", "act", 61.5, 60, "s", "f", (Place("a.py", (1, 2)),), "comment", RulePlace("f", 1)),),
    signals=(Signal("r", fired=True, value="x", limit=1, why="w"),),
    checklist=(ChecklistItem("s", Place("a.py")),),
    files=(FileReading("a.py", "source", "r", "to_review", 1, 2, 0.5),),
)
ROUTING = Routing(
    "1", routed=True, step="label", area="a", owner="ana", why="w",
    candidates=(Candidate("a", "ana", 1.0),), evidence=(Sign("label", "a", "x", "label"),),
)  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [("score-result", VERDICT), ("route-result", ROUTING)])
def test_a_result_is_what_its_schema_says(name: str, value: object) -> None:
    """The JSON of a command is the type itself."""
    assert accepts(name, plain(value))


def test_something_else_is_no_result() -> None:
    """A schema that accepts everything would say nothing."""
    assert not accepts("score-result", plain(FileChange("a.py")))
    assert not accepts("score-result", {**json.loads(json.dumps(plain(VERDICT))), "band": "fine"})
