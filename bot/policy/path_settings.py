"""Other limits and modes for changes in some paths: payments in shorter sittings, documents in longer ones."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import Mode, RulePlace
from bot.policy.globs import Glob
from bot.policy.sitting import SittingSetting


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Limits and modes for changes in these paths; what is left out is as for every other change."""

    id: str = field(metadata={"doc": "A name for this entry; it appears in results."})
    paths: tuple[Glob, ...] = field(
        metadata={"doc": "Path patterns; a pattern without a slash matches the file's name anywhere."}
    )
    applies_to: Literal["any", "all"] = field(
        default="any",
        metadata={
            "doc": "any: one file to review or of tests lies in the paths. all: every one does. What is set aside does "
            "not count."
        },
    )
    sitting: SittingSetting = field(default=SittingSetting(), metadata={"doc": "How long one sitting is."})
    signals: dict[str, Mode] = field(
        default_factory=dict, metadata={"doc": "A mode for single rules, by the rule's id."}
    )
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse an entry that could never hold."""
        if not self.paths:
            raise ValueError(f"`{self.id[:60]}` holds for nothing: `paths` is empty")
