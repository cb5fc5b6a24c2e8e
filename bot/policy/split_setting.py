"""How split plans are shown in a repository."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SplitSetting:
    """How split plans are shown."""

    gh_stack: bool = field(
        default=False, metadata={"doc": "true: a plan also shows the commands of GitHub's extension `gh stack`."}
    )
