"""Whose week it is: the rota takes weeks in turn, told from the calendar alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.policy.logins import same_login

if TYPE_CHECKING:
    from bot.policy.ownership import OwnershipMap

_A_MONDAY = date(1970, 1, 5)


def on_duty(ownership: OwnershipMap, moment: datetime | None, author: str = "") -> str | None:
    """Return the login of whoever has the week of `moment`; None where the map has no rota.

    Weeks begin on Monday in the map's time zone. The author of an issue is passed over where there is anybody else.
    """
    rota = [login for login in ownership.fallback if not same_login(login, author)] or list(ownership.fallback)
    if not rota:
        return None
    return rota[_week(moment, ownership.defaults.time_zone) % len(rota)]


def _week(moment: datetime | None, zone: str) -> int:
    if moment is None:
        return 0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        local = aware.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # the first and the last day that a datetime can hold
        local = aware.date()
    return (local - _A_MONDAY).days // 7
