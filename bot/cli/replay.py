"""`onesitting replay`: looks again at what was given up, at one subject, or at what a delivery is about."""

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.exits import FINE, Refused
from bot.cli.kept import opened_database
from bot.clock import SystemClock
from bot.facts.errors import Rejected
from bot.facts.repository import Subject
from bot.inbox.database import Database
from bot.inbox.deliveries import Inbox
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience
from bot.inbox.replay import find_subjects, look_again, parked_subjects
from bot.ingress.event import is_guid, read_payload
from bot.journeys.timetable import subjects
from bot.messages.terminal import for_terminal

_EVENT = re.compile(r"[a-z0-9_]{1,64}")
_MOST_BYTES = 25 * 1024 * 1024
_LISTED = 100
_NONE = "nothing was given up"


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    payload: dict[str, object]
    guid: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    says = "a subject (pull_request:101:7 or owner/repo#7), a delivery's GUID, or a file with a payload; without one, "
    parser.add_argument("target", nargs="?", default="", help=says + "what was given up is listed")
    parser.add_argument("--all", action="store_true", help="look again at everything that was given up")
    parser.add_argument("--event", default="", help="the event of a payload file, such as pull_request")


def run(arguments: argparse.Namespace) -> int:
    """Make subjects due; a server that runs on the same database looks at them within a minute. Raises Refused."""
    asyncio.run(_replay(arguments.target, arguments.event, everything=arguments.all))
    return FINE


async def _replay(target: str, event: str, *, everything: bool) -> None:
    saved = _saved(target, event)
    async with opened_database() as database:
        if everything:
            found, guid = await parked_subjects(database), ""
        elif saved is not None:
            found, guid = subjects(saved.name, saved.payload), saved.guid
        elif target:
            found, guid = await _known(database, target)
        else:
            await _list(database)
            return
        await look_again(database, found, SystemClock().now(), guid)
    lines = [f"due now: {_named(subject)}" for subject in found]
    nothing = _NONE if everything else "nothing is due because of it: no pull request, issue or commit to look after"
    _print(lines or [nothing])


async def _known(database: Database, target: str) -> tuple[tuple[Subject, ...], str]:
    target = target.encode(errors="replace").decode()  # a name of a file may hold bytes that are no text, ours do not
    found = await find_subjects(database, target)
    if found:
        return found, ""
    delivery = await Inbox(database, Patience(), lambda: None).find(target)
    if delivery is None:
        says = f"{target} is no subject that is known, no stored delivery and no file"
        raise Refused(f"{says}; `onesitting replay` lists what was given up")
    return subjects(delivery.event, read_payload(delivery.body)), delivery.guid


async def _list(database: Database) -> None:
    parked = await open_queue(database, Patience()).parked(_LISTED)
    lines = [f"{_named(one.subject)}  since {one.parked_at:%Y-%m-%d %H:%M} UTC: {one.error}" for one in parked]
    _print(lines or [_NONE])


def _saved(target: str, event: str) -> _Event | None:
    """Return what a file holds: a payload as it was sent, or what GitHub's deliveries API tells of a delivery."""
    path = Path(target)
    try:
        if not target or not path.is_file():
            return None
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"{target} is larger than GitHub ever sends (25 MB)")
        payload = read_payload(path.read_bytes())
    except OSError as error:
        raise Refused(f"{target} cannot be read: {error.strerror}") from None
    except Rejected as rejected:
        raise Refused(f"{target} holds no payload: {rejected.reason}") from None
    request, guid = payload.get("request"), payload.get("guid")
    if isinstance(request, dict) and isinstance(request.get("payload"), dict):
        named = payload.get("event")
        event, payload = event or (named if isinstance(named, str) else ""), request["payload"]
    if not _EVENT.fullmatch(event):
        raise Refused(f"say which event {target} is of: --event pull_request (GitHub's header X-GitHub-Event)")
    return _Event(event, payload, guid if is_guid(guid) else "")


def _named(subject: Subject) -> str:
    number = f"#{subject.number}" if subject.number else ""
    return f"{subject.key} ({subject.full_name}{number})"


def _print(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(map(for_terminal, lines)) + "\n")
