"""One step of a checkup: what it finds, or in words why it found nothing."""

from collections.abc import Awaitable, Callable

from bot.facts.checkup import Check
from bot.facts.errors import Advice, Bug, FactsUnavailable, Retry, Wait
from bot.inbox.unavailable import DatabaseUnavailable

_KEY = "check ONESITTING_APP_ID, ONESITTING_PRIVATE_KEY and this machine's clock"
_ADDRESS = "check ONESITTING_APP_ID and ONESITTING_GITHUB_URL"
_NETWORK = "check the network, a proxy and ONESITTING_GITHUB_URL; https://www.githubstatus.com says how GitHub is"


async def step(topic: str, look: Callable[[], Awaitable[tuple[Check, ...]]]) -> tuple[Check, ...]:
    """Return what `look` finds; a failure is a check of its own, and nothing ends because of it."""
    try:
        return await look()
    except FactsUnavailable as unavailable:
        return (Check(topic, "missing", unavailable.advice.reason, _do(unavailable.advice)),)
    except DatabaseUnavailable as unavailable:
        return (Check(topic, "missing", str(unavailable)),)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        says = f"GitHub's answer was not understood: {type(error).__name__} {error}"
        return (Check(topic, "missing", says, "is ONESITTING_GITHUB_URL the address of GitHub's REST API?"),)


def _do(advice: Advice) -> str:
    if isinstance(advice, Bug):
        return _KEY
    return _NETWORK if isinstance(advice, Retry | Wait) else _ADDRESS
