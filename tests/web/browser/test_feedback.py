"""The pages of a repository's feedback and a person's own page, in a real browser, with what people do on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.town import Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browser.look import Look

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Yield a town that every test of this file looks at."""
    with town(tmp_path_factory.mktemp("town")) as made:
        yield made


def test_feedback_pages_can_be_signed(here: Town, look: Look) -> None:
    """Routing by area, and the owner's own page with its forms."""
    here.sign_in(look, "bo", here.feedback("feedback"))
    found = look.signed("feedback")
    look.press("Your own page: days away, and the number of the week")
    assert (found + look.signed("own"), f"{here.feedback('feedback')}/me") == ([], look.chromium.current_url)


def test_pages_of_somebody_and_of_a_repository_with_nothing_can_be_signed(here: Town, look: Look) -> None:
    """Who owns nothing, and a repository without a map."""
    here.sign_in(look, "ana", f"{here.feedback('feedback')}/me")
    found = look.signed("own-of-nobody")
    look.open(here.feedback("unmapped"))
    found += look.signed("feedback-without-map")
    look.open(f"{here.feedback('unmapped')}/me")
    assert found + look.signed("own-without-map") == []


def test_an_owner_goes_away_and_comes_back(here: Town, look: Look) -> None:
    """With the browser's own date fields; what cannot be is told above the form, which keeps what was written."""
    here.sign_in(look, "bo", f"{here.feedback('feedback')}/me")
    look.fill("first", "2026-12-20")
    look.fill("last", "2027-01-06")
    look.fill("cover", "nobody-here")
    look.press("Be away")
    refused = look.text(), look.run("return document.getElementById('cover').value"), look.signed("own-refused")
    look.fill("cover", "cy")
    look.press("Be away")
    kept, found = look.text(), look.signed("own-kept")
    look.press("Take back 2026-12-20 to 2027-01-06")
    assert ("Not done: the map names nobody of that login." in refused[0], *refused[1:]) == (True, "nobody-here", [])
    assert ("Your days away are kept." in kept, "2026-12-20 to 2027-01-06, cy stands in" in kept) == (True, True)
    assert ([], "You have said no days away." in look.text()) == (found, True)


def test_an_owner_reports_the_number_of_the_week(here: Town, look: Look) -> None:
    """It is shown above the form that takes the next."""
    here.sign_in(look, "bo", f"{here.feedback('feedback')}/me")
    look.fill("number-checkout", "1,840")
    look.fill("why-checkout", "The new cart went out on Tuesday.")
    look.press("Report checkout")
    assert (look.signed("own-reported"), "Reported this week: 1840" in look.text()) == ([], True)
