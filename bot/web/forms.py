"""What a form sends: read with a limit, and only from a page of ours that this browser was shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from bot.vault import Vault
    from bot.web.sessions import Session

MOST_BYTES = 64 * 1024
MOST_FIELDS = 100
FIELD = "csrf"
_PURPOSE = "form"
_ROW = re.compile(r"[0-9]{1,15}", re.ASCII)
_OURS = frozenset({"same-origin", "none"})


def form_token(vault: Vault, session: Session, path: str) -> str:
    """Return what the form that posts to `path` has to bring along: it is worth nothing in another session."""
    return vault.sign(_PURPOSE, f"{session.id} {path}")


async def read_form(request: Request, vault: Vault, session: Session | None) -> dict[str, str]:
    """Return the form's fields, the last of each name; white space around them is gone.

    Raises HTTPException: 403 where the form is not from a page of ours in this session (it is over, or somebody else's
    page sent it), 413 and 415 where it is no form of ours by its size and kind, 400 where it cannot be read.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in _OURS:
        raise HTTPException(403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = await _read(request)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400) from None
    fields = {name: value.strip() for name, value in pairs}
    proof = f"{session.id} {request.scope['path']}" if session is not None else ""
    if not vault.is_signed(_PURPOSE, proof, fields.pop(FIELD, "")) or session is None:
        raise HTTPException(403)
    return fields


def row_of(fields: Mapping[str, str]) -> int | None:
    """Return the number of the row that a form is about; None for what is no number of a row."""
    row = fields.get("row", "")
    return int(row) if _ROW.fullmatch(row) else None


async def _read(request: Request) -> bytearray:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise HTTPException(413)
    except ClientDisconnect:  # nobody reads this answer, and nobody should fill the log by hanging up
        raise HTTPException(400) from None
    return body
