"""Logs for machines: one JSON object a line, with what is being worked on, and never a secret."""

import json
import logging
from datetime import UTC, datetime

from bot.facts.redacted import redacted
from bot.inbox.worker import IN_HAND

NAMED = ("delivery", "installation", "subject")


class JsonLines(logging.Formatter):
    """Formats a record; `delivery`, `installation` and `subject` are the record's own, or those of the work in hand.

    What looks like a secret is cut out, and so is every secret that is `known`.
    """

    def __init__(self, known: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._known = tuple(sorted({piece for secret in known for piece in secret.split()}, key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **_in_hand(),
            **{name: value for name in NAMED if (value := getattr(record, name, None)) is not None},
            "says": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: self._clean(value) for key, value in line.items()}, ensure_ascii=True)

    def _clean(self, value: object) -> object:
        return redacted(value, self._known) if isinstance(value, str) else value


def log_json_lines(level: str, known: tuple[str, ...] = ()) -> None:
    """Send every log of this process to standard error as JSON lines, from `level` on, without the `known` secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(known))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for talkative in ("httpx", "httpcore", "alembic", "asyncio", "markdown_it"):
        logging.getLogger(talkative).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


def _in_hand() -> dict[str, object]:
    claim = IN_HAND.get()
    if claim is None:
        return {}
    subject = claim.subject
    return {
        "delivery": claim.delivery,
        "installation": subject.installation,
        "subject": subject.key,
        "name": f"{subject.full_name}#{subject.number}",
    }
