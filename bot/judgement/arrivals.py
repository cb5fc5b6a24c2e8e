"""How GitHub's last deliveries went: what was not taken, and what its answer means."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.facts.checkup import Check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.checkup import Sent

_DO = {
    0: "GitHub reached nobody: see that the server runs, and that the internet can reach the webhook's address",
    401: "the webhook's secret on the app's page is not in ONESITTING_WEBHOOK_SECRET: put it there, first in the list",
    404: "the webhook's address on the app's page has to end in /webhooks/github",
    408: "bodies arrive too slowly: look at what stands between GitHub and the server",
    413: "a proxy refuses large bodies: let it take 25 MB",
    503: "the server could not store them: look at its log and at the disk",
}
_OTHER = "look at the server's log, and at the delivery on the app's page under Advanced"


def check_deliveries(sent: Sequence[Sent], advanced_page: str) -> tuple[Check, ...]:
    """Return how the last attempts went; `sent` is in GitHub's order, the newest first."""
    if not sent:
        do = (
            "push to a pull request of an account that has the app; see also the webhook's Active box on the app's page"
        )
        return (Check("deliveries", "note", "GitHub has sent no webhook in the last days", do, (advanced_page,)),)
    taken = {one.guid for one in sent if one.taken}
    lost = {one.guid: one for one in reversed(sent) if one.guid not in taken}
    if not lost:
        newest = sent[0]
        says = f"all of the last {len(sent)} were taken, the newest ({newest.event}) at {newest.at:%Y-%m-%d %H:%M} UTC"
        return (Check("deliveries", "ok", says),)
    broken = not sent[0].taken
    counts = Counter(one.answer for one in lost.values())
    return tuple(
        Check(
            "deliveries",
            "missing" if broken else "note",
            f"{number} of the last {len(sent)} were not taken: {f'answered {answer}' if answer else 'no answer'}",
            _DO.get(answer, _OTHER),
            (advanced_page,),
        )
        for answer, number in counts.most_common()
    )


def sort_attempts(newest_first: Sequence[Sent], taken: set[str]) -> tuple[Sent, ...]:
    """Return the newest failed attempt of each delivery that none has brought to us.

    `taken` are GUIDs that newer attempts have brought; those of this list join them.
    """
    taken |= {one.guid for one in newest_first if one.taken}
    failed: dict[str, Sent] = {}
    for one in newest_first:
        if one.guid not in taken:
            failed.setdefault(one.guid, one)
    return tuple(failed.values())


def check_secret(position: int | None, secrets: int, *, seen: bool) -> Check:
    """Return which of the server's secrets GitHub signs with: `position` in the list, None where it is in none."""
    if not seen:
        return Check("secret", "note", "no stored delivery to tell by which secret GitHub signs with")
    if position is None:
        return Check("secret", "missing", "GitHub signs with a secret that is not among the server's", _DO[401])
    which = f"GitHub signs with secret {position + 1} of {secrets}"
    if position:
        do = "it is an old one: set the first of ONESITTING_WEBHOOK_SECRET on the app's page to end the rotation"
        return Check("secret", "note", which, do)
    return Check("secret", "ok", which, "the older ones can be removed" if secrets > 1 else "")
