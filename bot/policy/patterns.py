"""Text patterns that cannot be made to hang: RE2, which runs in time linear in the text."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

import re2

from bot.policy.pattern_parts import refuse_what_reaches_further

MAX_LENGTH = 1_000


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    # Bounds what compiling one pattern costs: 2 ms at most, where RE2's own default allows 60.
    options.max_mem = 1 << 18
    return options


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression in RE2's syntax (no look-around, no back-references), searched anywhere in a text."""

    costly: ClassVar[bool] = True  # bot.policy.decode reads a bounded number and size of these from one document

    text: str
    _compiled: "re2._Regexp" = field(repr=False, compare=False)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Compile; raises ValueError in words for a person."""
        if len(text) > MAX_LENGTH:
            raise ValueError(f"a pattern of {len(text):,} characters; at most {MAX_LENGTH:,} are read")
        try:
            compiled = re2.compile(text, _options())
        except re2.error as error:
            raise ValueError(f"not a pattern that RE2 accepts: {_reason(error)}") from None
        refuse_what_reaches_further(text)
        return cls(text, compiled)

    @property
    def size(self) -> int:
        """What it costs, in RE2's instructions: up to 10,000."""
        return int(self._compiled.programsize)

    def search(self, text: str) -> "re2._Match | None":
        """Return the first match anywhere in `text`; None where there is none."""
        try:
            return self._compiled.search(text)
        except UnicodeEncodeError:  # half a character (a lone surrogate), which JSON can carry and UTF-8 cannot
            return self._compiled.search(text.encode("utf-8", "replace").decode())


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
