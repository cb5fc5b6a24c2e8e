"""A fitted model answers for one issue, and the cascade acts on it."""

from bot.facts.people import Account
from bot.facts.routing import Routing
from bot.triage.cascade import route_issue
from bot.triage.learned.model import Model, fit
from bot.triage.learned.rows import Labelled, lessons
from tests.triage.learned.histories import MAP, learned_rows
from tests.triage.maps import KINDS, issue, read_map

MODEL = fit(learned_rows(240), MAP)


def _route(title: str, body: str = "", model: Model = MODEL, **facts: object) -> Routing:
    return route_issue(issue(title, body, **facts), MAP, KINDS, model)


def test_words_that_no_keyword_knows_find_the_owner() -> None:
    """What people put there before goes there again, above the bar and on its own."""
    routing = _route("My voucher is wrong", "The basket and the voucher")
    assert (True, "learned", "mara") == (routing.routed, routing.step, routing.owner)
    assert routing.confidence > 0.9


def test_the_evidence_names_the_words() -> None:
    """The words that spoke for the area, where they stand, with the reason in words."""
    routing = _route("My voucher is wrong", "The basket")
    learned = [(sign.area, sign.found, sign.where) for sign in routing.evidence if sign.step == "learned"]
    assert ("checkout", "voucher", "title") in learned
    assert '"voucher"' in routing.why


def test_every_area_is_ranked_once() -> None:
    """The best first; shares of the candidates sum to at most 1."""
    routing = _route("The ranking is wrong")
    assert "search" == routing.ranked[0]
    assert {area.id for area in MAP.areas} == set(routing.ranked)
    assert sum(candidate.score for candidate in routing.candidates) <= 1.0001


def test_an_explicit_sign_asks_no_model() -> None:
    """A line that names the area decides against everything that was learned."""
    routing = _route("My voucher", "The basket and the voucher\n\narea: search")
    assert ("area_line", "search") == (routing.step, routing.area)
    assert not [sign for sign in routing.evidence if sign.step == "learned"]


def test_too_few_judged_issues_only_suggest() -> None:
    """Twelve labelled issues show nothing yet: the rota gets the issue, with the guess beside it."""
    routing = _route("My voucher is wrong", "cart", fit(learned_rows(12), MAP))
    assert (False, "fallback", "ines") == (routing.routed, routing.step, routing.owner)
    assert "checkout" == routing.candidates[0].area
    assert "guesses as unsure as this one were not shown to be right 90% of the time (" in routing.why


def test_without_a_label_keywords_decide_as_before() -> None:
    """A model of no rows changes nothing."""
    facts = issue("The cart and the payment", "checkout")
    assert route_issue(facts, MAP, KINDS) == route_issue(facts, MAP, KINDS, fit((), MAP))


def test_a_text_without_a_known_word_is_not_guessed() -> None:
    """Habit alone names nobody."""
    routing = _route("🙂", "")
    assert (False, ()) == (routing.routed, routing.candidates)


def test_a_changed_map_is_not_answered_by_an_old_model() -> None:
    """An area that is gone, or another owner: keywords decide until the model is fitted anew."""
    changed = read_map("areas:\n  checkout:\n    owner: mara\n    keywords: [cart]\n")
    facts = issue("My voucher is wrong", "The basket")
    assert route_issue(facts, changed, KINDS) == route_issue(facts, changed, KINDS, MODEL)


def test_a_catch_all_takes_nothing() -> None:
    """However sure the labels are: `auto: false` is never assigned."""
    text = "areas:\n  checkout:\n    owner: mara\n    auto: false\n  search:\n    owner: jonas\n"
    ownership = read_map(text)
    routing = route_issue(issue("My voucher"), ownership, KINDS, fit(learned_rows(240, ownership), ownership))
    assert (False, "checkout") == (routing.routed, routing.ranked[0])
    assert "catch-all" in routing.why


def test_the_precision_that_the_map_asks_for_is_the_bar() -> None:
    """A bar of 100 % is never shown to be reached by a finite history."""
    ownership = read_map(
        "defaults:\n  route_precision: 100 %\nareas:\n  checkout: {owner: mara}\n  search: {owner: jo}\n"
    )
    model = fit(learned_rows(240, ownership), ownership)
    assert not route_issue(issue("My voucher"), ownership, KINDS, model).routed


def test_words_that_say_nothing_are_no_evidence() -> None:
    """Though they counted: only issues of checkout say `on it`, and only the voucher convinces anybody."""
    said = {"checkout": "On it is voucher", "search": "Ranking"}
    known = lessons([Labelled(str(number), said[area], "", (area,)) for number in range(30) for area in said], MAP)
    found = {sign.found for sign in _route("On it is voucher", model=fit(known, MAP)).evidence}
    assert "voucher" in found
    assert not found & {"on", "it", "is", "on it", "it is"}


def test_no_person_is_evidence() -> None:
    """Whom the issues of an area mention, and who files this one, says nothing of what it is about."""
    said = {"checkout": "voucher cc: @geoff", "search": "ranking cc: @davidsh"}
    known = lessons([Labelled(str(number), said[area], "", (area,)) for number in range(30) for area in said], MAP)
    routing = _route("Voucher", "geoff wrote this, cc: @Geoff, @ana-b", author=Account("ana-b"), model=fit(known, MAP))
    assert ["voucher"] == [sign.found for sign in routing.evidence if sign.step == "learned"]


def test_pieces_of_words_are_no_evidence() -> None:
    """`509` out of `X509`, a lone sign or letter, the halves of a contraction."""
    said = {"checkout": "X509Store i don't < t voucher", "search": "Ranking"}
    known = lessons([Labelled(str(number), said[area], "", (area,)) for number in range(30) for area in said], MAP)
    found = {sign.found for sign in _route(said["checkout"], model=fit(known, MAP)).evidence}
    assert "voucher" in found
    assert not found & {"509", "don", "i don", "don t", "< t"}
