"""What a signal looks at, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.facts.verdict import Finding, Settings, Signal
from bot.judgement.modes import rule_mode

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import Authorship, Effort, FileReading, Mode, Place, Reasoning, RulePlace
    from bot.judgement.description import Description
    from bot.judgement.hotspots import Hotspot
    from bot.judgement.scope import Reach
    from bot.judgement.sieve import SiftedFile
    from bot.policy.hotspots import HotspotRule
    from bot.policy.rules import Rules
    from bot.policy.signals import SignalRule

Figure = float | int | str
Level = Literal["notice", "act"]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known about one pull request before the signals look at it; files are in path order.

    `analysed` is False where too little was read to judge size and scope; `effort` is then that of what was read.
    `rules` are those in force for this change, `settings` says which and why.
    `plan` is how the change falls into parts, None where nobody looked for them. `untried` are hotspots of the
    repository's own that it is too large for (bot.judgement.own_work), `ordinary` the rules that would be in force had
    people written it.
    """

    facts: PullRequestFacts
    readings: tuple[FileReading, ...]
    sifted: tuple[SiftedFile, ...]
    effort: Effort
    authorship: Authorship
    description: Description
    hotspots: tuple[Hotspot, ...]
    rules: Rules
    reach: Reach
    analysed: bool = True
    settings: Settings = field(default_factory=Settings)
    reasoning: Reasoning | None = None
    plan: SplitPlan | None = None
    untried: tuple[HotspotRule, ...] = ()
    ordinary: Rules | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A signal's answer: what was measured, and the reasons a person is given (none where it did not fire).

    `members` are the rules of its family that had something to look at (`missing_rationale/licence`).
    """

    signal: Signal
    findings: tuple[Finding, ...] = ()
    members: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Builds a ruling of one rule, so that its id, mode and place are written once."""

    rule: str
    entry: SignalRule
    mode: Mode

    def quiet(self, value: Figure, limit: Figure, why: str) -> Ruling:
        """Return that the signal was looked at and did not fire."""
        return Ruling(Signal(self.rule, False, value, limit, why, self.mode, self.entry.place))  # noqa: FBT003

    def off(self, why: str) -> Ruling:
        """Return that the repository did not ask for the signal: it was not looked at."""
        return Ruling(Signal(self.rule, False, "", "", why, "off", self.entry.place))  # noqa: FBT003

    def not_evaluated(self, limit: Figure, why: str) -> Ruling:
        """Return that a fact was missing: the signal neither fired nor passed."""
        signal = Signal(self.rule, False, "", limit, why, self.mode, self.entry.place, evaluated=False)  # noqa: FBT003
        return Ruling(signal)

    def fired(self, value: Figure, limit: Figure, why: str, findings: tuple[Finding, ...]) -> Ruling:
        """Return that the signal fired, with its findings."""
        return Ruling(Signal(self.rule, True, value, limit, why, self.mode, self.entry.place), findings)  # noqa: FBT003

    def finding(
        self,
        level: Level,
        value: Figure,
        limit: Figure,
        *,
        says: str,
        fix: str,
        evidence: tuple[Place, ...] = (),
        rule: str = "",
        mode: Mode | None = None,
        place: RulePlace | None = None,
    ) -> Finding:
        """Return a finding of this rule (or of a member of its family, with its own place)."""
        place = place or self.entry.place
        return Finding(rule or self.rule, level, value, limit, says, fix, evidence, mode or self.mode, place)


def answer_for(rule: str, case: Case) -> Answer:
    """Return the answer form of a rule; raises KeyError where rules/signals.yml has no such entry."""
    entry = case.rules.signals.signals[rule]
    return Answer(rule, entry, rule_mode(rule, entry.mode, case.rules.repository))
