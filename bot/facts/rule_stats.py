"""What a rule did, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleStats:
    """On how many pull requests a rule gave a reason, and what people made of it.

    `ignored`: by command; `disputed`: somebody asked to ignore it who may not lift it. `changed`: the reason was gone
    after the pull request was changed; `by_rules`: after the rules were; `standing`: it stands, or stood to the end.
    """

    rule: str
    fired: int
    ignored: int
    disputed: int
    changed: int
    by_rules: int
    standing: int
