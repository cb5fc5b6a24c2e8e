from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.facts.verdict import Reasoning, ReasoningLog
from bot.messages.check_run import check_run
from bot.messages.comment import comment
from bot.messages.reasoning_line import reasoning_line
from tests.messages.build import FACTS, FITS, NOT_EXPLAINED, SESSION, TOLD
from tests.messages.hostile import foreign
from tests.messages.inert import kinds, linked

REPLIT = ReasoningLog("session", "Replit Agent", "0a1b2c3d-0000-4000-8000-00000000abcd")


NOTHING = "no plan, session or task log is linked."
LINK = f"[Claude Code session]({SESSION})"
SAID = "Declared: answered for by `@\u200bada will read and reply`; ran `A human has tested this on a phone`."
UNREAD = "Not said: what a person read."
UNSAID = "Not said: who answers review, what a person read and what a person ran."
LOGS = f"{LINK}, Replit Agent session `{REPLIT.text}`, `Plan` in the description and 2 more logs."
PLAN = ReasoningLog("description", "", "Plan")


@pytest.mark.parametrize(
    ("reasoning", "expected"),
    [
        (Reasoning(), f"{NOTHING} {UNSAID}"),
        (TOLD, f"{LINK}. {SAID} {UNREAD}"),
        (replace(TOLD, read=("`x`",)), f"{LINK}. {SAID.replace('; ran', '; read `` `x` ``; ran')}"),
        (replace(TOLD, logs=(*TOLD.logs, REPLIT, PLAN, PLAN, PLAN)), f"{LOGS} {SAID} {UNREAD}"),
    ],
)
def test_the_line_says_what_is_there_and_what_is_not(reasoning: Reasoning, expected: str) -> None:
    """Logs first, then what is declared in its own words, then what nobody said."""
    assert reasoning_line(reasoning) == f"Reasoning: {expected}"


def test_no_line_where_nobody_is_asked() -> None:
    """The work of people alone has none."""
    assert reasoning_line(None) == ""


@given(foreign)
def test_foreign_words_stay_inert(text: str) -> None:
    """Nothing that others wrote becomes a link, a mention or a fold."""
    line = reasoning_line(Reasoning((ReasoningLog("session", "Amp", text, text),), (text,), (text,), (text,)))
    assert linked(line) == []
    assert kinds(line) <= {"paragraph_open", "inline", "paragraph_close", "text", "code_inline", "softbreak"}


def test_the_line_stands_in_a_comment_that_exists() -> None:
    """Who reads only the comment finds the session there; that nothing is shown is no reason to call anybody."""
    asked = replace(FITS, findings=(NOT_EXPLAINED,), reasoning=TOLD)
    assert f"[Claude Code session]({SESSION})" in comment(asked, FACTS)
    assert "Reasoning:" not in comment(replace(asked, reasoning=Reasoning()), FACTS)


def test_what_a_finding_says_is_not_said_once_more() -> None:
    """The finding has the fix and its rule; the line would only repeat it."""
    asked = replace(NOT_EXPLAINED, rule="visible_reasoning", level="notice", says="Nothing shows how it came about.")
    shown = replace(FITS, findings=(asked,), reasoning=Reasoning())
    assert "Reasoning:" not in check_run(shown, FACTS).summary
    assert "Reasoning:" in check_run(replace(shown, findings=()), FACTS).summary
