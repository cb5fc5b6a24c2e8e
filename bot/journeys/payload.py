"""What a webhook's payload holds where we expect it, or nothing: objects, numbers, names, commits. Never raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeGuard

Payload = Mapping[str, object]
LARGEST_ID = 2**63 - 1
"""What a column of 64 bits holds; GitHub's own ids are far smaller."""
_LOGIN = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""Letters, digits and hyphens; managed users have `_` and their enterprise's short code behind the name:
https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
"""
_NAME = re.compile(_LOGIN.pattern + r"/(?!\.\.?$)[A-Za-z0-9._-]{1,100}")
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
"""SHA-1, or SHA-256."""
_NOTHING: Payload = {}


def mapping(holder: Payload, key: str) -> Payload:
    """Return the object that stands under a key; an empty one where there is none."""
    return as_mapping(holder.get(key))


def as_mapping(value: object) -> Payload:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else _NOTHING


def is_id(value: object) -> TypeGuard[int]:
    """Return whether the value can be an id or a number of GitHub's."""
    return type(value) is int and 0 < value <= LARGEST_ID


def is_login(value: object) -> TypeGuard[str]:
    """Return whether the value can be the login of a person or an organisation; bots' (`app[bot]`) are none."""
    return isinstance(value, str) and _LOGIN.fullmatch(value) is not None


def is_repository_name(value: object) -> TypeGuard[str]:
    """Return whether the value can be a repository's full name, `owner/name`: it becomes a part of addresses."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def is_sha(value: object) -> TypeGuard[str]:
    """Return whether the value can be a commit's id."""
    return isinstance(value, str) and _SHA.fullmatch(value) is not None


def moment(value: object) -> datetime | None:
    """Return the moment that a text names in ISO 8601 with an offset, in UTC; None where it names none that UTC has."""
    try:
        named = datetime.fromisoformat(value) if isinstance(value, str) else None
        return named.astimezone(UTC) if named is not None and named.tzinfo is not None else None
    except (ValueError, OverflowError):  # of the first and the last day of all, some hours are beyond it
        return None
