"""What the description itself says: "AI was used", "No AI was used", a ticked box, a section that asks for it.

Absence says nothing. A template's comments and unticked boxes are the template's words, not the author's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.judgement.authorship.said_lines import BOX, is_title, lines_of, matches_any, opens, words_of
from bot.judgement.authorship.sign import shortened
from bot.judgement.authorship.text import searchable, without_code
from bot.reading.html_comments import without_comments

if TYPE_CHECKING:
    from bot.judgement.authorship.index import Index
    from bot.policy.agents import Agent

SECTION_LINES = 25  # a disclosure is short; what stands further down belongs to something else


class Disclosed(NamedTuple):
    """A line in which the author says whether AI was used, and the tool and model it names."""

    used: bool
    line: str
    agent: Agent | None = None
    model: str | None = None


def disclosed(body: str, index: Index) -> Disclosed | None:
    """Return what the description says about AI: the first use, else the first denial, else None."""
    rules = index.rules.disclosure
    denial: Disclosed | None = None
    section = 0  # lines left of a disclosure section
    text = without_code(without_comments(searchable(body)))
    if index.disclosing.search(text) is None:
        return None
    for line in lines_of(text):
        opened, said = opens(line, rules.headings)
        if opened:
            section = SECTION_LINES
        elif is_title(line):
            section = 0
        box = BOX.fullmatch(line)
        if box is not None and box[1] == " ":
            section = max(section - 1, 0)
            continue
        words = words_of(said if opened else box[2] if box is not None else line)
        if words:
            used = _says(words, index, in_section=section > 0, in_box=box is not None)
            if used:
                agent, model = _tool(words, index)
                return Disclosed(True, shortened(words), agent, model)  # noqa: FBT003 - a field, named by its class
            if used is False and denial is None:
                denial = Disclosed(False, shortened(words))  # noqa: FBT003
            section = max(section - 1, 0)
    return denial


def _says(words: str, index: Index, *, in_section: bool, in_box: bool) -> bool | None:
    rules = index.rules.disclosure
    if in_section:
        if matches_any(words, rules.exceptions):
            return True
        if matches_any(words, rules.denied):
            return False
        if matches_any(words, rules.used) or index.spoken_words.search(words) or index.model_words.search(words):
            return True
    if matches_any(words, rules.denials):
        return False
    return True if matches_any(words, rules.sentences) or (in_box and matches_any(words, rules.boxes)) else None


def _tool(words: str, index: Index) -> tuple[Agent | None, str | None]:
    tools = words.partition(" via ")[2] or words
    found = index.spoken_words.search(tools) or index.spoken_words.search(words)
    return (index.spoken[found.group(0).lower()] if found else None), index.model(words)
