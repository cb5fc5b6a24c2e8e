from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.facts.verdict import Authorship, AuthorshipSign, Settings
from bot.messages.authorship_line import authorship_line
from bot.messages.settings_line import settings_line
from tests.messages.build import ASSISTED, BASE, CLAUDE, DEPENDABOT, FACTS, FITS, OWN
from tests.messages.hostile import foreign
from tests.messages.inert import linked

REVIEWED = replace(CLAUDE, outcome="human_with_suggestions", agent="Copilot")
BRANCH = Authorship(
    "agent", "Codex", confidence="medium", evidence=(AuthorshipSign("branch", "codex/x", forgeable=True),)
)

APART = Settings("agent_authored", "of `a sign`", 90, OWN)


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


def test_it_says_so_where_authorship_chose_the_limits() -> None:
    """A maintainer asked for other limits: then the line must not deny it, and the next one says which and why."""
    verdict = replace(FITS, authorship=CLAUDE, settings=APART)
    assert authorship_line(CLAUDE, APART).endswith(". It chose the limits, as this repository asks.")
    assert settings_line(verdict, FACTS) == (
        "Limits: one sitting is 60 min instead of 90 min; by "
        f"[`agent_authored`](https://github.com/acme/shop/blob/{BASE}/.github/onesitting.yml#L4), because of `a sign`."
    )


def test_ordinary_limits_need_no_line() -> None:
    """Most repositories have one set of limits."""
    assert settings_line(replace(FITS, settings=Settings(why="it is not for people")), FACTS) == ""


@given(foreign)
def test_the_line_about_limits_is_inert(sign: str) -> None:
    """A branch or a trailer stands in it."""
    settings = replace(APART, why=f"authorship is `agent`, by its branch `{sign}`")
    assert linked(settings_line(replace(FITS, settings=settings), replace(FACTS, repository=None))) == []


def test_limits_by_path_name_the_file() -> None:
    """And move nothing about authorship."""
    settings = Settings("paths", "`pay/a.py` lies in the paths of `payments`", 90)
    line = settings_line(replace(FITS, settings=settings), FACTS)
    assert line == f"Limits: one sitting is 60 min instead of 90 min; by `paths`, because {settings.why}."
    assert "does not move" in authorship_line(FITS.authorship, settings)
