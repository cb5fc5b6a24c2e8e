"""Patterns that have to match a whole line: nobody forgets an anchor."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

import re2

from bot.policy.patterns import Pattern


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A regular expression that has to match a whole line (or name, or branch), from its first character to its last.

    RE2's syntax. Writing `.*` is the only way to leave an end open, so nobody forgets an anchor. Letter case does not
    matter. A group called `model` catches the name of the model.
    """

    costly: ClassVar[bool] = True  # see bot.policy.patterns.Pattern

    text: str
    _compiled: "re2._Regexp" = field(repr=False, compare=False)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Compile; raises ValueError in words for a person."""
        Pattern.from_yaml(text)  # on its own first: `a)(b` must not become valid inside the brackets below
        return cls(text, re2.compile(f"(?i)(?:{text})"))

    @property
    def size(self) -> int:
        """What it costs, in RE2's instructions."""
        return int(self._compiled.programsize)

    def fullmatch(self, line: str) -> "re2._Match | None":
        """Return the match of the whole line, or None."""
        return self._compiled.fullmatch(line)
