"""What an issue says outright of its area: form answer, label, `area:` line, address, path. Step 1 of the cascade."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Literal

from bot.facts.routing import Sign, Step
from bot.triage.forms import read_form
from bot.triage.surfaces import is_address, named_by_address
from bot.triage.tokens import phrase
from bot.triage.trace_paths import named_by_trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.issue import IssueFacts
    from bot.policy.ownership import Area, OwnershipMap
    from bot.triage.issue_text import IssueText

STEPS: tuple[Step, ...] = ("form", "label", "area_line", "surface", "path")
"""Strongest first: which of several agreeing signs is named as the reason."""

_AREA_LINE = re.compile(r"\s*(?:[-*+]\s+)?area\s*[:：=]\s*(\S.{0,200})", re.IGNORECASE)  # noqa: RUF001 - CJK keyboards
_MAX_SCREEN_TEXT = 9_000
_MAX_LINES = 20
_MARKUP = str.maketrans("", "", "*_`")


def find_explicit(facts: IssueFacts, text: IssueText, ownership: OwnershipMap) -> tuple[Sign, ...]:
    """Return every explicit sign, the strongest kind first, each area named once by a kind."""
    every = (
        *_by_form(facts, ownership),
        *_by_label(facts, ownership),
        *_by_area_line(text, ownership),
        *_by_surface(text, ownership),
        *(Sign("path", area, path, "body") for area, path in named_by_trace(f"{text.prose}\n{text.code}", ownership)),
    )
    unique = {(sign.step, sign.area): sign for sign in reversed(every)}
    return tuple(sorted(unique.values(), key=lambda sign: (STEPS.index(sign.step), sign.area)))


def _by_form(facts: IssueFacts, ownership: OwnershipMap) -> Iterator[Sign]:
    fields = {_folded(name) for name in ownership.feedback.area_fields}
    for answer in read_form(facts.body):
        asks_for_area = _folded(answer.field) in fields
        for area in ownership.areas:
            meant = {_folded(value) for value in area.form_values} | (
                _names(area, ownership) if asks_for_area else set()
            )
            yield from (Sign("form", area.id, pick, "form") for pick in answer.choices if _folded(pick) in meant)


def _by_label(facts: IssueFacts, ownership: OwnershipMap) -> Iterator[Sign]:
    for area in ownership.areas:
        meant = {_folded(label) for label in area.labels}
        for label in facts.labels:
            if label not in facts.labels_by_us and _folded(label) in meant:
                yield Sign("label", area.id, label, "label")


def _by_area_line(text: IssueText, ownership: OwnershipMap) -> Iterator[Sign]:
    matches = (_AREA_LINE.fullmatch(line.translate(_MARKUP)) for line in text.prose.splitlines())
    for match in islice(filter(None, matches), _MAX_LINES):
        written = match[1].strip()
        for name in dict.fromkeys((written, written.rstrip("."), *written.split(","))):
            for area in ownership.areas:
                if _folded(name.strip()) in _names(area, ownership):
                    yield Sign("area_line", area.id, name.strip(), "body")


def _by_surface(text: IssueText, ownership: OwnershipMap) -> Iterator[Sign]:
    parts: tuple[tuple[Literal["title", "body"], str], ...] = (
        ("title", text.title),
        ("body", f"{text.prose}\n{text.code}"),
    )
    for place, words in parts:
        for area_id, surface in named_by_address(words, ownership):
            yield Sign("surface", area_id, surface, place)
        tokens = phrase(words[:_MAX_SCREEN_TEXT])
        for area in ownership.areas:
            for screen in area.surfaces:
                if not is_address(screen) and is_named(phrase(screen), tokens):
                    yield Sign("surface", area.id, screen, place)


def is_named(screen: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether a screen of two words or more stands in a text; one word alone is too common to decide."""
    length = len(screen)
    if length < 2 or screen[0] not in words:  # noqa: PLR2004
        return False
    return any(words[index : index + length] == screen for index in range(len(words) - length + 1))


def _names(area: Area, ownership: OwnershipMap) -> set[str]:
    return {_folded(name) for name in (area.id, area.name, ownership.label(area), *area.aliases, *area.form_values)}


def _folded(text: str) -> str:
    return " ".join(text.translate(_MARKUP).casefold().split())
