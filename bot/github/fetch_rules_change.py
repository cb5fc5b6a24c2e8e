"""What a pull request proposes for rules and map, beside what is in force, in one question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Retry, Skip
from bot.facts.issue import IssueFacts
from bot.github.blobs import rule_text
from bot.github.fetch_rules import OWNERSHIP_PATH, ownership_texts, settings_texts
from bot.github.own_words import account, own_check, repository
from bot.github.queries import RULES_CHANGE
from bot.messages.wanted import RULES_CHECK_NAME
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from bot.facts.repository import Repository, Subject
    from bot.facts.rule_text import RuleText, SettingsTexts
    from bot.facts.said import SaidCheck
    from bot.github.client import GitHub

MOST_REPLAYED = 50


@dataclass(frozen=True, slots=True)
class PastPull:
    """A pull request to try the rules on. `title` is raw foreign text."""

    number: int
    title: str
    head_sha: str
    files: int
    commits: int


@dataclass(frozen=True, slots=True)
class RulesChange:
    """A pull request that touches rules or map: `settings` and `maps` are in force at its base, the others proposed.

    Of a file that it leaves alone the one in force is proposed: its head may be from before that was written.
    `check` is our check run about it on the head. `pulls` and `issues` are the newest ones of the repository.
    """

    repository: Repository
    state: str
    head_sha: str
    settings: SettingsTexts
    maps: tuple[RuleText, ...]
    proposed: RuleText | None
    proposed_map: RuleText | None
    check: SaidCheck | None
    pulls: tuple[PastPull, ...]
    issues: tuple[IssueFacts, ...]

    @property
    def own_map(self) -> RuleText | None:
        """The repository's own map in force."""
        return next((text for text in self.maps if text.source == self.map_source), None)

    @property
    def map_source(self) -> str:
        """What messages call the repository's own map."""
        return f"{self.repository.full_name}/{OWNERSHIP_PATH}"

    @property
    def proposed_maps(self) -> tuple[RuleText, ...]:
        """The maps as they would be, the organisation's first."""
        others = tuple(text for text in self.maps if text.source != self.map_source)
        return (*others, self.proposed_map) if self.proposed_map is not None else others


async def fetch_rules_change(github: GitHub, subject: Subject) -> RulesChange:
    """Return what is proposed and what is in force now. Raises FactsUnavailable."""
    owner, _, name = subject.full_name.partition("/")
    data = await (await github.for_reading()).ask(
        RULES_CHANGE,
        owner=owner,
        name=name,
        number=subject.number,
        head=f"refs/pull/{subject.number}/head",
        app=github.app_id,
        check=RULES_CHECK_NAME,
        pulls=MOST_REPLAYED + 1,
        issues=MOST_REPLAYED,
    )
    place = data["repository"]
    if place is None:
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    pull, head = place["pullRequest"], place["head"]
    if pull is None or head is None or head["oid"] != pull["headRefOid"]:
        raise FactsUnavailable(Retry(f"{subject.full_name}#{subject.number} cannot be read yet"))
    home, base = repository(place, github.web), (pull["baseRef"] or {}).get("target") or {}
    organisation = data["organisation"]
    found = RulesChange(
        repository=home,
        state=pull["state"].lower(),
        head_sha=head["oid"],
        settings=settings_texts(home.full_name, organisation, base),
        maps=ownership_texts(home.full_name, organisation, base),
        proposed=rule_text(head.get("rules"), SOURCE, head["oid"]),
        proposed_map=rule_text(head.get("ownership"), f"{home.full_name}/{OWNERSHIP_PATH}", head["oid"]),
        check=own_check(head),
        pulls=tuple(past_pull(node) for node in place["pullRequests"]["nodes"] if node["number"] != subject.number),
        issues=tuple(_issue(node, home) for node in (place["issues"] or {}).get("nodes") or ()),
    )
    if _leaves_alone(pull["files"], SOURCE):
        found = replace(found, proposed=found.settings.repository)
    return replace(found, proposed_map=found.own_map) if _leaves_alone(pull["files"], OWNERSHIP_PATH) else found


def _leaves_alone(files: dict[str, Any] | None, path: str) -> bool:
    """Return whether a pull request surely does not touch a file: all it changes is listed, and nothing moved away."""
    if files is None or files["totalCount"] > len(files["nodes"]):
        return False
    return all(node["path"] != path and node["changeType"] != "RENAMED" for node in files["nodes"])


def past_pull(node: dict[str, Any]) -> PastPull:
    """Return a pull request to try rules on, as a question answered it."""
    return PastPull(
        node["number"], node["title"], node["headRefOid"], node["changedFiles"], node["commits"]["totalCount"]
    )


def _issue(node: dict[str, Any], home: Repository) -> IssueFacts:
    """Return an issue as if it had just been opened: nothing that was done to it since, nobody to whom it was given."""
    return IssueFacts(
        id=f"{home.full_name}#{node['number']}",
        title=node["title"],
        body=node["body"] or "",
        author=account(node["author"]),
        author_association=node["authorAssociation"],
        labels=tuple(label["name"] for label in (node["labels"] or {}).get("nodes") or ()),
        number=node["number"],
        repository=home,
    )
