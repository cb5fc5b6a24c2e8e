"""What every page tells the browser not to do. https://owasp.org/www-project-secure-headers/"""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.web.rendering import STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE_HASH = base64.b64encode(sha256(STYLE.encode()).digest()).decode()


def guards(forms_go_to: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of a page.

    Nothing is loaded but the one stylesheet inside of it, no script runs, no other page frames it, no address of ours
    is told to anybody, nothing is kept by a cache. Forms go to ourselves, and to the origins in `forms_go_to`.
    """
    targets = " ".join(("'self'", *forms_go_to))
    policy = (
        "default-src 'none'",
        f"style-src 'sha256-{_STYLE_HASH}'",
        f"form-action {targets}",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
