"""A YAML file as it stands in a repository, not read yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleText:
    """`source` is what messages call the file, `revision` its blob id, which names the text for ever.

    `commit` is where it was read, empty where that was not on GitHub. `instead` is what stands there in place of a file
    ("a folder"), empty for a file.
    """

    source: str
    text: str
    revision: str
    commit: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class SettingsTexts:
    """The settings files that there are, each at one commit; the organisation's lies below the repository's.

    `organisation_id` is the numeric id of the organisation's repository, 0 where there is none that we may read. For
    that repository itself there is one layer, its own.
    """

    repository: RuleText | None = None
    organisation: RuleText | None = None
    organisation_id: int = 0
