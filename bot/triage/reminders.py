"""Who has to be reminded of what: the digest of a repository, and who may be called now, in their working hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from bot.policy.logins import same_login
from bot.policy.working_time import Term
from bot.triage.due import due_at, worked
from bot.triage.working_hours import clock_of, openings, stand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.facts.absence import Absence
    from bot.facts.turn import Turn, WaitingFor
    from bot.policy.ownership import Area, OwnershipMap
    from bot.triage.working_hours import Clock

Stage = Literal["soon", "due", "late"]
"""The last quarter of the owner's term has begun; it has passed; it has passed twice."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A turn in which somebody waits, on an issue of the repository."""

    number: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Reminder:
    """An issue that needs an answer now. `asked` are whom it is asked of: the owner, the backup, the escalation.

    Whoever is away is replaced by whoever stands in. `key` names it and its stage: nobody is told twice.
    """

    number: int
    area: str | None
    stage: Stage
    waits_for: WaitingFor
    asked: tuple[str, ...]
    due_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Overload:
    """A person who has more open issues than the map says they take."""

    login: str
    open: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Call:
    """What one person is to be told now, once; `day` is their own day, `waiting` all that is asked of them."""

    login: str
    day: str
    news: tuple[str, ...]
    waiting: tuple[Reminder, ...]
    overload: Overload | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What a repository's digest shows and whom it calls. `next_at`: when to look again."""

    reminders: tuple[Reminder, ...] = ()
    calls: tuple[Call, ...] = ()
    next_at: datetime | None = None


def make_digest(
    turns: Sequence[OpenTurn],
    ownership: OwnershipMap,
    absences: Sequence[Absence],
    told: frozenset[tuple[str, str]],
    now: datetime,
) -> Digest:
    """Return the digest. `told` are the keys that each person (in lower case) has been told.

    A person is called where something is new to them and they are at work; else the digest is due when they are. Whom
    the map does not name, because somebody assigned them, is shown and not called.
    """
    clock = _clocks(ownership, absences)
    found = [(each, _stage_at(each.turn, clock(each.turn.owner))) for each in turns]
    reminders = sorted(
        (reminder for each, at in found if (reminder := _reminder(each, at, clock, now)) is not None),
        key=lambda reminder: (reminder.due_at, reminder.number),
    )
    overloads = tuple(_overloads(turns, ownership))
    moments = [moment for _, at in found for moment in at if moment is not None and moment > now]
    calls: list[Call] = []
    asked = dict.fromkeys(login for reminder in reminders for login in reminder.asked)
    for login in filter(ownership.names, asked):
        waiting = tuple(reminder for reminder in reminders if login in reminder.asked)
        news = tuple(each.key for each in waiting if (login.casefold(), each.key) not in told)
        opens = _at_work(clock(login), now)
        if news and opens is not None and opens <= now:
            mine = next((each for each in overloads if same_login(each.login, login)), None)
            calls.append(Call(login, _day(login, ownership, now), news, waiting, mine))
        elif news and opens is not None:
            moments.append(opens)
    return Digest(tuple(reminders), tuple(calls), min(moments, default=None))


def people_of(area: Area, ownership: OwnershipMap, absences: Sequence[Absence], now: datetime) -> tuple[str, ...]:
    """Return the owner and the backup of an area, or who stands in for them."""
    named = (str(login) for login in (area.owner, area.backup) if login)
    return tuple(dict.fromkeys(_present(login, clock_of(login, ownership, absences), now) for login in named))


def next_opening(login: str, ownership: OwnershipMap, absences: Sequence[Absence], now: datetime) -> datetime | None:
    """Return when a person's next working day after the present one begins; None where there is none."""
    clock, today = clock_of(login, ownership, absences), _day(login, ownership, now)
    later = (opens for opens, _ in openings(clock, now) if opens > now)
    return next((opens for opens in later if _day(login, ownership, opens) != today), None)


def _clocks(ownership: OwnershipMap, absences: Sequence[Absence]) -> Callable[[str], Clock]:
    """Return what gives a person's clock, made once each."""
    return cache(lambda login: clock_of(login, ownership, absences))


def _stage_at(turn: Turn, clock: Clock) -> tuple[datetime | None, ...]:
    """Return when the last quarter of the term begins, when it has passed, and when it has passed twice."""
    if turn.due_at is None:
        return None, None, None
    whole = worked(turn.began_at, turn.due_at, clock) // _MINUTE
    soon = due_at(turn.began_at, Term(minutes=max(whole * 3 // 4, 1)), clock)
    return soon, turn.due_at, turn.late_at


def _reminder(
    each: OpenTurn, at: tuple[datetime | None, ...], clock: Callable[[str], Clock], now: datetime
) -> Reminder | None:
    turn, stages = each.turn, ("soon", "due", "late")
    passed = [stage for stage, moment in zip(stages, at, strict=True) if moment is not None and moment <= now]
    if not passed or turn.due_at is None:
        return None
    stage: Stage = "late" if passed[-1] == "late" else "due" if passed[-1] == "due" else "soon"
    backup, escalation = turn.backup, turn.escalation
    named = {"soon": (turn.owner,), "due": (turn.owner, backup), "late": (turn.owner, backup, escalation)}[stage]
    asked = tuple(dict.fromkeys(_present(login, clock(login), now) for login in named if login))
    key = f"{each.number}:{int(turn.began_at.timestamp())}:{stage}"
    return Reminder(each.number, turn.area, stage, turn.waits_for(now), asked, turn.due_at, key)


def _present(login: str, clock: Clock, now: datetime) -> str:
    return stand_in(clock, now) or login


def _overloads(turns: Sequence[OpenTurn], ownership: OwnershipMap) -> Iterator[Overload]:
    for login, person in ownership.people:
        held = sum(same_login(each.turn.owner, login) for each in turns)
        if person.maximum_open is not None and held > person.maximum_open:
            yield Overload(login, held, person.maximum_open)


def _at_work(clock: Clock, now: datetime) -> datetime | None:
    """Return when a person is at work: a moment that is not later than `now` where they are; None where never."""
    return next((opens for opens, closes in openings(clock, now) if closes > now), None)


def _day(login: str, ownership: OwnershipMap, now: datetime) -> str:
    zone = ownership.person(login).time_zone or ownership.defaults.time_zone
    return now.astimezone(UTC).astimezone(ZoneInfo(zone)).date().isoformat()
