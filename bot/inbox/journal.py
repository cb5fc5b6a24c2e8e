"""Everything that is remembered because GitHub cannot tell it, behind one name."""

from __future__ import annotations

from bot.inbox.good_rules import GoodRules
from bot.inbox.notices import Notices
from bot.inbox.records import Recorder


class Journal(Recorder, Notices, GoodRules):
    """Decisions, the audit trail, notices and the last good rules, in one database."""
