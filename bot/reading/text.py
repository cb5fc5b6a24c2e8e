"""Text made safe to encode: JSON can carry half a character, and RE2 takes UTF-8."""

from __future__ import annotations


def well_formed(text: str) -> str:
    """Return `text` with lone surrogates replaced: they have no UTF-8 form, so that every later encoding would fail."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
