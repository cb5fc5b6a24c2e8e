"""Where an encoder is at hand, an issue in other words than the history's finds its area all the same."""

import pytest

from bot.triage.cascade import route_issue
from bot.triage.issue_text import IssueText
from bot.triage.learned.meaning import read_meaning
from bot.triage.learned.model import fit
from bot.triage.learned.replay import replay
from bot.triage.learned.rows import Labelled, lessons
from bot.triage.learned.stored import ModelRefusedError, from_bytes, to_bytes
from tests.triage.learned.encoders import WordList
from tests.triage.learned.histories import MAP, learned_rows
from tests.triage.maps import KINDS, issue

ENCODER = WordList()


def test_words_of_like_meaning_count() -> None:
    """Nobody said `query` before: only what it means tells that it is a matter of search."""
    known, asked = learned_rows(240), issue("The query is wrong", "My query")
    candidates = [route_issue(asked, MAP, KINDS, fit(known, MAP, each)).candidates for each in (None, ENCODER)]
    shares = [{found.area: found.score for found in each}["search"] for each in candidates]
    assert shares[0] < shares[1]


def test_a_replay_hears_the_meaning_too() -> None:
    """The last row is put where words alone would not have put it."""
    strange = Labelled("new", "trolley", "trolley", ("checkout",))
    rows = lessons(
        (*(Labelled(r.id, r.title, r.body, (MAP.areas[r.targets[0]].id,)) for r in learned_rows(60)), strange), MAP
    )
    assert 1.0 == replay(rows, MAP, 1, ENCODER).figures.top1


def test_a_stored_model_answers_the_same_with_its_encoder() -> None:
    """To bytes and back."""
    model, asked = fit(learned_rows(40), MAP, ENCODER), issue("The query is wrong")
    again = from_bytes(to_bytes(model), ENCODER)
    assert route_issue(asked, MAP, KINDS, model) == route_issue(asked, MAP, KINDS, again)


@pytest.mark.parametrize(("fitted", "here"), [(ENCODER, None), (None, ENCODER), (ENCODER, WordList("another list"))])
def test_other_vectors_than_it_was_fitted_with_say_nothing_to_a_model(
    fitted: WordList | None, here: WordList | None
) -> None:
    """It is refused, and is learned anew from the answers."""
    with pytest.raises(ModelRefusedError, match="other sentence vectors"):
        from_bytes(to_bytes(fit(learned_rows(40), MAP, fitted)), here)


def test_a_text_of_unknown_words_alone_says_nothing() -> None:
    """A vector is always there; without a word that map or labels know it is no opinion."""
    asked, model = issue("我付款失败了", "🙃"), fit(learned_rows(40), MAP, ENCODER)
    assert route_issue(asked, MAP, KINDS).candidates == route_issue(asked, MAP, KINDS, model).candidates


def test_without_an_encoder_nothing_is_meant() -> None:
    """Words alone then place feedback."""
    assert 0 == read_meaning(IssueText("trolley", "", ""), None).size
