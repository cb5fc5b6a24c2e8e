"""The practice GitHub signs people in as GitHub does: a page, a code, a token that opens what both may see."""

from __future__ import annotations

import base64
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from githubkit_schemas.latest import models
from pydantic import TypeAdapter

from bot.practice import PracticeGitHub
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from pathlib import Path

BACK, VERIFIER = "https://bot.example/sign-in/callback", "v" * 43
CHALLENGE = base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Person:
    """Somebody with a browser, and the app that waits for the code."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.practice = PracticeGitHub(directory=folder, now=self.clock.now)
        self.practice.account("ana")
        self.app = self.practice.world.app
        self.client = httpx.AsyncClient(transport=self.practice.transport, base_url="https://github.com")

    async def authorize(self, **changed: str) -> httpx.Response:
        """Say yes on GitHub's page."""
        asked = {"client_id": self.app.client_id, "redirect_uri": BACK, "state": "s", "code_challenge": CHALLENGE}
        page = f"/login/oauth/authorize?{urlencode(asked | changed)}"
        shown = await self.client.get(page)
        return await self.client.post(page, data={"account": "ana"}) if shown.status_code == 200 else shown

    async def exchange(self, code: str, **changed: str) -> dict[str, Any]:
        """Exchange a code."""
        asked = {
            "client_id": self.app.client_id, "client_secret": self.app.client_secret, "code": code,
            "redirect_uri": BACK, "code_verifier": VERIFIER,
        }  # fmt: skip
        answer: dict[str, Any] = (await self.client.post("/login/oauth/access_token", json=asked | changed)).json()
        return answer


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Return somebody."""
    return Person(tmp_path)


def code_of(answer: httpx.Response) -> str:
    """Return the code that the browser is sent back with."""
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def test_a_code_becomes_a_token_once(person: Person) -> None:
    """The browser comes back with code and state; the second exchange says so with 200 and an error."""
    answer = await person.authorize()
    code = code_of(answer)
    first, second = await person.exchange(code), await person.exchange(code)
    assert (answer.status_code, answer.headers["location"]) == (302, f"{BACK}?code={code}&state=s")
    assert (first["token_type"], second["error"]) == ("bearer", "bad_verification_code")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code": "wrong"}, "bad_verification_code"),
        ({"code_verifier": "another"}, "bad_verification_code"),
        ({"redirect_uri": "https://evil.example"}, "bad_verification_code"),
        ({"client_secret": "wrong"}, "incorrect_client_credentials"),
    ],
)
async def test_a_code_is_worth_nothing_to_others(person: Person, changed: dict[str, str], error: str) -> None:
    """Code, verifier, address and secret belong together."""
    told = await person.exchange(**{"code": code_of(await person.authorize())} | changed)
    assert (told["error"], "access_token" in told) == (error, False)


async def test_a_code_is_good_for_ten_minutes(person: Person) -> None:
    """Not for eleven."""
    code = code_of(await person.authorize())
    person.clock.advance(660)
    assert (await person.exchange(code))["error"] == "bad_verification_code"


async def test_only_a_registered_address_is_led_back_to(person: Person) -> None:
    """An app that names its callbacks gets nobody at another one."""
    person.practice.world.app = replace(person.app, callback_urls=(BACK,))
    answers = [await person.authorize(), await person.authorize(redirect_uri="https://evil.example")]
    assert [answer.status_code for answer in answers] == [302, 404]


async def test_a_token_opens_what_person_and_app_may_see(person: Person) -> None:
    """A private repository needs both the person's access and the installation; the app's own routes stay shut."""
    practice = person.practice
    hidden = practice.create_repository("acme/hidden", private=True)
    seen = practice.create_repository("acme/seen", private=True)
    apart = practice.create_repository("zeta/apart", private=True)
    for repository in (seen, apart):
        repository.collaborator(practice.account("ana"), "read")
    installation = practice.install("acme")
    token = (await person.exchange(code_of(await person.authorize())))["access_token"]
    person.client.headers["Authorization"] = f"Bearer {token}"
    paths = [f"/repositories/{one.id}" for one in (seen, hidden, apart)]
    answers = [await person.client.get(path) for path in (*paths, "/user", f"/repos/{seen.full_name}/labels")]
    assert [answer.status_code for answer in answers] == [200, 404, 404, 200, 403]
    assert TypeAdapter(models.PublicUser).validate_json(answers[3].content).login == "ana"
    installation.delete()
    assert (await person.client.get(paths[0])).status_code == 404


async def test_a_token_is_taken_back_by_its_app(person: Person) -> None:
    """With the app's own name and secret; afterwards it is a 401."""
    token = (await person.exchange(code_of(await person.authorize())))["access_token"]
    path, body = f"/applications/{person.app.client_id}/token", {"access_token": token}
    stranger = await person.client.request("DELETE", path, json=body, auth=(person.app.client_id, "wrong"))
    own = await person.client.request("DELETE", path, json=body, auth=(person.app.client_id, person.app.client_secret))
    after = await person.client.get("/user", headers={"Authorization": f"Bearer {token}"})
    assert [answer.status_code for answer in (stranger, own, after)] == [404, 204, 401]
