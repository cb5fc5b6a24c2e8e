"""How long one sitting is in a repository, where it says so, and what holds where it does not."""

from dataclasses import dataclass, field

from bot.policy.effort import Sitting


@dataclass(frozen=True, slots=True)
class SittingSetting:
    """How long one sitting is in this repository; what is left out stays as shipped."""

    budget_minutes: int | None = field(
        default=None, metadata={"doc": "One sitting, in minutes (shipped: 60).", "minimum": 1, "maximum": 480}
    )
    warn_minutes: int | None = field(
        default=None,
        metadata={"doc": "Minutes from which the author is warned (shipped: 30).", "minimum": 1, "maximum": 480},
    )

    def over(self, below: "SittingSetting") -> "SittingSetting":
        """Return this one on top of an organisation's; a limit brings its own warning and leaves the other's behind."""
        if self.budget_minutes is not None:
            return self
        return SittingSetting(below.budget_minutes, self.warn_minutes or below.warn_minutes)

    def on(self, ordinary: Sitting) -> tuple[int, int]:
        """Return budget and warning in minutes; a budget below the ordinary warning warns at half of the budget."""
        budget = self.budget_minutes if self.budget_minutes is not None else ordinary.budget_minutes
        warn = self.warn_minutes if self.warn_minutes is not None else min(ordinary.warn_minutes, max(1, budget // 2))
        return budget, warn
