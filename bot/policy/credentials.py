"""What GitHub hands out as a client id or a client secret, and what was only copied with it."""

import re

_ASCII = re.compile(r"[!-~]{1,255}")


def is_credential(text: str) -> bool:
    """Return whether a text may be a client id or secret of GitHub's: ASCII that can be seen, with no space in it."""
    return _ASCII.fullmatch(text) is not None
