"""A YAML file as it stands in a repository, not read yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleText:
    """`source` is what messages call the file, `revision` its blob id, which names the text for ever."""

    source: str
    text: str
    revision: str
