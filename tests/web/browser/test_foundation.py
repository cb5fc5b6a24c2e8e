"""The foundation in a real browser: every piece of a page in both themes, at a desk and on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.web.application import web_app
from bot.web.guards import guards
from bot.web.refusals import WORDS
from bot.web.rendering import TEMPLATES
from bot.web.sign_in import SignIn
from tests.web.browser.served import served
from tests.web.site import ANA, SmallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from tests.web.browser.look import Look

pytestmark = pytest.mark.browser
HOSTILE = "</details><script>document.title='pwned'</script>\u202etxt.exe <img src=x onerror=alert(1)> {{ 7*7 }}"
GALLERY = TEMPLATES.from_string(
    """{% extends "layout.html" %}{% from "parts.html" import form, field, lines, choice, say, table, link %}
{% block title %}Pieces of {{ hostile }}{% endblock %}
{% block content %}
<h1>{{ hostile }}</h1>
{% for kind in ("note", "good", "bad") %}
{% call say(kind) %}<p>It says <a href="/">one</a> <code>thing</code>.</p>{% endcall %}
{% endfor %}
<h2>A table</h2>
{{ table("What it shows", ("Rule", "Measured", "Why"), ((hostile, 3, "x" * 400), ("b", 12, "c")), (1,)) }}
<details open><summary>More of {{ hostile }}</summary><pre><code>{{ "long " * 60 }}</code></pre></details>
{% call form("/form", token, "Save") %}
{{ field("name", "Your name", hostile, hint="As GitHub has it", problem="It is too long") }}
{{ lines("key", "The key", "one\\ntwo", hint="PEM", required=false) }}
{{ choice("set", "What it may do", (("a", "Read", "Nothing more"), ("b", "Write", "")), "a") }}
{% endcall %}
<p>{{ link("Away", "https://example.org/a") }} {{ link("nowhere", "") }}</p>
<p><a class="button quiet" href="/form">Quiet</a></p>
{% endblock %}"""
)


class Gallery(SmallSite):
    """One page with every piece, and a form that comes back."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        signing = SignIn(self.site, None).routes()
        routes = [*signing, Route("/", self.gallery), Route("/refused/{status:int}", self.refused)]
        self.app = web_app(self.site, [*routes, *self.app.routes])

    async def gallery(self, request: Request) -> Response:
        """Show every piece of a page."""
        session = self.site.sessions.read(request, self.clock.now())
        session = session or self.site.sessions.sign_in(ANA, self.clock.now())
        leave = self.site.form_token(session, "/sign-out")
        told = {"hostile": HOSTILE, "token": self.site.form_token(session, "/form"), "leave": leave}
        response = HTMLResponse(GALLERY.render(**told, person=session.person), headers=guards())
        self.site.sessions.write(response, session, self.clock.now())
        return response

    async def refused(self, request: Request) -> Response:
        """Say no."""
        raise HTTPException(request.path_params["status"])


@pytest.fixture(scope="module")
def gallery() -> Iterator[tuple[str, Gallery]]:
    """Yield the address of the gallery, and the gallery."""
    made: list[Gallery] = []

    def make(address: str) -> Starlette:
        made.append(Gallery(address))
        return made[0].app

    with served(make) as address:
        yield address, made[0]


def test_no_piece_of_a_page_has_to_be_excused(gallery: tuple[str, Gallery], look: Look) -> None:
    """Structure, labels, contrast, width, focus: the browser finds nothing, and the console says nothing."""
    look.open(gallery[0])
    assert look.signed("foundation") == []


@pytest.mark.parametrize("status", sorted(WORDS))
def test_a_refusal_is_a_page_like_any_other(gallery: tuple[str, Gallery], look: Look, status: int) -> None:
    """Every status that has words says them on a page that can be signed."""
    look.open(f"{gallery[0]}/refused/{status}")
    assert (look.signed(f"refused-{status}"), WORDS[status][0]) == ([], look.heading())


def test_where_nobody_can_sign_in_it_is_said_why(gallery: tuple[str, Gallery], look: Look) -> None:
    """With what whoever runs the server has to set."""
    look.open(f"{gallery[0]}/sign-in")
    assert (look.signed("sign-in-nowhere"), "Nobody can sign in here yet") == ([], look.heading())


def test_hostile_text_is_words(gallery: tuple[str, Gallery], look: Look) -> None:
    """It closes nothing, runs nothing, loads nothing, turns nothing around: it reads as it was written."""
    look.open(gallery[0])
    shown = HOSTILE.replace("\u202e", "⟨U+202E⟩")
    assert (look.chromium.title, look.run("return document.querySelector('h1').textContent")) == (
        f"Pieces of {shown} - OneSitting",
        shown,
    )
    assert look.run("return document.querySelectorAll('main img, main script').length") == 0


def test_the_keyboard_finds_its_way(gallery: tuple[str, Gallery], look: Look) -> None:
    """The first stop is the link that skips to the content; it can be seen while it has the focus."""
    look.open(gallery[0])
    look.chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    stop = look.chromium.switch_to.active_element
    assert (stop.text, stop.location["x"]) == ("Skip to the content", 0)
    stop.send_keys(Keys.ENTER)
    assert look.run("return document.activeElement.id") == "content"


def test_a_form_is_filled_in_and_sent(gallery: tuple[str, Gallery], look: Look) -> None:
    """What a person types arrives; the session's cookie is not there for scripts."""
    address, house = gallery
    look.open(address)
    name = look.chromium.find_element(By.ID, "name")
    name.clear()
    name.send_keys("Ana")
    look.press("Save")
    expected = {"name": "Ana", "key": "one\r\ntwo", "set": "a"}
    assert (house.sent, look.run("return document.cookie")) == (expected, "")
