"""Whether a text says too little to tell where it belongs: then one question is asked instead of a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.policy.commands import PREFIX
from bot.triage.tokens import tokenise

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.triage.issue_text import IssueText

FEWEST_WORDS = 12
"""Words of title and text below which it is thin; a character of a script without spaces counts half a word."""

_READ = 2_000


def is_thin(text: IssueText) -> bool:
    """Return whether so little was written that nobody could tell; emoji and punctuation are no words, code is text."""
    words = 0.0
    for part in (text.title, text.prose, text.code):
        for token in tokenise(part[:_READ]):
            if token.word.isalnum():
                words += 1.0 if len(token.word) > 1 or token.word.isascii() else 0.5
    return words < FEWEST_WORDS


def with_answers(facts: IssueFacts, asked_at: datetime) -> IssueFacts:
    """Return the issue with what its reporter has answered since they were asked behind its text."""
    answers = [
        reply.body
        for reply in facts.replies
        if reply.at >= asked_at and reply.by.id == facts.author.id and PREFIX not in reply.body.lower()
    ]
    return replace(facts, body="\n\n".join((facts.body, *answers))) if answers else facts
