import pytest

from bot.judgement.checklist import MOST, Change, review_checklist
from bot.judgement.sieve import sift
from bot.policy.checklists import ChecklistRule, ItemExample
from tests.judgement.changes import change, reading
from tests.judgement.rules_in_force import commenting_rules

RULES = commenting_rules()
LISTS = RULES.checklists
QUESTIONS = [rule for one in LISTS for rule in one.questions]
EXAMPLES = [(rule, example) for rule in QUESTIONS for example in rule.examples]
NOT_EXAMPLES = [(rule, example) for rule in QUESTIONS for example in rule.not_examples]


def asked(rule: ChecklistRule, example: ItemExample) -> bool:
    """Return whether a question is asked about an example."""
    file = change(
        example.path,
        before=example.before,
        removed=example.removed * example.times,
        added=example.added * example.times,
        status=example.status,
    )
    sifted = sift((file,), (reading(file, example.kind),), RULES.hotspots, LISTS)
    seen = Change(sifted, example.authorship, example.labels)
    return seen.asks(rule) is not None


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_a_question_belongs_to_its_examples(rule: ChecklistRule, example: ItemExample) -> None:
    """It is asked about each of them."""
    assert asked(rule, example)


@pytest.mark.parametrize(("rule", "example"), NOT_EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_a_question_is_not_asked_about_near_misses(rule: ChecklistRule, example: ItemExample) -> None:
    """A near miss is left alone."""
    assert not asked(rule, example)


def test_every_field_has_its_list() -> None:
    """The fields that are promised, each with three questions or more; no id stands twice."""
    fields = {(one.questions[0].place.file if one.questions[0].place else "").rpartition("/")[2] for one in LISTS}
    promised = "web database api concurrency security python javascript go java rust infrastructure documentation"
    assert {f"{name}.yml" for name in promised.split()} <= fields
    assert min(len(one.questions) for one in LISTS) >= 3
    assert len({rule.id for rule in QUESTIONS}) == len(QUESTIONS)


def test_hotspots_that_make_a_question_needless_exist() -> None:
    """A mistyped id would ask twice."""
    known = {entry.id for entry in RULES.hotspots.hotspots}
    assert {hotspot for rule in QUESTIONS for hotspot in rule.instead} <= known


def test_no_question_hides_behind_a_hotspot_of_the_same_name() -> None:
    """Questions and hotspots are told apart by their ids."""
    assert not {rule.id for rule in QUESTIONS} & {entry.id for entry in RULES.hotspots.hotspots}


def test_seven_at_most_by_risk() -> None:
    """Where everything is in the change, the most dangerous questions are left."""
    files = tuple(
        change(f"{n}/{e.path}", added=e.added * e.times, removed=e.removed) for n, (_, e) in enumerate(EXAMPLES)
    )
    readings = tuple(reading(file, example.kind) for file, (_, example) in zip(files, EXAMPLES, strict=True))
    items = review_checklist((), Change(sift(files, readings, RULES.hotspots, LISTS)), LISTS)
    risk = {rule.id: rule.risk for rule in QUESTIONS}
    assert [risk[item.rule] for item in items] == sorted(risk.values(), reverse=True)[:MOST]


def test_the_place_is_the_line_that_was_found() -> None:
    """A question points at the lines that it is about, on the side where they stand."""
    file = change("a.py", before=("import os",), added=("x = 1", "os.system(command)"))
    items = review_checklist((), Change(sift((file,), (reading(file),), RULES.hotspots, LISTS)), LISTS)
    assert [(item.rule, item.place and item.place.lines) for item in items] == [("runs_a_command", (12, 12))]


@pytest.mark.parametrize("rule", QUESTIONS, ids=lambda rule: rule.id)
def test_every_question_has_examples_and_near_misses(rule: ChecklistRule) -> None:
    """A question without proof is not shipped."""
    assert rule.examples
    assert rule.not_examples
