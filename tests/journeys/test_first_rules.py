"""First settings for a repository, tried on its last pull requests: nothing is written on any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import FactsUnavailable
from bot.facts.repository import Subject
from bot.inbox.archive import Archive
from bot.inbox.changes import Changes
from bot.journeys.desk import Desk
from bot.journeys.first_rules import FirstRulesPages, try_first_rules
from bot.journeys.forgetful import Forgetful
from bot.policy.starter_rules import STARTER_RULES
from bot.shipped import load, load_split_weights
from bot.vault import Vault
from tests.journeys.stage import RULES, Stage, large_change

if TYPE_CHECKING:
    from bot.github.budget import Purpose
    from bot.messages.first_rules import FirstRules

pytestmark = pytest.mark.pull_requests
SMALL: dict[str, str | bytes | None] = {"sum.py": "def total(items):\n    return sum(items)\n"}


def desk_of(stage: Stage) -> Desk:
    """Return a desk with what the bot keeps of changes."""
    changes = Changes(stage.bot.database, Vault(stage.settings.secret_keys))
    return Desk(Forgetful(), Forgetful(), load(), load_split_weights(), changes=changes)


async def tried(stage: Stage, *, most: int = 20, repository: int = 0, purpose: Purpose = "work") -> FirstRules:
    """Try first settings."""
    github = stage.bot.github.installation(stage.installation.id, stage.shop.id, purpose=purpose)
    subject = Subject("pull_request", stage.installation.id, repository or stage.shop.id, "acme/shop", 0)
    return await try_first_rules(github, desk_of(stage), subject, stage.clock.now(), most)


def open_pull(stage: Stage, branch: str, files: dict[str, str | bytes | None]) -> int:
    """Open a pull request that says why, and return its number."""
    pull = stage.shop.open_pull_request(
        title=f"Say {branch}", body="The total was off by one.", author=stage.ana, files=files, branch=branch
    )
    return pull.number


async def test_each_pull_request_is_told_with_its_figures_and_what_would_be_asked(stage: Stage) -> None:
    """The newest first; the bot itself still only observes, and nobody hears of it."""
    small, large = open_pull(stage, "small", SMALL), open_pull(stage, "large", large_change())
    await stage.settle()
    stage.forget_calls()
    found = await tried(stage)
    assert [(row.number, row.result.partition(":")[0], row.asked) for row in found.rows] == [
        (large, "Needs 5 sittings", "`too_large`"),
        (small, "Fits one sitting", "nothing"),
    ]
    assert found.says == "By this file 1 of the last 2 pull requests would have had a comment that asks."
    assert (stage.writes, len(stage.reads)) == ([], 1 + 2 * 3)


async def test_the_file_is_the_one_that_init_prints_and_the_link_fills_in(stage: Stage) -> None:
    """And the description names what was tried."""
    number = open_pull(stage, "large", large_change())
    found = await tried(stage)
    assert (found.file, found.there) == (STARTER_RULES, "")
    assert found.propose.startswith("http://github.test/acme/shop/new/main?filename=.github/onesitting.yml&value=")
    assert f"| {number} | `Say large` | Needs " in found.pull_request
    assert found.rows[0].url == f"http://github.test/acme/shop/issues/{number}"


async def test_no_more_than_the_last_ones_are_read(stage: Stage) -> None:
    """As many as were asked for; a repository without any says so."""
    empty = await tried(stage)
    numbers = [open_pull(stage, f"b{number}", SMALL) for number in range(3)]
    stage.forget_calls()
    found = await tried(stage, most=2)
    assert ([row.number for row in found.rows], len(stage.reads)) == (numbers[:0:-1], 1 + 2 * 3)
    assert (empty.says, empty.rows) == ("There is no pull request to try it on yet.", ())


async def test_what_could_not_be_tried_is_said_with_the_reason(stage: Stage) -> None:
    """Too large to read again, or not shown: never a figure for it."""
    open_pull(stage, "many", {f"docs/{number}.md": "x\n" for number in range(101)})
    open_pull(stage, "lost", SMALL)
    stage.practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", status=500, times=None)
    found = await tried(stage)
    assert (found.rows, found.left_out) == (
        (),
        ("1 pull request: GitHub did not show it", "1 pull request: more than 100 files or commits"),
    )
    assert found.says == "No past pull request could be tried."


async def test_the_installation_keeps_its_requests(stage: Stage) -> None:
    """As soon as an answer tells that fewer than a thousand are left of the hour, nothing more is read."""
    for number in range(3):
        open_pull(stage, f"b{number}", SMALL)
    stage.installation.rate.remaining = 900
    found = await tried(stage)
    assert (len(found.rows), found.left_out) == (
        1,
        ("2 pull requests: too little of the hour's requests is left",),
    )


async def test_work_comes_first(stage: Stage) -> None:
    """The page leaves half of the hour's requests to what is due."""
    for number in range(3):
        open_pull(stage, f"b{number}", SMALL)
    stage.installation.rate.remaining = 2_400
    found = await tried(stage, purpose="background")
    assert (found.rows, found.left_out) == ((), ("3 pull requests: our share of GitHub's limits is used up for now",))


async def test_what_an_organisation_keeps_is_tried_without_a_read(stage: Stage) -> None:
    """Its settings lie below the first ones of a repository."""
    stage.organisation_map({RULES: "replay: keep\nsitting: {budget_minutes: 400}\n"})
    number = open_pull(stage, "large", large_change())
    await stage.settle()
    stage.forget_calls()
    found = await tried(stage)
    assert [(row.number, row.asked) for row in found.rows] == [(number, "nothing")]
    assert len(stage.reads) == 1


async def test_a_repository_with_settings_is_led_to_them(stage: Stage) -> None:
    """Nothing is tried, and no other file is proposed in their place."""
    stage.shop.commit({RULES: "mode: observe\n"})
    open_pull(stage, "small", SMALL)
    stage.forget_calls()
    found = await tried(stage)
    assert (found.propose, found.rows, len(stage.reads)) == ("", (), 1)
    assert found.there == f"http://github.test/acme/shop/blob/{stage.shop.head}/{RULES}"


async def test_a_name_that_another_repository_has_by_now_shows_nothing(stage: Stage) -> None:
    """Who may read the one need not be allowed to read the other."""
    with pytest.raises(FactsUnavailable, match="another repository by now"):
        await tried(stage, repository=stage.shop.id + 1)


async def test_while_past_pull_requests_are_read_the_file_is_there(stage: Stage) -> None:
    """Whoever comes again finds the rest: it is made once, however many ask, and also where nobody waits for it."""
    open_pull(stage, "small", SMALL)
    await stage.settle()
    stage.forget_calls()
    pages = FirstRulesPages(stage.bot.github, desk_of(stage), Archive(stage.bot.database), stage.clock.now, patience=0)
    soon = await pages.page(stage.shop.id)
    pages.patience = None
    later = await pages.page(stage.shop.id)
    assert soon is not None
    assert later is not None
    assert (soon.waits, soon.file, soon.rows) == (True, STARTER_RULES, ())
    assert (later.waits, len(later.rows), len(stage.reads)) == (False, 1, 1 + 3)
    assert await pages.page(5) is None
