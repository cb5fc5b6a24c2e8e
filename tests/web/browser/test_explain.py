"""The pages that explain decisions, in a real browser: every kind in both themes, at a desk and on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from bot.policy.starter_rules import STARTER_RULES
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


PULLS = ("large", "hostile", "agent", "ignored", "observed", "small", "blocked", "secret")
ISSUES = ("feedback", "corrected", "unplaced", "unmapped")


@pytest.mark.parametrize("name", [*PULLS, *ISSUES])
def test_every_page_can_be_signed(here: Town, look: Look, name: str) -> None:
    """Structure, labels, contrast, width, focus: nothing is found, and the console says nothing."""
    here.sign_in(look, "ana", here.page(name))
    assert (look.signed(f"explain-{name}"), look.chromium.current_url) == ([], here.page(name))


def test_a_signed_link_opens_its_page(here: Town, look: Look) -> None:
    """Nobody is signed in on it."""
    look.open(here.signed_page("small"))
    assert (look.signed("explain-by-link"), "Sign out" in look.text()) == ([], False)


def test_what_was_kept_is_shown_while_github_is_down(here: Town, look: Look) -> None:
    """And where even who may read cannot be asked, that is said."""
    here.sign_in(look, "ana", here.page("large"))
    here.stage.clock.advance(40)
    fault = here.stage.practice.fault("POST", "/graphql", status=502, times=None)
    look.chromium.refresh()
    found, said = look.signed("explain-kept"), look.text()
    here.stage.clock.advance(61)
    everything = here.stage.practice.fault("*", "*", status=502, times=None)
    look.chromium.refresh()
    found += look.signed("github-down")
    fault.clear()
    everything.clear()
    assert ("GitHub does not answer right now" in said, [], "GitHub did not answer as it should") == (
        True,
        found,
        look.heading(),
    )


def test_the_shipped_rules_can_be_read(here: Town, look: Look) -> None:
    """A rule's link leads to its line."""
    look.open(f"{here.address}/rules/signals.yml#L7")
    line = look.run("return document.querySelector(':target').innerText")
    assert ([], True) == (look.signed("rules"), RULES.splitlines()[6].strip() in line)


def test_the_page_with_first_settings_can_be_signed(here: Town, look: Look) -> None:
    """The file, the table and the description; what is copied is what was written, character by character."""
    here.sign_in(look, "ana", here.first_rules("observed"))
    assert look.signed("make-it-yours") == []
    assert "By this file 1 of the last 2 pull requests that could be tried would have had a comment" in look.text()
    assert "1 pull request: more than 100 files or commits" in look.text()
    copied = str(look.run("return document.getElementById('file-text').value"))
    assert (STARTER_RULES, "Make OneSitting yours: acme/till") == (copied.partition("\n")[2], look.heading())


def test_settings_of_its_own_are_led_to(here: Town, look: Look) -> None:
    """No other file is offered in their place."""
    here.sign_in(look, "ana", here.first_rules("large"))
    assert (look.signed("make-it-yours-done"), "Propose it on GitHub" in look.text()) == ([], False)


def test_the_page_on_which_things_are_asked_for_can_be_signed(here: Town, look: Look) -> None:
    """Of a pull request and of an issue: what this person may ask for, and who may ask for the rest."""
    here.sign_in(look, "ana", here.page("small"))
    look.press("ask for something here")
    found = look.signed("ask-pull-request")
    look.open(here.page("feedback"))
    look.press("ask for something here")
    assert (found + look.signed("ask-issue"), "Ask about acme/shop#5") == ([], look.heading())


def test_the_first_page_can_be_signed(here: Town, look: Look) -> None:
    """What a stranger sees who opens the address, and what somebody sees who signed in."""
    look.open(here.address)
    found = look.signed("home")
    here.sign_in(look, "ana", f"{here.address}/sign-in")
    assert found + look.signed("home-signed-in") == []


def test_sixty_kilobytes_of_hostile_words_are_words(here: Town, look: Look) -> None:
    """No script of theirs ran, nothing of theirs was loaded, and no fold of ours was closed by them."""
    here.sign_in(look, "ana", here.page("hostile"))
    shown = HOSTILE.replace("\u202e", "⟨U+202E⟩").strip()
    assert shown in look.text()
    assert look.run("return [document.images.length, document.scripts.length]") == [0, 0]
    assert "pwned" not in look.chromium.title


def test_who_may_not_read_sees_what_is_not_there(here: Town, look: Look) -> None:
    """Whoever signs in as bo reads the same words for a private pull request as for none; ana reads the page."""
    here.sign_in(look, "bo", here.page("secret"))
    assert (look.signed("no-access"), "Nothing is shown here") == ([], look.heading())
    look.press("Sign out")
    here.sign_in(look, "ana", here.page("secret"))
    assert "Fits one sitting" in look.text()


def test_who_declines_on_github_is_told_so(here: Town, look: Look) -> None:
    """And can sign in after all."""
    look.open(here.page("large"))
    look.press("Cancel")
    assert (look.signed("sign-in-declined"), "You did not sign in") == ([], look.heading())
    look.press("Sign in with GitHub")
    look.choose("account", "ana")
    look.press("Authorize")
    assert look.chromium.current_url == here.page("large")


def test_a_sign_in_that_came_to_nothing_is_told(here: Town, look: Look) -> None:
    """Begun somewhere else, or GitHub does not answer."""
    look.open(f"{here.address}/sign-in/callback?code=a&state=b")
    found = look.signed("sign-in-old")
    look.open(here.page("large"))
    here.stage.practice.fault("POST", "/login/oauth/access_token", status=500)
    look.choose("account", "ana")
    look.press("Authorize")
    assert (found + look.signed("sign-in-no-answer"), "GitHub did not sign you in") == ([], look.heading())


def test_the_doctors_page_can_be_signed(here: Town, look: Look) -> None:
    """All is well, and then a permission is missing."""
    here.sign_in(look, "ana", f"{here.address}/doctor")
    found, good = look.signed("doctor-good"), look.text()
    here.stage.installation.permissions["checks"] = "read"
    here.stage.clock.advance(31)
    look.chromium.refresh()
    found += look.signed("doctor-missing")
    here.stage.installation.permissions["checks"] = "write"
    first = look.chromium.find_element(By.TAG_NAME, "h2").text
    assert ("Nothing is missing." in good, "Missing", []) == (True, first, found)
