"""Logs for machines: one JSON object a line, with what is being worked on, and never a secret."""

import json
import logging
import re
from datetime import UTC, datetime

from bot.inbox.worker import IN_HAND

SECRETS = re.compile(
    r"gh[a-z]_[A-Za-z0-9_]{8,}|github_pat_\w+|eyJ[\w-]+\.[\w-]+\.[\w-]+|(?i:bearer|token) [\w.=-]{16,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
)
"""Installation and personal tokens, signed claims, private keys: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/."""


NAMED = ("delivery", "installation", "subject")


class JsonLines(logging.Formatter):
    """Formats a record; `delivery`, `installation` and `subject` are the record's own, or those of the work in hand."""

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
        return json.dumps({key: _clean(value) for key, value in line.items()}, ensure_ascii=True)


def log_json_lines(level: str) -> None:
    """Send every log of this process to standard error as JSON lines, from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
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


def _clean(value: object) -> object:
    return SECRETS.sub("(secret)", value) if isinstance(value, str) else value
