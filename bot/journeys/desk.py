"""What every journey has at hand besides GitHub: memory, the agenda, the rules, the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.addresses import Addresses
    from bot.facts.verdict import Mode
    from bot.journeys.book import CommandBook, TickBook
    from bot.journeys.ledger import Ledger
    from bot.journeys.monday_office import Office
    from bot.journeys.ports import Agenda, Journal, KeptChanges
    from bot.journeys.recovery_books import SweepBook
    from bot.journeys.teacher import Teacher
    from bot.journeys.timekeeper import Timekeeper
    from bot.journeys.trials import Trials
    from bot.policy.compose import Shipped
    from bot.splitting.weights import SplitWeights


@dataclass(frozen=True, slots=True)
class Desk:
    """`mode` holds where a repository sets none; more than `most_writes` on a subject within an hour blow its fuse.

    `weights` were learned about splitting. `commands` is None where nobody can have asked for anything, `ledger`
    where no outcome is remembered, `ticks` where nobody can have ticked a box, `teacher` where nothing is learned,
    `timekeeper` where no clock runs, `office` where no report is made, `sweeps` where nothing is swept, `trials`
    where none of proposed rules is remembered, `changes` where no change is kept, `addresses` where no page is
    shown. `quiet` is how long a new issue is left alone.
    """

    journal: Journal
    agenda: Agenda
    shipped: Shipped
    weights: SplitWeights
    mode: Mode = "observe"
    most_writes: int = 12
    commands: CommandBook | None = None
    ledger: Ledger | None = None
    ticks: TickBook | None = None
    teacher: Teacher | None = None
    quiet: timedelta = timedelta(0)
    timekeeper: Timekeeper | None = None
    office: Office | None = None
    sweeps: SweepBook | None = None
    trials: Trials | None = None
    changes: KeptChanges | None = None
    addresses: Addresses | None = None
