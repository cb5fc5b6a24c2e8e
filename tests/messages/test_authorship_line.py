from __future__ import annotations

from dataclasses import replace

import pytest

from bot.facts.verdict import Authorship, AuthorshipSign
from bot.messages.authorship_line import authorship_line
from tests.messages.build import ASSISTED, CLAUDE, DEPENDABOT

REVIEWED = replace(CLAUDE, outcome="human_with_suggestions", agent="Copilot")
BRANCH = Authorship(
    "agent", "Codex", confidence="medium", evidence=(AuthorshipSign("branch", "codex/x", forgeable=True),)
)


@pytest.mark.parametrize(
    ("authorship", "expected"),
    [
        (Authorship(), "Authorship: unknown."),
        (replace(CLAUDE, model=None), "Authorship: declared by Claude Code (commit trailer)."),
        (CLAUDE, "Authorship: declared by Claude Code with `claude-opus-4-6` (commit trailer)."),
        (
            ASSISTED,
            "Authorship: a person, assisted by Aider, detected from a commit's author (medium confidence).",
        ),
        (BRANCH, "Authorship: Codex, detected from the branch name (medium confidence)."),
        (DEPENDABOT, "Authorship: automation, Dependabot, detected from the account that opened it."),
        (REVIEWED, "Authorship: a person, with review suggestions by Copilot accepted (commit trailer)."),
    ],
)
def test_authorship_is_declared_detected_or_unknown(authorship: Authorship, expected: str) -> None:
    """Each outcome says how it is known, and that it does not move the verdict."""
    assert authorship_line(authorship) == f"{expected} It does not move the verdict."
