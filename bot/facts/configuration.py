"""Which settings are in force, and where each of them was written: shipped < organisation < repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.facts.problems import Problem

LayerName = Literal["shipped", "server", "organisation", "repository"]
"""Who said it, the weakest first; "server": the operator's `ONESITTING_MODE`, for repositories that set no mode."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force: its key (`sitting.budget_minutes`), the value as YAML, and where it stands.

    `file` is empty and `line` 0 for a default that no file writes. `commit` names the text for ever: a commit of the
    repository that holds the file, for shipped rules the first digits of the file's digest; empty for a local file.
    """

    key: str
    value: str
    layer: LayerName
    file: str = ""
    line: int = 0
    commit: str = ""


@dataclass(frozen=True, slots=True)
class BrokenSettings:
    """A file of settings that cannot be used, with every problem.

    `last_good` is the blob that holds instead; empty where that is none, and what lies `below` holds.
    """

    layer: LayerName
    problems: tuple[Problem, ...]
    last_good: str = ""
    below: LayerName = "shipped"
