"""The client against the practice GitHub: tokens, repeats, and what a refusal becomes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import Bug, EffectRefused, FactsUnavailable, Retry, Skip
from bot.github.client import App, GitHub
from bot.github.queries import MINIMIZE_COMMENT
from bot.practice.github import PracticeGitHub
from tests.github.keys import PRIVATE_KEY
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.practice.repositories import PracticeRepository

PULL = "/repos/{owner}/{repo}/pulls/{pull_number}"


class Desk:
    """A practice GitHub with one pull request, and our client beside it."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.practice = PracticeGitHub(directory=folder, now=self.clock.now)
        self.shop: PracticeRepository = self.practice.create_repository("acme/shop")
        self.pull = self.shop.open_pull_request(title="Sum", author=self.practice.account("ana"), files={"a.py": "1\n"})
        self.installation = self.practice.install("acme")
        self.app = self.client()

    def client(self, key: str = "", behind: float = 0) -> App:
        """Return a client; `behind` is how many seconds its clock is late."""
        late = timedelta(seconds=behind)
        return App(
            self.practice.app_id,
            key or self.practice.private_key_pem,
            now=lambda: self.clock.now() - late,
            base_url="http://github.test",
            transport=self.practice.transport,
        )

    @property
    def github(self) -> GitHub:
        """GitHub as our installation sees it."""
        return self.app.installation(self.installation.id, self.shop.id)

    def statuses(self) -> list[int]:
        """Return what was answered, call by call, tokens left out."""
        return [call.status for call in self.practice.calls if not call.is_token]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Yield a desk; its connections are closed in the end."""
    desk = Desk(tmp_path)
    yield desk
    await desk.app.aclose()


async def test_ten_cold_reads_buy_one_token(desk: Desk) -> None:
    """However many journeys begin at once."""
    await asyncio.gather(*(desk.github.read("/repos/acme/shop/pulls/1") for _ in range(10)))
    assert sum(call.is_token for call in desk.practice.calls) == 1


async def test_the_token_opens_one_repository_alone(desk: Desk) -> None:
    """Another repository of the same installation stays closed to it."""
    desk.practice.create_repository("acme/vault", private=True)
    with pytest.raises(FactsUnavailable) as caught:
        await desk.github.read("/repos/acme/vault")
    assert isinstance(caught.value.advice, Skip)


async def test_the_token_for_reading_files_writes_nothing(desk: Desk) -> None:
    """It opens every repository of the installation, for reading."""
    with pytest.raises(EffectRefused) as caught:
        await desk.github.for_reading_files().write("POST", "/repos/acme/shop/issues/1/comments", {"body": "x"})
    assert isinstance(caught.value.advice, Skip)


@pytest.mark.parametrize("behind", [900, -300])
async def test_a_clock_that_is_minutes_wrong_is_set_right(desk: Desk, behind: float) -> None:
    """The claim is signed anew by GitHub's clock, and further ones are right at once."""
    app = desk.client(behind=behind)
    await app.installation(desk.installation.id).read("/repos/acme/shop")
    assert (await app.installed_at(desk.installation.id)) == desk.installation.created_at
    assert [call.status for call in desk.practice.calls].count(401) == 1
    await app.aclose()


async def test_a_key_of_another_app_is_a_bug(desk: Desk) -> None:
    """No retry makes it right; a person has to look."""
    app = desk.client(PRIVATE_KEY)
    with pytest.raises(FactsUnavailable, match="private key") as caught:
        await app.installation(desk.installation.id).read("/repos/acme/shop")
    assert isinstance(caught.value.advice, Bug)
    await app.aclose()


async def test_a_read_is_asked_again_once_after_a_502(desk: Desk) -> None:
    """One hiccup is no reason to put the whole journey off."""
    desk.practice.fault("GET", PULL, status=502)
    await desk.github.read("/repos/acme/shop/pulls/1")
    assert desk.statuses() == [502, 200]


async def test_a_read_is_asked_again_once_after_a_broken_connection(desk: Desk) -> None:
    """And only once: the queue does the waiting."""
    desk.practice.fault("GET", PULL, drop=True, times=None)
    with pytest.raises(FactsUnavailable) as caught:
        await desk.github.read("/repos/acme/shop/pulls/1")
    assert isinstance(caught.value.advice, Retry)
    assert desk.statuses() == [0, 0]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_write_is_never_repeated_blindly(desk: Desk, status: int) -> None:
    """Whether it was done is looked up by the next journey."""
    desk.practice.fault("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", status=status)
    with pytest.raises(EffectRefused) as caught:
        await desk.github.write("POST", "/repos/acme/shop/issues/1/comments", {"body": "x"})
    assert isinstance(caught.value.advice, Retry)
    assert desk.statuses() == [status]


async def test_every_page_is_read(desk: Desk) -> None:
    """Pages follow each other until GitHub names no next one."""
    for number in range(7):
        desk.pull.push({f"{number}.py": "1\n"})
    found = await desk.github.pages("/repos/acme/shop/pulls/1/files", per_page=3, most=100)
    assert len(found) == 8
    assert desk.statuses() == [200, 200, 200]


async def test_our_account_is_known_after_the_first_question(desk: Desk) -> None:
    """By its number the door knows which events we caused ourselves."""
    await desk.github.ask("query Me { viewer { login databaseId } }")
    assert desk.app.bot_id == desk.practice.bot.id


async def test_a_limit_on_a_mutation_waits_for_its_reset(desk: Desk) -> None:
    """GraphQL answers it with 200: how long to wait stands in the headers, as everywhere."""
    reset = desk.clock.now() + timedelta(minutes=40)
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(reset.timestamp()))}
    limited = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    desk.practice.fault("POST", "/graphql", status=200, body=limited, headers=headers)
    with pytest.raises(EffectRefused) as caught:
        await desk.github.mutate(MINIMIZE_COMMENT, id="IC_1", classifier="RESOLVED")
    assert isinstance(caught.value.advice, Retry)
    assert caught.value.advice.at == reset
