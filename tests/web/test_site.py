"""The foundation of pages: headers, forms, sessions, refusals and addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.web.rendering import TEMPLATES
from bot.web.sessions import LIVES
from bot.web.site import own_path
from tests.web.site import ANA, PUBLIC, SmallSite

if TYPE_CHECKING:
    from starlette.types import Message


async def test_a_form_of_ours_is_taken() -> None:
    """Its fields arrive stripped, the last of a name, without the token; then the browser goes on by 303."""
    small = SmallSite()
    async with small.browser() as browser:
        token = (await browser.get("/form")).text
        answer = await browser.post("/form", data={"csrf": token, "name": " Ana ", "empty": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, "/form")
    assert small.sent == {"name": "Ana", "empty": ""}


async def test_a_form_without_its_proof_is_refused() -> None:
    """No token, one of another browser, another site's page, no session: 403, and nothing is taken."""
    small = SmallSite()
    async with small.browser() as browser, small.browser() as other, small.browser() as fresh:
        mine, theirs = (await browser.get("/form")).text, (await other.get("/form")).text
        answers = [
            await browser.post("/form", data={"name": "Ana"}),
            await browser.post("/form", data={"csrf": theirs}),
            await browser.post("/form", data={"csrf": mine}, headers={"Sec-Fetch-Site": "cross-site"}),
            await fresh.post("/form", data={"csrf": mine}),
        ]
    assert ([answer.status_code for answer in answers], small.sent) == ([403] * 4, {})


async def test_who_hangs_up_in_the_middle_of_a_form_makes_no_noise() -> None:
    """Nothing is raised: what is, stands in the log with all that led to it, and any stranger could fill the disk."""
    small = SmallSite()
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    form = {"type": "http", "method": "POST", "path": "/form", "query_string": b"", "headers": headers}
    await small.app(form, receive, send)
    assert (sent[0]["status"], small.sent) == (400, {})


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * 70_000, 413),
        ("application/x-www-form-urlencoded", b"a=%ff", 400),
        ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 200), 400),
    ],
)
async def test_what_is_no_form_is_refused(kind: str, body: bytes, status: int) -> None:
    """Each with the page of its status."""
    small = SmallSite()
    async with small.browser() as browser:
        await browser.get("/form")
        answer = await browser.post("/form", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, small.sent) == (status, {})


async def test_who_signs_in_has_a_new_session() -> None:
    """A token from before is worth nothing, the person is known, and the GitHub token cannot be read in the cookie."""
    small = SmallSite()
    async with small.browser() as browser:
        before = (await browser.get("/form")).text
        await browser.get("/in")
        refused = await browser.post("/form", data={"csrf": before})
        cookie = browser.cookies["__Host-onesitting"]
        request = browser.build_request("GET", "/form")
    assert (refused.status_code, ANA.token in cookie) == (403, False)
    assert "__Host-onesitting" in request.headers["cookie"]


async def test_a_session_ends_after_eight_hours() -> None:
    """However often its cookie was written anew in between."""
    small = SmallSite()
    async with small.browser() as browser:
        first = (await browser.get("/form")).text
        small.clock.advance(LIVES.total_seconds() - 60)
        same = (await browser.get("/form")).text
        small.clock.advance(120)
        another = (await browser.get("/form")).text
    assert (first == same, first == another) == (True, False)


@pytest.mark.parametrize(
    ("public", "name", "secure"), [(PUBLIC, "__Host-onesitting", True), ("http://a", "onesitting", False)]
)
async def test_the_cookie_is_kept_from_scripts_and_other_sites(public: str, name: str, secure: bool) -> None:  # noqa: FBT001 - a column of the table
    """HttpOnly, SameSite=Lax, the whole site, Secure and bound to the host where the public address is https."""
    small = SmallSite(public)
    async with small.browser(public) as browser:
        cookie = (await browser.get("/form")).headers["set-cookie"]
    first, *flags = cookie.split("; ")
    expected = {"HttpOnly", "Max-Age=28800", "Path=/", "SameSite=lax"} | ({"Secure"} if secure else set())
    assert (first.partition("=")[0], set(flags)) == (name, expected)


async def test_a_cookie_that_was_changed_or_is_of_another_key_is_none() -> None:
    """The browser gets a session of its own, and no error."""
    small, other = SmallSite(), SmallSite(key=b"another key of 32 characters or so")
    async with small.browser() as browser, other.browser() as stranger:
        await stranger.get("/in")
        theirs = stranger.cookies["__Host-onesitting"]
        answers = [
            await browser.get("/form", headers={"Cookie": f"__Host-onesitting={cookie}"})
            for cookie in (theirs, theirs[:-4] + "AAAA", "", "%00", "x" * 5_000)
        ]
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "Nothing is shown here"),
        ("/form/", 404, "Nothing is shown here"),
        ("/broken", 500, "Something went wrong here"),
        ("/no-database", 503, "The database does not answer"),
    ],
)
async def test_a_refusal_is_a_page_of_constant_words(path: str, status: int, words: str) -> None:
    """It repeats nothing of the request, and is guarded like every page."""
    async with SmallSite().browser() as browser:
        answer = await browser.get(f"{path}?secret=42")
    assert (answer.status_code, words in answer.text, "42" in answer.text) == (status, True, False)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


async def test_every_page_is_guarded() -> None:
    """No frame, no script, no referrer, no guessing of types, no cache."""
    async with SmallSite().browser() as browser:
        headers = (await browser.get("/nothing")).headers
    policy = re.sub(r"sha256-[^']+", "sha256-…", headers["content-security-policy"])
    assert policy == (
        "default-src 'none'; style-src 'sha256-…'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    told = ("referrer-policy", "x-content-type-options", "cache-control", "x-frame-options")
    assert [headers[name] for name in told] == ["no-referrer", "nosniff", "no-store", "DENY"]


async def test_an_address_is_made_from_the_settings_alone() -> None:
    """A host that a request claims appears nowhere: not in a redirect, not in a page."""
    small = SmallSite()
    async with small.browser() as browser:
        headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
        answers = [await browser.get(path, headers=headers) for path in ("/in", "/nothing", "/form/")]
    assert not any("evil" in f"{answer.text} {answer.headers}" for answer in answers)
    assert (small.site.absolute("/a"), SmallSite("").site.absolute("/a")) == ("https://house.example/a", "")


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/a\r\nX: y",
        "",
        "a",
        "/ ",
    ],
)
async def test_no_redirect_leaves_the_site(path: str) -> None:
    """What a browser could take for another site's address leads home."""
    async with SmallSite().browser() as browser:
        answer = await browser.get("/away", params={"to": path})
    assert answer.headers["location"] == "/"


@given(st.text(st.sampled_from("/\\@:.a?%#\t\n\x00"), max_size=8))
def test_an_own_path_begins_with_one_slash(path: str) -> None:
    """Whatever it is made of."""
    assert re.match(r"/([^/\\]|$)", own_path(path))


def test_foreign_text_is_escaped_and_made_visible() -> None:
    """Markup is words, and what turns text around can be seen; nobody has to remember a filter."""
    shown = TEMPLATES.from_string("{{ text }}").render(text="<script>\u202e&\x00\n'\"")
    assert shown == "&lt;script&gt;⟨U+202E⟩&amp;␀␊&#39;&#34;"


def test_a_name_that_is_missing_is_an_error() -> None:
    """A page never shows a gap where a figure should be."""
    with pytest.raises(UndefinedError):
        TEMPLATES.from_string("{{ minutes }}").render()
