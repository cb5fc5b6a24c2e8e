"""The app's claim and the tokens it buys."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from bot.github.app_auth import AppKey, Scope, Token, Tokens
from tests.github.keys import PRIVATE_KEY, PUBLIC_KEY

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


class Shop:
    """Sells tokens that live an hour and counts them; `closed` makes it refuse."""

    def __init__(self) -> None:
        self.now = NOW
        self.sold: list[Scope] = []
        self.closed = False
        self.tokens = Tokens(self.sell, lambda: self.now)

    async def sell(self, scope: Scope) -> Token:
        """Sell one, after letting every other task run."""
        await asyncio.sleep(0)
        self.sold.append(scope)
        if self.closed:
            raise LookupError("no tokens today")
        return Token(f"token-{len(self.sold)}", self.now + timedelta(hours=1))


def test_the_claim_is_backdated_and_short() -> None:
    """`iat` is a minute back, `exp` within ten minutes, the issuer is the app, the algorithm RS256."""
    claim = AppKey(42, PRIVATE_KEY).claim(NOW)
    payload = jwt.decode(claim, PUBLIC_KEY, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False})
    assert payload == {
        "iss": "42",
        "iat": int((NOW - timedelta(seconds=60)).timestamp()),
        "exp": int((NOW + timedelta(minutes=9)).timestamp()),
    }


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"])
def test_a_key_that_is_none_is_refused_in_words(text: str) -> None:
    """The words say what is expected and do not repeat the text: it may be half a key."""
    with pytest.raises(ValueError, match="not an unencrypted PEM file"):
        AppKey(42, text)


async def test_ten_cold_askers_buy_one_token() -> None:
    """Journeys that start together share the purchase."""
    shop = Shop()
    tokens = await asyncio.gather(*(shop.tokens.get(Scope(1, 2)) for _ in range(10)))
    assert {token.value for token in tokens} == {"token-1"}


async def test_another_repository_has_its_own_token() -> None:
    """A token is narrowed to one repository, so it is not shared between two."""
    shop = Shop()
    await shop.tokens.get(Scope(1, 2))
    await shop.tokens.get(Scope(1, 3))
    assert shop.sold == [Scope(1, 2), Scope(1, 3)]


async def test_a_token_is_renewed_before_it_ends() -> None:
    """Within five minutes of its end a token is not begun with."""
    shop = Shop()
    await shop.tokens.get(Scope(1, 2))
    shop.now += timedelta(minutes=54)
    held = await shop.tokens.get(Scope(1, 2))
    shop.now += timedelta(minutes=2)
    renewed = await shop.tokens.get(Scope(1, 2))
    assert (held.value, renewed.value) == ("token-1", "token-2")


async def test_a_refused_token_is_forgotten_once() -> None:
    """Two journeys were refused with the same token: the second does not throw the new one away."""
    shop = Shop()
    refused = await shop.tokens.get(Scope(1, 2))
    shop.tokens.evict(Scope(1, 2), refused)
    await shop.tokens.get(Scope(1, 2))
    shop.tokens.evict(Scope(1, 2), refused)
    assert (await shop.tokens.get(Scope(1, 2))).value == "token-2"


async def test_a_failed_purchase_reaches_every_asker_and_is_not_remembered() -> None:
    """All who wait are told; the next one tries anew."""
    shop = Shop()
    shop.closed = True
    answers = await asyncio.gather(*(shop.tokens.get(Scope(1)) for _ in range(3)), return_exceptions=True)
    shop.closed = False
    assert [type(answer) for answer in answers] == [LookupError] * 3
    assert (await shop.tokens.get(Scope(1))).value == "token-2"


async def test_a_cancelled_asker_does_not_take_the_token_from_others() -> None:
    """The purchase goes on for those who still wait."""
    shop = Shop()
    first = asyncio.create_task(shop.tokens.get(Scope(1)))
    second = asyncio.create_task(shop.tokens.get(Scope(1)))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).value == "token-1"


async def test_an_installation_that_ends_loses_all_its_tokens() -> None:
    """Suspended or deleted: whatever was bought for it is forgotten, other installations keep theirs."""
    shop = Shop()
    for scope in (Scope(1, 2), Scope(1, 3), Scope(9, 4)):
        await shop.tokens.get(scope)
    shop.tokens.evict_installation(1)
    for scope in (Scope(1, 2), Scope(9, 4)):
        await shop.tokens.get(scope)
    assert shop.sold[3:] == [Scope(1, 2)]


async def test_another_grant_ends_the_tokens_of_before() -> None:
    """The first that is heard of ends nothing, nor does the same again; another installation's tokens stay."""
    shop = Shop()
    for grant in ("read", "read", "write", "write"):
        shop.tokens.heed(1, grant)
        await shop.tokens.get(Scope(1))
        await shop.tokens.get(Scope(9))
    assert [Scope(1), Scope(9), Scope(1)] == shop.sold


async def test_a_token_that_was_being_bought_when_its_installation_changed_is_not_kept() -> None:
    """Who asked before gets it; who asks afterwards gets one with the new permissions."""
    shop = Shop()
    before = asyncio.create_task(shop.tokens.get(Scope(1, 2)))
    await asyncio.sleep(0)
    shop.tokens.evict_installation(1)
    after = await shop.tokens.get(Scope(1, 2))
    assert ((await before).value, after.value) == ("token-1", "token-2")
    assert (await shop.tokens.get(Scope(1, 2))).value == "token-2"


def test_a_token_never_shows_its_value() -> None:
    """What is logged by accident holds no secret."""
    assert "ghs_" not in repr(Token("ghs_secret", NOW))
