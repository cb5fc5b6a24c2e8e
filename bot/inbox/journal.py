"""Everything that is remembered because GitHub cannot tell it, behind one name."""

from __future__ import annotations

from bot.inbox.notices import Notices
from bot.inbox.records import Recorder


class Journal(Recorder, Notices):
    """Decisions, the audit trail and notices, in one database."""
