"""Whatever goes wrong in the setup has a page that can be read, and says what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.inbox.setups import LIVES
from tests.web.browser.served import served

if TYPE_CHECKING:
    from tests.web.browser.walk import Walk

pytestmark = pytest.mark.browser
CONVERSIONS = "/app-manifests/{code}/conversions"


def test_a_link_that_opens_nothing(walk: Walk) -> None:
    """One that was never printed, one that is old, and a form that was open for too long."""
    look = walk.look
    look.open(f"{walk.public}/setup?key={'a' * 43}")
    found = look.signed("setup-link-wrong")
    walk.invited()
    walk.fill(public_url=walk.public)
    walk.choose("permission_set", 1)
    walk.setting.clock.advance(LIVES.total_seconds())
    look.press("Continue")
    found += look.signed("setup-link-expired")
    assert ("This link has expired", []) == (look.heading(), found)


def test_an_answer_that_is_not_taken(walk: Walk) -> None:
    """A state of nobody's, one that was used, one that is old."""
    look = walk.look
    look.open(f"{walk.public}/setup/registered?code=abc&state=wrong")
    found = look.signed("setup-state-wrong")
    walk.setting.practice.fault("POST", CONVERSIONS, status=404)
    walk.registered()
    look.chromium.refresh()
    found += look.signed("setup-state-used")
    walk.on_github()
    walk.setting.clock.advance(LIVES.total_seconds())
    look.press("Create GitHub App")
    found += look.signed("setup-state-expired")
    assert ("This step took too long", []) == (look.heading(), found)


@pytest.mark.parametrize("status", [403, 404, 422, 429, 500])
def test_a_code_that_becomes_no_app(walk: Walk, status: int) -> None:
    """By GitHub's answer."""
    walk.setting.practice.fault("POST", CONVERSIONS, status=status)
    walk.registered()
    assert [] == walk.look.signed(f"setup-code-{status}")


def test_an_answer_that_is_lost(walk: Walk) -> None:
    """With the button that asks again; the code was used up then."""
    walk.setting.practice.fault("POST", CONVERSIONS, drop=True)
    walk.registered()
    found = walk.look.signed("setup-code-lost")
    walk.look.press("Ask GitHub again")
    assert ("The code is not good", []) == (walk.look.heading(), found)


def test_two_who_set_up_at_once(walk: Walk) -> None:
    """In two tabs: the one that comes back from GitHub second hears of the first."""
    look = walk.look
    walk.on_github()
    late = look.chromium.current_window_handle
    look.chromium.switch_to.new_window("tab")
    walk.registered()
    look.chromium.close()
    look.chromium.switch_to.window(late)
    look.press("Create GitHub App")
    assert (look.signed("setup-second"), "Somebody else was first") == ([], look.heading())


def test_an_app_that_this_process_cannot_use(walk: Walk) -> None:
    """Its credentials were shown once, and this process has none of them."""
    walk.registered(keep=2)
    setting, look = walk.setting, walk.look
    with served(lambda _: setting.process()) as other:
        look.open(f"{other}/setup?key=a")
        found = look.signed("setup-credentials-elsewhere")
    assert (found, "Setup is done") == ([], look.heading())


def test_an_app_that_was_sealed_with_another_key(walk: Walk) -> None:
    """What to bring back is named."""
    walk.registered()
    setting, look = walk.setting, walk.look
    setting.settings = replace(setting.settings, secret_keys=(b"another key, in 32 characters or so",))
    with served(lambda _: setting.process()) as other:
        look.open(f"{other}/setup?key=a")
        found = look.signed("setup-locked")
    assert (found, "The app cannot be opened") == ([], look.heading())
