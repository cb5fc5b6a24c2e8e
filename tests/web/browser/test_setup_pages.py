"""The setup's pages in a real browser, from the link to the app, in both themes, at a desk and on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

if TYPE_CHECKING:
    from tests.web.browser.walk import Walk

pytestmark = pytest.mark.browser
HOSTILE = "</dl><script>document.title='pwned'</script>\u202e"


def test_every_page_of_the_setup_can_be_signed(walk: Walk) -> None:
    """Structure, labels, contrast, width, focus: nothing has to be excused on the way to the app."""
    look = walk.look
    look.open(f"{walk.public}/")
    found = look.signed("setup-waiting")
    walk.invited()
    found += look.signed("setup-choose")
    look.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    found += look.signed("setup-choose-unfolded")
    walk.fill(public_url="http://localhost:8080", organization="acme/shop")
    walk.choose("permission_set", 1)
    look.press("Continue")
    found += look.signed("setup-mistakes")
    walk.chosen()
    found += look.signed("setup-confirm")
    look.press("Continue on GitHub")
    look.press("Create GitHub App")
    found += look.signed("setup-ready")
    look.open(f"{walk.public}/setup/installed")
    found += look.signed("setup-installed")
    assert ("OneSitting is installed", []) == (look.heading(), found)


def test_credentials_that_are_shown_once_can_be_read(walk: Walk) -> None:
    """And the second visit, which shows none of them."""
    walk.registered(keep=2)
    found = walk.look.signed("setup-ready-printed")
    shown = walk.look.text()
    walk.look.chromium.refresh()
    found += walk.look.signed("setup-second-visit")
    assert ("ONESITTING_PRIVATE_KEY" in shown, "Setup is done", []) == (True, walk.look.heading(), found)


def test_the_form_for_an_app_that_is_there_can_be_signed(walk: Walk) -> None:
    """Empty, with its mistakes, while GitHub does not answer, and with what the app lacks at the end."""
    look, practice = walk.look, walk.setting.practice
    practice.ask_for({"metadata": "read", "contents": "read", "pull_requests": "write"})
    walk.invited()
    look.press("enter it by hand")
    found = look.signed("by-hand-empty")
    walk.by_hand(app_id="4711a", webhook_secret="x", public_url="http://localhost", private_key="no key")
    found += look.signed("by-hand-mistakes")
    practice.fault("GET", "/app", status=500)
    walk.by_hand()
    found += look.signed("by-hand-no-answer")
    walk.by_hand()
    found += look.signed("by-hand-lacks")
    assert ("onesitting is ready", []) == (look.heading(), found)


def test_whatever_is_typed_is_words(walk: Walk) -> None:
    """It closes nothing and runs nothing, and comes back as it was typed."""
    walk.invited()
    walk.fill(public_url="https://bot.example", organization=HOSTILE[:-1])
    walk.choose("permission_set", 1)
    walk.look.press("Continue")
    field = walk.look.chromium.find_element(By.ID, "organization")
    assert (HOSTILE[:-1], "Set up - OneSitting") == (field.get_attribute("value"), walk.look.chromium.title)


def test_every_field_is_reached_with_the_keyboard(walk: Walk) -> None:
    """In the order in which it stands."""
    walk.invited()
    script = "return [...document.querySelectorAll('main input:not([type=hidden]), main button')].map(e => e.tabIndex)"
    assert {0} == set(walk.look.run(script))
