"""Links that open the page of a verdict without signing in, put where its plain address stands.

After the words have their fingerprint: a link that is newer is no reason to write again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.addresses import Addresses
    from bot.messages.wanted import WantedPullRequest


def with_signed_links(wanted: WantedPullRequest, addresses: Addresses | None, now: datetime) -> WantedPullRequest:
    """Return what is wanted with signed addresses of our pages; as it is where the operator allows no links."""
    if addresses is None or not addresses.link_days or not addresses.public_url:
        return wanted
    plain = re.compile(re.escape(addresses.public_url) + r"/repositories/[0-9]+/(?:pulls/[0-9]+|make-it-yours)")

    def signed(text: str) -> str:
        return plain.sub(lambda found: addresses.signed(found[0], now), text)

    check = wanted.check
    check = replace(
        check, summary=signed(check.summary), text=signed(check.text), details_url=signed(check.details_url)
    )
    return replace(wanted, check=check, comment=None if wanted.comment is None else signed(wanted.comment))
