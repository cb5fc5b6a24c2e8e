"""A pull request or an issue on GitHub, explained: the server's own journey with nothing performed."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from bot.cli.as_app import ask_as_app, opened_app
from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.planned_text import planned_text
from bot.cli.route import routing_text
from bot.cli.text import explanation_text
from bot.clock import SystemClock
from bot.effects.kinds import Effect
from bot.effects.plan import plan_pull_request
from bot.facts.plain import Plain, plain
from bot.facts.repository import Subject
from bot.facts.routing import Routing
from bot.facts.verdict import Verdict
from bot.github.client import GitHub
from bot.journeys.consider import consider, with_same_head
from bot.journeys.consider_issue import consider_issue
from bot.journeys.desk import Desk
from bot.journeys.forgetful import Forgetful
from bot.settings import Settings
from bot.shipped import load, load_split_weights

_NAME = re.compile(r"([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)#([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Explained:
    """A verdict or a routing (None: the issue is left alone), what would be written, and why nothing would be."""

    decision: Verdict | Routing | None
    effects: tuple[Effect, ...]
    why_nothing: str = ""


def explain_on_github(name: str, environ: Mapping[str, str], *, as_json: bool) -> int:
    """Print what the bot thinks of `owner/repo#7` and would write. Raises Refused in words."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise Refused(f"{name} is not a pull request or an issue: write owner/repo#7")

    async def ask(settings: Settings) -> Explained:
        return await explain(settings, full_name, number, SystemClock().now())

    full_name, number = found[1], int(found[2])
    explained = ask_as_app(environ, name, ask)
    sys.stdout.write(
        json.dumps(as_data(explained), ensure_ascii=False, indent=2) + "\n" if as_json else _text(explained)
    )
    not_analysed = isinstance(explained.decision, Verdict) and explained.decision.band == "not_analysed"
    return NOT_ANALYSED if not_analysed else FINE


async def explain(
    settings: Settings, full_name: str, number: int, now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> Explained:
    """Look at the subject with nothing performed and nothing kept. Raises FactsUnavailable, ValueError (the key)."""
    async with opened_app(settings, now, transport) as app:
        installation = await app.installation_of(full_name)
        github = app.installation(installation)
        issue = (await github.read(f"/repos/{full_name}/issues/{number}")).data
        desk = Desk(Forgetful(), Forgetful(), load(), load_split_weights(), settings.mode)
        kind_is_pull = "pull_request" in issue
        subject = Subject("pull_request" if kind_is_pull else "issue", installation, 0, full_name, number)
        return await (_pull_request if kind_is_pull else _issue)(github, desk, subject, now)


async def _pull_request(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> Explained:
    considered = await consider(github, desk, subject, now)
    if considered.facts.state != "open":
        return Explained(considered.verdict, (), f"the pull request is {considered.facts.state}")
    wanted = await with_same_head(github, desk, subject, considered, now)
    effects = plan_pull_request(considered.facts, wanted)
    why = "the check run is switched off" if wanted.check.conclusion == "skipped" else "all of it stands there already"
    return Explained(considered.verdict, effects, why)


async def _issue(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> Explained:
    considered = await consider_issue(github, desk, subject, now)
    why = considered.why or "it stands there already, is a person's by now, or the map's mode only observes"
    return Explained(considered.routing, considered.effects, why)


def _text(explained: Explained) -> str:
    decision = explained.decision
    if isinstance(decision, Verdict):
        first = explanation_text(decision) + "\n"
    else:
        first = routing_text(decision) + "\n" if decision else ""
    return first + planned_text(explained.effects, explained.why_nothing)


def as_data(explained: Explained) -> Plain:
    """Return the decision and what would be written, as schemas/explain-result.schema.json says."""
    kind = "verdict" if isinstance(explained.decision, Verdict) else "routing"
    effects = [{"kind": type(effect).__name__, **_object(plain(effect))} for effect in explained.effects]
    return plain(
        {
            kind: explained.decision,
            "effects": effects,
            "why_nothing": "" if explained.effects else explained.why_nothing,
        }
    )


def _object(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}
