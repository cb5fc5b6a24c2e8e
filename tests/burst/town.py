"""Organisations at work: pull requests and feedback, and thousands of things that people do to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.practice import ALL, PracticePullRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.practice import PracticeComment, PracticeGitHub, PracticeIssue, PracticeRepository

ORGANISATIONS = ("acme", "nova", "zeta")
EVENTS = ("check_run", "check_suite", "issues", "pull_request")
RULES = "mode: comment\nsitting: {budget_minutes: 15, warn_minutes: 12}\n"
"""A short sitting: what is too large for it costs the processes under test little."""
FILES = {
    ".github/onesitting.yml": RULES,
    ".github/ownership.yml": """
version: 1
feedback: {mode: route}
areas:
  checkout: {owner: bo, description: paying, keywords: [payment, card, refund, invoice]}
  search: {owner: cy, description: finding things, keywords: [search, filter, ranking, query]}
rota: [dee]
""",
}
WHY = "Orders were counted twice after a refund, because the ledger kept both lines. Now one line is kept."
FEEDBACK = (
    ("Card payment fails", "checkout", "bo"),
    ("Refund of an invoice is wrong", "checkout", "bo"),
    ("Search with a filter finds nothing", "search", "cy"),
)
"""Title, area and owner: what the reporter says outright is routed without a history."""
SMALL, LARGE = (1, 30), (60, 80)
"""Functions in a change that fits one sitting, and in one that does not."""
LINES = 4


class Town:
    """Everything that lives on the practice GitHub, and what must be true of it in the end.

    Every act is one webhook: `act` does a random one. The same `chance` does the same acts in the same order.
    """

    def __init__(
        self,
        practice: PracticeGitHub,
        chance: Random,
        *,
        pulls: int,
        issues: int,
        organisations: Sequence[str] = ORGANISATIONS,
    ) -> None:
        self._practice = practice
        self._chance = chance
        self._size: dict[str, int] = {}
        self._was_large: set[PracticePullRequest] = set()
        self._owed: dict[PracticeIssue, tuple[str, str]] = {}
        self._acts = 0
        self.shops = [self._shop(organisation) for organisation in organisations]
        self.pulls = [self._open(shop, number) for number in range(pulls) for shop in self.shops]
        self.issues = [self._tell(shop, number) for number in range(issues) for shop in self.shops]

    def act(self) -> None:
        """Let somebody do something."""
        self._acts += 1
        thing, kind = self._chance.choice([*self.pulls, *self.issues]), self._chance.random()
        if thing.state == "closed":
            thing.reopen()
        elif isinstance(thing, PracticePullRequest) and kind < 0.2:
            self._push(thing)
        elif isinstance(thing, PracticePullRequest) and kind < 0.25:
            thing.close()
        elif kind < 0.6:
            thing.edit(body=f"{thing.body}\n\nEdit {self._acts}.")
        else:
            self._toggle(thing, "seen")

    def wrong(self) -> dict[PracticeIssue, str]:
        """Return everything that is not as it must be, each with why in words; nothing where all is well."""
        found: dict[PracticeIssue, str] = {pull: self._wrong_pull(pull) for pull in self.pulls}
        found |= {issue: self._wrong_issue(issue) for issue in self.issues}
        return {thing: says for thing, says in found.items() if says}

    def _wrong_pull(self, pull: PracticePullRequest) -> str:
        runs = Counter(run.head_sha for run in pull.repository.check_runs.values())
        if any(runs[run.head_sha] > 1 for run in pull.check_runs):
            return f"{pull.full_name}: several check runs on one commit"
        ours = self._ours(pull)
        if len(ours) > (pull in self._was_large):
            return f"{pull.full_name}: {len(ours)} comments"
        if pull.state == "closed":
            return ""
        size = self._size[pull.head_sha]
        titles = [str(run.title) for run in pull.check_runs]
        says = f"{size * LINES:,} lines to review"
        band = "Needs" if size >= LARGE[0] else "Fits one sitting"
        if not (titles and says in titles[0] and titles[0].startswith(band)):
            return f"{pull.full_name}: {says} expected, check runs {titles}"
        visible = sum(not comment.minimized for comment in ours)
        due = band == "Needs" and not pull.draft
        return "" if visible == due else f"{pull.full_name}: {visible} visible comments, {int(due)} due"

    def _wrong_issue(self, issue: PracticeIssue) -> str:
        label, owner = self._owed[issue]
        routed = [name for name in issue.labels if name.startswith("area: ")]
        mine = [event.kind for event in issue.timeline if event.actor is self._practice.bot]
        found = (routed, [account.login for account in issue.assignees], sorted(mine), len(self._ours(issue)))
        expected = ([label], [owner], ["AssignedEvent", "LabeledEvent"], 1)
        return "" if found == expected else f"{issue.full_name}: {found}, not {expected}"

    def _ours(self, thing: PracticeIssue) -> list[PracticeComment]:
        return thing.comments_by(self._practice.bot)

    def _shop(self, organisation: str) -> PracticeRepository:
        shop = self._practice.create_repository(f"{organisation}/shop", FILES)
        for login in ("bo", "cy", "dee"):  # only who may write can be assigned
            shop.collaborator(self._practice.account(login))
        self._practice.install(organisation, permissions=ALL, events=EVENTS)
        return shop

    def _open(self, shop: PracticeRepository, number: int) -> PracticePullRequest:
        size, branch = self._chance.randint(*(LARGE if number % 2 else SMALL)), f"topic-{number}"
        pull = shop.open_pull_request(
            title="Count refunds once", body=WHY, author=shop.owner, branch=branch, files=work(size, branch),
            draft=number % 10 == 9,
        )  # fmt: skip
        return self._sized(pull, size)

    def _push(self, pull: PracticePullRequest) -> None:
        size = self._chance.randint(*self._chance.choice((SMALL, LARGE)))
        pull.push(work(size, pull.branch))
        self._sized(pull, size)

    def _sized(self, pull: PracticePullRequest, size: int) -> PracticePullRequest:
        self._size[pull.head_sha] = size
        if size >= LARGE[0]:
            self._was_large.add(pull)
        return pull

    def _tell(self, shop: PracticeRepository, number: int) -> PracticeIssue:
        title, area, owner = FEEDBACK[number % len(FEEDBACK)]
        reporter = self._practice.account(f"user-{number}")  # one account alone would be a flood
        issue = shop.open_issue(title=title, body=f"area: {area}\n\nIt is so since last week.", author=reporter)
        self._owed[issue] = (f"area: {area}", owner)
        return issue

    def _toggle(self, thing: PracticeIssue, label: str) -> None:
        if label in thing.labels:
            thing.unlabel(label)
        else:
            thing.label(label)


def work(functions: int, module: str = "refunds") -> dict[str, str]:
    """Return the files of a change of that many functions, `LINES` lines each.

    Two that begin at the same commit in the same second are one and the same commit, unless their modules differ.
    """
    return {
        f"shop/{module}.py": "".join(f"def step_{n}(value):\n    return value + {n}\n\n\n" for n in range(functions))
    }
