from bot.facts.change import FileChange
from bot.facts.verdict import FileKind, Place
from bot.judgement.checklist import review_checklist
from bot.judgement.hotspots import find_hotspots
from tests.judgement.changes import change, hotspot_rules, reading

RULES = hotspot_rules()


def rules_asked(*files: tuple[FileChange, FileKind]) -> list[tuple[str, Place | None]]:
    """Return the rule and the place of each question."""
    changes = tuple(file for file, _ in files)
    readings = tuple(reading(file, kind) for file, kind in files)
    hotspots = find_hotspots(changes, readings, RULES)
    return [(item.rule, item.place) for item in review_checklist(hotspots, readings, RULES)]


def test_questions_come_by_risk_with_their_lines() -> None:
    """A new right of a workflow is asked about before the workflow as such."""
    workflow = change(".github/workflows/ci.yml", before=("permissions:",), added=("  contents: write",))
    assert rules_asked((workflow, "configuration")) == [
        ("workflow_permission", Place(".github/workflows/ci.yml", (11, 11))),
        ("ci_workflow", Place(".github/workflows/ci.yml", (11, 11))),
    ]


def test_code_without_a_test_is_asked_about() -> None:
    """At forty lines of source, unless a test changes too."""
    code = change("src/cart.py", added=tuple(f"total = {n}" for n in range(40)))
    assert rules_asked((code, "source")) == [("untested_source", Place("src/cart.py"))]
    assert rules_asked((code, "source"), (change("tests/test_cart.py", added=("x",)), "test")) == []


def test_a_plain_change_has_no_questions() -> None:
    """Nothing is asked for the sake of asking."""
    assert rules_asked((change("src/cart.py", added=("total = 1",)), "source")) == []
