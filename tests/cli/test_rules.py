"""`onesitting rules --stats`: what each rule did, as people who set limits read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.cli.rules import stats_text
from bot.facts.rule_stats import RuleStats
from tests.cli.command import Ran, onesitting
from tests.cli.schemas import violations
from tests.journeys.stage import RULES, Stage, large_change

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

BLOCKING = "mode: comment\nsignals: {too_large: block}\n"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage whose repository blocks what is too large; the bot is closed in the end."""
    stage = Stage(tmp_path)
    stage.shop.commit({RULES: BLOCKING})
    yield stage
    await stage.close()


def stats(stage: Stage, *arguments: str) -> Ran:
    """Run the command on the stage's database, over all that there is."""
    environ = {"DATABASE_URL": stage.settings.database_url}
    return onesitting("rules", "--stats", "--since", "2020-01-01", *arguments, environ=environ)


def too_large(ran: Ran) -> dict[str, int]:
    """Return what the command says of one rule, as JSON."""
    found: dict[str, int] = next(one for one in json.loads(ran.out) if one["rule"] == "too_large")
    return {name: found[name] for name in ("fired", "ignored", "disputed", "changed", "by_rules", "standing")}


async def test_each_reason_is_counted_with_what_became_of_it(stage: Stage) -> None:
    """One stands, one was changed afterwards, one was disputed by its author and ignored by a maintainer."""
    stage.shop.collaborator(stage.practice.account("mia"), "triage")
    pulls = [
        stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch=f"b{number}")
        for number in range(3)
    ]
    await stage.settle()
    pulls[1].push(dict.fromkeys(large_change()) | {"sum.py": "x = 1\n"})
    pulls[2].comment("/onesitting ignore too_large one rename", by=stage.ana)
    pulls[2].comment("/onesitting ignore too_large agreed", by=stage.practice.account("mia"))
    await stage.settle(times=2)
    ran = stats(stage, "--format", "json")
    assert violations("rules-result", json.loads(ran.out)) == []
    assert too_large(ran) == {
        "fired": 3, "ignored": 1, "disputed": 1, "changed": 1, "by_rules": 0, "standing": 2,
    }  # fmt: skip


async def test_a_reason_that_other_rules_ended_is_nobodys_change(stage: Stage) -> None:
    """A raised limit says nothing about what people did."""
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    stage.shop.commit({RULES: "mode: comment\nsitting: {budget_minutes: 480, warn_minutes: 480}\n"})
    pull.label("chore")
    await stage.settle()
    assert too_large(stats(stage, "--format", "json"))["by_rules"] == 1


async def test_a_repository_or_an_installation_is_looked_at_alone(stage: Stage) -> None:
    """Others are not counted, and what is not known is refused with what is."""
    stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert too_large(stats(stage, "--repo", "acme/shop", "--format", "json"))["fired"] == 1
    none, nobody = stats(stage, "--repo", "acme/none"), stats(stage, "--installation", "999")
    assert (none.code, none.err.splitlines()) == (
        2,
        ["onesitting: nothing was decided in acme/none, by what this database keeps", "  - known: acme/shop"],
    )
    assert (nobody.code, nobody.err.splitlines()[0]) == (
        2,
        "onesitting: nothing is kept of an installation 999; those that are known:",
    )


def test_the_table_has_shares_of_what_fired() -> None:
    """Numbers first: a share without its number says nothing."""
    found = (RuleStats("too_large", 20, 2, 1, 9, 0, 11), RuleStats("absent_claim", 0, 1, 0, 0, 0, 0))
    assert stats_text(found, datetime(2026, 11, 1, tzinfo=UTC)) == (
        "Pull requests since 2026-11-01 on which a rule gave a reason, and what became of it.",
        "",
        "rule          fired   ignored  disputed  changed after  by rules  standing",
        "too_large        20  2 (10 %)   1 (5 %)       9 (45 %)         0        11",
        "absent_claim      0         1         0              0         0         0",
    )


def test_a_day_that_is_none_is_refused() -> None:
    """In words."""
    ran = onesitting("rules", "--stats", "--since", "yesterday")
    assert (ran.code, "is not a day: write it like 2026-11-01" in ran.err) == (2, True)


def test_a_repository_has_an_owner() -> None:
    """A name alone is nobody's, and would count nothing."""
    ran = onesitting("rules", "--stats", "--repo", "shop")
    assert (2, True) == (ran.code, "'shop' is no repository on GitHub: write owner/name" in ran.err)
