"""The shape of .github/onesitting.yml, a repository's or its organisation's: never read from a head to be in force."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import Mode, RulePlace
from bot.policy.agent_settings import AgentAuthored, AgentsSetting
from bot.policy.checklists import ChecklistRule
from bot.policy.files import FileEntry
from bot.policy.hotspots import HotspotRule
from bot.policy.path_settings import PathSettings
from bot.policy.sitting import SittingSetting
from bot.policy.split_setting import SplitSetting

SOURCE = ".github/onesitting.yml"
IGNORE_LABEL = "onesitting: ignore"


@dataclass(frozen=True, slots=True)
class RepositoryRules:
    """OneSitting's settings for this repository; the organisation's, then the shipped ones hold for what is left out.

    Without a `place` there is no such file.
    """

    version: int = field(
        default=1, metadata={"doc": "The version of this file's format: 1.", "minimum": 1, "maximum": 1}
    )
    mode: Mode | None = field(
        default=None,
        metadata={
            "doc": "off: nothing is looked at. observe: the check run shows the figures, nothing fails. comment: one "
            "comment when a person must act. block: findings fail the check."
        },
    )
    sitting: SittingSetting = field(default=SittingSetting(), metadata={"doc": "How long one sitting is."})
    split: SplitSetting = field(default=SplitSetting(), metadata={"doc": "How split plans are shown."})
    signals: dict[str, Mode] = field(
        default_factory=dict, metadata={"doc": "A mode for single rules, by the rule's id."}
    )
    files: tuple[FileEntry, ...] = field(
        default=(), metadata={"doc": "Kinds of files of this repository; they are tried before the shipped ones."}
    )
    agents: AgentsSetting = field(default=AgentsSetting(), metadata={"doc": "Coding agents of this repository."})
    agent_authored: AgentAuthored | None = field(
        default=None, metadata={"doc": "Limits and modes for what agents wrote, where they differ from the others."}
    )
    paths: tuple[PathSettings, ...] = field(
        default=(),
        metadata={"doc": "Other limits and modes for changes in some paths; the first entry that holds is taken."},
    )
    hotspots: tuple[HotspotRule, ...] = field(
        default=(),
        metadata={"doc": "Hotspots of this repository, in the shape of rules/hotspots.yml; a shipped id is replaced."},
    )
    checklist: tuple[ChecklistRule, ...] = field(
        default=(),
        metadata={
            "doc": "Questions for the reviewer, in the shape of rules/checklists/*.yml; a shipped id is replaced."
        },
    )
    replay: Literal["off", "keep"] = field(
        default="off",
        metadata={
            "doc": "keep: the changes of the last 50 pull requests are kept on the server, encrypted, for 14 days at "
            "most, so that proposed rules are tried on them without asking GitHub. off: they are read again."
        },
    )
    ignore_label: str = field(
        default=IGNORE_LABEL, metadata={"doc": "A pull request with this label is measured, and nothing is said."}
    )

    @property
    def has_patterns(self) -> bool:
        """Whether it brings patterns of its own, which are searched in every change."""
        return bool(self.files or self.agents.entries or self.hotspots or self.checklist)

    place: RulePlace | None = None
