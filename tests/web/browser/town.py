"""A practice GitHub with work on it, and the bot's pages of it, both behind real sockets for a real browser."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.addresses import Addresses
from bot.vault import Vault
from bot.wiring import Bot, create_bot
from tests.journeys.stage import OWNERSHIP, RULES, Stage, large_change
from tests.journeys.test_agent_policy import devin
from tests.journeys.test_feedback import MAP
from tests.web.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from starlette.applications import Starlette

    from bot.practice.issues import PracticeIssue
    from tests.web.browser.look import Look

HOSTILE = "</details><script>document.title='pwned'</script>\u202etxt.exe <img src=x onerror=alert(1)> {{ 7*7 }} "
SETTINGS = """\
mode: comment
sitting:
  budget_minutes: 45
agents:
  require_disclosure: true
agent_authored:
  sitting: {budget_minutes: 5}
"""
AGENT = "Co-authored-by: Claude <noreply@anthropic.com>"
LINK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Town:
    """What was worked on, by name; `secret` is in a repository that only ana may read. The clock stands still."""

    address: str
    stage: Stage
    issues: Mapping[str, PracticeIssue]

    def path(self, name: str) -> str:
        """Return the path of the page that explains it."""
        issue = self.issues[name]
        return f"/repositories/{issue.repository.id}/{'pulls' if issue.is_pull_request else 'issues'}/{issue.number}"

    def page(self, name: str) -> str:
        """Return the address of that page."""
        return self.address + self.path(name)

    def signed_page(self, name: str) -> str:
        """Return its address with a link that opens it without signing in."""
        addresses = Addresses(Vault(self.stage.settings.secret_keys), self.address, LINK_DAYS)
        return addresses.signed(self.page(name), self.stage.clock.now())

    def first_rules(self, name: str) -> str:
        """Return the address of the page with first settings for the repository that it is in."""
        return f"{self.address}/repositories/{self.issues[name].repository.id}/make-it-yours"

    def feedback(self, name: str) -> str:
        """Return the address of the feedback page of the repository that it is in."""
        return f"{self.address}/repositories/{self.issues[name].repository.id}/feedback"

    def sign_in(self, look: Look, login: str, page: str) -> None:
        """Open a page as a stranger, say yes on GitHub's page, and be where one wanted to go."""
        look.open(page)
        look.choose("account", login)
        look.press("Authorize")


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Yield a town."""
    stage = Stage(folder)
    issues = asyncio.run(_furnish(stage))
    with served(lambda _: stage.practice.app) as github:
        bots: list[Bot] = []

        def make(address: str) -> Starlette:
            settings = replace(stage.settings, github_url=github, public_url=address, link_days=LINK_DAYS)
            bots.append(create_bot(settings, clock=stage.clock, transport=stage.practice.transport))
            return bots[0].app

        with served(make) as address:
            yield Town(address, stage, issues)
        asyncio.run(bots[0].close())


async def _furnish(stage: Stage) -> dict[str, PracticeIssue]:
    stage.practice.world.app.owner.owners.add("ana")
    issues = {**_pulls(stage), **_elsewhere(stage), **_issues(stage)}
    await stage.settle()
    issues["ignored"].comment('/onesitting ignore too_large "a generator wrote all of it"', stage.ana)
    issues["corrected"].comment("/onesitting area search", stage.ana)
    issues["feedback"].comment("We look into it.", stage.practice.account("bo"))
    await stage.settle()
    await stage.close()
    return issues


def _pulls(stage: Stage) -> dict[str, PracticeIssue]:
    """Open what a comment is written on, in a repository with rules of its own."""
    owned = MAP[OWNERSHIP].replace("    owner: bo\n", "    owner: bo\n    metric: {name: Weekly buyers}\n")
    stage.shop.commit({RULES: SETTINGS, OWNERSHIP: owned})
    lines = "".join(f"total_{number} = {number}\n" for number in range(60))
    return {
        "large": stage.shop.open_pull_request(
            title="Rework the checkout, the search and what lies between",
            body=f"Everything at once.\n\n{AGENT}",
            author=stage.ana,
            files={
                **large_change(),
                "package.json": '{"dependencies": {"left-pad": "1.0.0"}}\n',
                "poetry.lock": "x\n" * 90,
            },
        ),
        "hostile": stage.shop.open_pull_request(
            title=HOSTILE * 600,
            body=HOSTILE * 300,
            author=stage.ana,
            files={f"shop/{HOSTILE.replace('/', '-')}{number}.py": "x = 1\n" * 300 for number in range(8)},
            branch="</details>-@org/team",
        ),
        "ignored": stage.shop.open_pull_request(
            title="Bring the steps in",
            body="As the generator wrote them.",
            author=stage.ana,
            files=large_change(),
            branch="steps",
        ),
        "agent": stage.shop.open_pull_request(
            title="Count what is in the basket", author=devin(stage), files={"shop/total.py": lines}, branch="count"
        ),
    }


def _elsewhere(stage: Stage) -> dict[str, PracticeIssue]:
    """Open what is observed, what is blocked, and what not everybody may read."""
    till = stage.practice.create_repository("acme/till")
    strict = stage.practice.create_repository("acme/strict", {RULES: "mode: block\n"})
    secret = stage.practice.create_repository("acme/secret", private=True)
    secret.collaborator(stage.ana, "read")
    small: dict[str, str | bytes | None] = {"sum.py": "def total(prices):\n    return sum(prices)\n"}
    many: dict[str, str | bytes | None] = {f"fixtures/{number}.txt": "x\n" for number in range(101)}
    return {
        "observed": till.open_pull_request(title="Rework the till", author=stage.ana, files=large_change()),
        "small": till.open_pull_request(title="Add up prices", author=stage.ana, files=small, branch="sum"),
        "many": till.open_pull_request(title=HOSTILE * 3, author=stage.ana, files=many, branch="many"),
        "blocked": strict.open_pull_request(title="Rework the till", author=stage.ana, files=large_change()),
        "secret": secret.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"}),
        "unmapped": till.open_issue(title="The till is slow", body="It takes a minute to open.", author=stage.ana),
    }


def _issues(stage: Stage) -> dict[str, PracticeIssue]:
    """Report what has an owner, what was given to another one, and what nobody can place."""
    words = "The payment with my card is refused, no refund either."
    return {
        "feedback": stage.shop.open_issue(title="Card payment fails", body=words, author=stage.ana),
        "corrected": stage.shop.open_issue(title="The refund of my card payment fails", body=words, author=stage.ana),
        "unplaced": stage.shop.open_issue(title="It is ugly", body="I do not like the colours.", author=stage.ana),
    }
