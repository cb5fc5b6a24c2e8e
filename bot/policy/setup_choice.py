"""What a person chose on the setup page, checked before anybody asks GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from bot.facts.registration import Keep, SetupChoice
from bot.policy.public_url import wrong_with_public_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.policy.app_manifest import AppManifest

_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:_[A-Za-z0-9]{1,20})?")
"""https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication"""


def read_choice(
    fields: Mapping[str, str], manifest: AppManifest, *, on_github_com: bool
) -> tuple[SetupChoice, dict[str, str]]:
    """Return the choice as it was typed, and what is wrong with it by field; nothing is wrong where that is empty."""
    choice = SetupChoice(
        public_url=fields.get("public_url", "").rstrip("/"),
        organization=fields.get("organization", ""),
        permission_set=fields.get("permission_set", ""),
        keep=cast("Keep", fields.get("keep", "")),
    )
    problems = {"public_url": wrong_with_public_url(choice.public_url, on_github_com=on_github_com)}
    if choice.organization and not _LOGIN.fullmatch(choice.organization):
        problems["organization"] = (
            "An organisation's name has letters, digits and single hyphens, as in the address of its page"
        )
    if choice.permission_set not in manifest.permission_sets:
        problems["permission_set"] = "Choose one of the two sets"
    if choice.keep not in get_args(Keep):
        problems["keep"] = "Choose where the credentials go"
    return choice, {name: says for name, says in problems.items() if says}
