"""Which permission of the app an effect needs: without it the effect is left out, and the others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import CreateCheckRun, UpdateCheckRun

if TYPE_CHECKING:
    from bot.effects.kinds import Effect


def needs(effect: Effect) -> tuple[str, ...]:
    """Return permissions like "checks:write", of which any one is enough.

    Source: https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
    """
    if isinstance(effect, CreateCheckRun | UpdateCheckRun):
        return ("checks:write",)
    # What has a head is a pull request, whose conversation opens to either permission.
    is_pull_request = effect.target.is_pull_request or effect.target.head_sha
    return ("pull_requests:write", "issues:write") if is_pull_request else ("issues:write",)
