"""All rules in force for one repository, and the revision that names them."""

from dataclasses import dataclass

from bot.policy.agents import AgentRules
from bot.policy.checklists import Checklist
from bot.policy.effort import EffortRules, Sitting
from bot.policy.files import FileRules
from bot.policy.hotspots import HotspotRules
from bot.policy.repository import RepositoryRules
from bot.policy.signals import SignalRules


@dataclass(frozen=True, slots=True)
class Rules:
    """What is in force: the shipped rules with the repository's own on top.

    `revision` is a short digest of every text that went in; the same texts give the same revision. `agent_sitting` is
    how long one sitting is for what agents wrote, where `repository.agent_authored` is set.
    """

    agents: AgentRules
    files: FileRules
    effort: EffortRules
    signals: SignalRules
    hotspots: HotspotRules
    repository: RepositoryRules
    revision: str
    checklists: tuple[Checklist, ...] = ()
    agent_sitting: Sitting | None = None
