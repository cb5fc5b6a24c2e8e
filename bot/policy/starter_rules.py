"""A first .github/onesitting.yml: short, commented, and good as it stands. The link and the command give the same."""

from bot.policy.schema_address import schema_line

STARTER_RULES = """\
# How OneSitting looks at pull requests here. What is left out stays as shipped; check a change of this file with
# `onesitting lint .github/onesitting.yml`. A pull request is judged by the file on its base branch, never by its own.
version: 1

# off: nothing is looked at.  observe: the check run shows figures, as without this file.
# comment: one comment where a person must act.  block: what must be acted upon fails the check.
mode: comment

# How long one sitting is, and from when on the author is told that it gets long.
# sitting: {budget_minutes: 60, warn_minutes: 30}

# Other limits for what coding agents wrote.
# agent_authored: {sitting: {budget_minutes: 30, warn_minutes: 15}}

# A mode for single rules, by the id that stands beside each reason.
# signals: {too_large: block, absent_claim: off}

# A pull request with this label is measured, and nothing is said.
# ignore_label: "onesitting: ignore"
"""


def starter_rules(home: str) -> str:
    """Return the file for a repository of a server at this public address, so that editors know its keys."""
    return schema_line("onesitting", home) + STARTER_RULES
