"""The pages that explain decisions, in a real browser, in both themes, at a desk and on the narrowest screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.shipped import shipped_texts
from tests.web.browser.town import HOSTILE, Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browser.look import Look

RULES = shipped_texts()["signals.yml"].text
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Yield a town that every test of this file looks at."""
    with town(tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.mark.parametrize("name", ["large", "hostile", "feedback"])
def test_every_page_can_be_signed(here: Town, look: Look, name: str, theme: str, width: int) -> None:
    """Structure, labels, contrast, width: nothing is found, and the console says nothing."""
    issue = getattr(here, name)
    look.dress(theme, width)
    here.sign_in(look, "ana", here.page(issue))
    look.picture(f"explain-{name}-{theme}-{width}")
    assert (look.problems(), look.chromium.current_url) == ([], here.page(issue))


def test_the_shipped_rules_can_be_read(here: Town, look: Look, theme: str, width: int) -> None:
    """A rule's link leads to its line."""
    look.dress(theme, width)
    look.open(f"{here.address}/rules/signals.yml#L7")
    look.picture(f"rules-{theme}-{width}")
    line = look.run("return document.querySelector(':target').innerText")
    assert ([], True) == (look.problems(), RULES.splitlines()[6].strip() in line)


def test_the_first_page_can_be_signed(here: Town, look: Look, theme: str, width: int) -> None:
    """What a stranger sees who opens the address."""
    look.dress(theme, width)
    look.open(here.address)
    look.picture(f"home-{theme}-{width}")
    assert look.problems() == []


def test_feedback_pages_can_be_signed(here: Town, look: Look, theme: str, width: int) -> None:
    """Routing by area, and the owner's own page with its forms."""
    look.dress(theme, width)
    home = f"{here.address}/repositories/{here.feedback.repository.id}/feedback"
    here.sign_in(look, "bo", home)
    look.picture(f"feedback-{theme}-{width}")
    found = look.problems()
    look.press("Your own page: days away, and the number of the week")
    look.picture(f"own-{theme}-{width}")
    assert (found, look.problems(), look.chromium.current_url) == ([], [], f"{home}/me")


def test_an_owner_goes_away_and_comes_back(here: Town, look: Look) -> None:
    """With the browser's own date fields; what cannot be is told above the form, which keeps what was written."""
    here.sign_in(look, "bo", f"{here.address}/repositories/{here.feedback.repository.id}/feedback/me")
    look.fill("first", "2026-12-20")
    look.fill("last", "2027-01-06")
    look.fill("cover", "nobody-here")
    look.press("Be away")
    refused = look.text(), look.run("return document.getElementById('cover').value"), look.problems()
    look.picture("own-refused")
    look.fill("cover", "cy")
    look.press("Be away")
    kept = look.text()
    look.picture("own-kept")
    look.press("Take back 2026-12-20 to 2027-01-06")
    assert ("Not done: the map names nobody of that login." in refused[0], *refused[1:]) == (True, "nobody-here", [])
    assert ("Your days away are kept." in kept, "2026-12-20 to 2027-01-06, cy stands in" in kept) == (True, True)
    assert "You have said no days away." in look.text()


def test_sixty_kilobytes_of_hostile_words_are_words(here: Town, look: Look) -> None:
    """No script of theirs ran, nothing of theirs was loaded, and no fold of ours was closed by them."""
    here.sign_in(look, "ana", here.page(here.hostile))
    shown = HOSTILE.replace("\u202e", "⟨U+202E⟩").strip()
    assert shown in look.text()
    assert look.run("return [document.images.length, document.scripts.length]") == [0, 0]
    assert "pwned" not in look.chromium.title


def test_who_may_not_read_sees_what_is_not_there(here: Town, look: Look) -> None:
    """Whoever signs in as bo reads the same words for a private pull request as for none; ana reads the page."""
    here.sign_in(look, "bo", here.page(here.secret))
    assert "Nothing is shown here" in look.text()
    look.press("Sign out")
    here.sign_in(look, "ana", here.page(here.secret))
    assert "Fits one sitting" in look.text()


def test_who_declines_on_github_is_told_so(here: Town, look: Look, theme: str, width: int) -> None:
    """And can sign in after all."""
    look.dress(theme, width)
    look.open(here.page(here.large))
    look.press("Cancel")
    look.picture(f"declined-{theme}-{width}")
    assert ([], "You did not sign in" in look.text()) == (look.problems(), True)
    look.press("Sign in with GitHub")
    look.choose("account", "ana")
    look.press("Authorize")
    assert look.chromium.current_url == here.page(here.large)
