"""What the bot has already said on a subject, as GitHub shows it now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaidCheck:
    """Our check run on the head commit; `fingerprint` is what we put into `external_id`."""

    id: int
    head_sha: str
    status: str
    conclusion: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SaidComment:
    """Our own comment: found by marker *and* by our app's numeric id as author. `node_id` is GraphQL's."""

    id: int
    node_id: str
    body: str
    minimized: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Everything we said; None where we said nothing (yet). `comment_deleted`: a person deleted a comment of ours."""

    check: SaidCheck | None = None
    comment: SaidComment | None = None
    comment_deleted: bool = False


@dataclass(frozen=True, slots=True)
class SaidIssue:
    """An issue of our own, with the text as it stands; `state` is "open" or "closed"."""

    number: int
    state: str
    body: str
