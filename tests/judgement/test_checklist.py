from bot.facts.change import FileChange
from bot.facts.verdict import FileKind, Place
from bot.judgement.checklist import Change, review_checklist
from bot.judgement.hotspots import find_hotspots
from bot.judgement.sieve import sift
from tests.judgement.changes import change, hotspot_rules, reading
from tests.judgement.rules_in_force import commenting_rules

RULES = hotspot_rules()
LISTS = commenting_rules().checklists


def rules_asked(*files: tuple[FileChange, FileKind]) -> list[tuple[str, Place | None]]:
    """Return the rule and the place of each question."""
    changes = tuple(file for file, _ in files)
    readings = tuple(reading(file, kind) for file, kind in files)
    sifted = sift(changes, readings, RULES, LISTS)
    items = review_checklist(find_hotspots(sifted, RULES), Change(sifted), LISTS)
    return [(item.rule, item.place) for item in items]


def test_questions_come_by_risk_with_their_lines() -> None:
    """Of two questions about the same lines the new right is asked about, and not the workflow as such."""
    workflow = change(".github/workflows/ci.yml", before=("permissions:",), added=("  contents: write",))
    assert rules_asked((workflow, "configuration")) == [
        ("workflow_permission", Place(".github/workflows/ci.yml", (11, 11))),
    ]


def test_code_without_a_test_is_asked_about() -> None:
    """At forty lines of source, unless a test changes too."""
    code = change("src/cart.py", added=tuple(f"total = {n}" for n in range(40)))
    assert rules_asked((code, "source")) == [("untested_source", Place("src/cart.py"))]
    assert rules_asked((code, "source"), (change("tests/test_cart.py", added=("x",)), "test")) == []


def test_a_hotspot_asks_its_own_question() -> None:
    """The list's question on migrations is left out where the hotspot asks already."""
    migration = change("db/migrate/1_a.rb", added=("add_column :a, :b, :string",), status="added")
    assert [rule for rule, _ in rules_asked((migration, "migration"))] == ["migration"]


def test_a_plain_change_has_no_questions() -> None:
    """Nothing is asked for the sake of asking."""
    assert rules_asked((change("src/cart.py", added=("total = 1",)), "source")) == []


def test_fixtures_are_not_asked_about() -> None:
    """What stands there is input."""
    assert rules_asked((change("tests/fixtures/a.py", added=("eval(text)",)), "source")) == []
