"""Text made comparable: lower-case words between single spaces."""

from __future__ import annotations


def flat(text: str) -> str:
    """Return words between single spaces, one at each end, so that `left-pad`, `left_pad` and `Left pad` are one."""
    return f" {' '.join(''.join(c if c.isalnum() or c == '→' else ' ' for c in text.lower()).split())} "
