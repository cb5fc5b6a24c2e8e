"""What was learned: fitted in a process of its own, stored as arrays, a bounded number at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.facts.outcome import Final
from bot.facts.repository import Subject
from bot.facts.rule_text import RuleText
from bot.inbox.fit_process import FitFailed, fit_in_process
from bot.inbox.fitting import fit_repository
from bot.inbox.good_rules import GoodRules
from bot.inbox.learning_tables import MODELS
from bot.inbox.ledger import Ledger
from bot.inbox.models import FORM, MOST_MODELS, Models
from bot.triage.learned.stored import MAGIC
from tests.inbox.given import at

if TYPE_CHECKING:
    from bot.inbox.database import Database

MAP = """
version: 1
areas:
  pay: {owner: bo, keywords: [card]}
  find: {owner: cy, keywords: [search]}
"""
WORDS = {"pay": ("The card is declined", "My bank says no."), "find": ("Results are odd", "Ranking by age is off.")}


def issue(number: int, repository: int = 101) -> Subject:
    """Return an issue of a repository."""
    return Subject("issue", 1, repository, "org1/repo", number)


async def teach(database: Database, count: int = 30, repository: int = 101, text: str = MAP, since: int = 0) -> None:
    """Keep a map and as many answers, half for each area."""
    await GoodRules(database).keep_good(
        issue(0, repository), "ownership", [RuleText("map.yml", text, text[-9:])], at(0)
    )
    for number in range(count):
        area = "pay" if number % 2 else "find"
        title, body = WORDS[area]
        final = Final("label", (area,), "x", "ann", at(since + number))
        words = (title, f"{body} {number}")
        await Ledger(database).answered(issue(number, repository), words, final, at(since + number))


async def stored(database: Database) -> bytes | None:
    """Return the bytes of the one model."""
    return await database.read(lambda connection: connection.execute(select(MODELS.c.arrays)).scalar())


async def test_answers_are_learned_in_a_process_of_their_own(database: Database) -> None:
    """Once; without news nothing is fitted again, and the same answers make the same model."""
    await teach(database)
    models = Models(database)
    assert await models.learned(101) is None
    assert (1, 0) == (await models.fit_due(at(60)), await models.fit_due(at(90)))
    model = await models.learned(101)
    assert model is not None
    assert (("find", "pay"), [15, 15]) == (model.areas, model.border.support.tolist())
    assert (30, await stored(database)) == await fit_in_process(database.url, 101)


async def test_too_few_answers_teach_nothing(database: Database) -> None:
    """No process is started for them."""
    await teach(database, count=5)
    assert await Models(database).fit_due(at(60)) == 0


@pytest.mark.parametrize("damage", [b"", MAGIC + b"nonsense", b"onesitting model 0\n"])
async def test_a_model_that_cannot_be_read_is_forgotten_and_learned_anew(database: Database, damage: bytes) -> None:
    """Broken or of an older version: it is as though there were none."""
    await teach(database)
    await Models(database).fit_due(at(60))
    await database.write(lambda connection: connection.execute(update(MODELS).values(arrays=damage)).rowcount)
    models = Models(database)
    assert await models.learned(101) is None
    assert await models.fit_due(at(90)) == 1
    assert await models.learned(101) is not None


async def test_a_newer_model_of_another_process_is_taken_up(database: Database) -> None:
    """Two servers on one database use the same."""
    await teach(database)
    ours, theirs = Models(database), Models(database)
    await ours.fit_due(at(60))
    before = await theirs.learned(101)
    await teach(database, count=50, since=100)
    await ours.fit_due(at(200))
    after = await theirs.learned(101)
    assert before is not None
    assert after is not None
    assert (30, 50) == (before.border.support.sum(), after.border.support.sum())


async def test_a_process_that_fails_loses_nothing(database: Database) -> None:
    """It is tried again after an hour; what was learned before still holds."""
    await teach(database)
    tried: list[int] = []

    async def broken(_url: str, repository: int) -> tuple[int, bytes]:
        tried.append(repository)
        raise FitFailed("killed")

    models = Models(database, broken)
    assert [0, 0, 0] == [await models.fit_due(at(second)) for second in (60, 120, 60 + 3600)]
    assert tried == [101, 101]
    assert await Models(database).fit_due(at(7200)) == 1


@pytest.mark.parametrize("megabytes", [64, 300])
async def test_a_process_that_wants_too_much_memory_gives_up_by_name(database: Database, megabytes: int) -> None:
    """Wherever it meets the limit, and the server beside it goes on."""
    await teach(database)
    with pytest.raises(FitFailed, match=f"^it needed more than {megabytes} MB of memory$"):
        await fit_in_process(database.url, 101, memory=megabytes * 1024**2)
    assert (await fit_in_process(database.url, 101))[0] == 30


async def test_the_failure_of_the_process_is_told() -> None:
    """A database that is not there, and a module that is none."""
    with pytest.raises(FitFailed, match="ended with 1"):
        await fit_in_process("sqlite:////nowhere/at/all.sqlite3", 1)
    with pytest.raises(FitFailed, match="No module named"):
        await fit_in_process("sqlite://", 1, "bot.inbox.no_such_module")


async def test_only_so_many_models_are_at_hand(database: Database) -> None:
    """The others are read again when they are asked for."""
    await teach(database)
    arrays = (await fit_in_process(database.url, 101))[1]

    async def ready(_url: str, _repository: int) -> tuple[int, bytes]:
        return 30, arrays

    models = Models(database, ready)
    for repository in range(102, 104 + MOST_MODELS):
        await teach(database, repository=repository)
    assert await models.fit_due(at(60)) == MOST_MODELS + 3
    first = await models.learned(101)
    for repository in range(101, 104 + MOST_MODELS):
        assert await models.learned(repository) is not None
    assert await models.learned(101) is not first


def test_the_format_is_the_one_that_is_read() -> None:
    """Its name stands here once more so that a server without models loads no numbers library."""
    assert MAGIC == FORM.encode() + b"\n"


async def test_vectors_that_came_or_went_while_the_server_runs_are_no_model(database: Database) -> None:
    """The process fits with those that the server reads models with, or says so."""
    await teach(database)
    with pytest.raises(SystemExit, match="the sentence vectors `others` are no longer here: restart the server"):
        fit_repository(database.url, 101, "others")
    assert b'"encoder":""' in fit_repository(database.url, 101)[1]
