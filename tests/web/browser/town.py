"""A practice GitHub with work on it, and the bot's pages of it, both behind real sockets for a real browser."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.wiring import Bot, create_bot
from tests.journeys.stage import OWNERSHIP, RULES, Stage, large_change
from tests.journeys.test_feedback import MAP
from tests.web.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.applications import Starlette

    from bot.practice.issues import PracticeIssue
    from tests.web.browser.look import Look

HOSTILE = "</details><script>document.title='pwned'</script>\u202etxt.exe <img src=x onerror=alert(1)> {{ 7*7 }} "
SETTINGS = "mode: comment\nsitting:\n  budget_minutes: 45\n"
AGENT = "Co-authored-by: Claude <noreply@anthropic.com>"


@dataclass(frozen=True, slots=True)
class Town:
    """`large`, `hostile` and `feedback` were worked on; `secret` is in a repository that only ana may read."""

    address: str
    large: PracticeIssue
    hostile: PracticeIssue
    feedback: PracticeIssue
    secret: PracticeIssue

    def page(self, issue: PracticeIssue) -> str:
        """Return the address of the page that explains it."""
        folder = "pulls" if issue.is_pull_request else "issues"
        return f"{self.address}/repositories/{issue.repository.id}/{folder}/{issue.number}"

    def sign_in(self, look: Look, login: str, page: str) -> None:
        """Open a page as a stranger, say yes on GitHub's page, and be where one wanted to go."""
        look.open(page)
        look.choose("account", login)
        look.press("Authorize")


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Yield a town; its clock stands still."""
    stage = Stage(folder)
    issues = asyncio.run(_furnish(stage))
    with served(lambda _: stage.practice.app) as github:
        bots: list[Bot] = []

        def make(address: str) -> Starlette:
            settings = replace(stage.settings, github_url=github, public_url=address)
            bots.append(create_bot(settings, clock=stage.clock, transport=stage.practice.transport))
            return bots[0].app

        with served(make) as address:
            yield Town(address, *issues)
        asyncio.run(bots[0].close())


async def _furnish(stage: Stage) -> tuple[PracticeIssue, PracticeIssue, PracticeIssue, PracticeIssue]:
    owned = MAP[OWNERSHIP].replace("    owner: bo\n", "    owner: bo\n    metric: {name: Weekly buyers}\n")
    stage.shop.commit({RULES: SETTINGS, OWNERSHIP: owned})
    secret = stage.practice.create_repository("acme/secret", private=True)
    secret.collaborator(stage.ana, "read")
    large = stage.shop.open_pull_request(
        title="Rework the checkout, the search and what lies between",
        body=f"Everything at once.\n\n{AGENT}",
        author=stage.ana,
        files={
            **large_change(),
            "package.json": '{"dependencies": {"left-pad": "1.0.0"}}\n',
            "poetry.lock": "x\n" * 90,
        },
    )
    hostile = stage.shop.open_pull_request(
        title=HOSTILE * 600,
        body=HOSTILE * 300,
        author=stage.ana,
        files={f"shop/{HOSTILE.replace('/', '-')}{number}.py": "x = 1\n" * 300 for number in range(8)},
        branch="</details>-@org/team",
    )
    feedback = stage.shop.open_issue(
        title="Card payment fails", body="The payment with my card is refused, no refund either.", author=stage.ana
    )
    hidden = secret.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    large.comment("/onesitting ignore empty_description a mechanical change", stage.ana)
    feedback.comment("/onesitting area search", stage.ana)
    await stage.settle()
    await stage.close()
    return large, hostile, feedback, hidden
