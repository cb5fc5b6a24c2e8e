"""Which rules are in force: shipped < organisation < repository, and what holds while a file has errors."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.facts.configuration import BrokenSettings, LayerName, Setting
from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.facts.rule_text import SettingsTexts
from bot.judgement.configuration import settings_of
from bot.policy.compose import compose
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import Document, read_rule_text, read_rule_text_as_far

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.rule_text import RuleText
    from bot.facts.verdict import Mode
    from bot.policy.compose import Shipped
    from bot.policy.rules import Rules


NOTHING = SettingsTexts()


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules, the files that they were made of (None: there is none, or none can be used), and what is broken."""

    rules: Rules
    repository: Document | None = None
    organisation: Document | None = None
    broken: tuple[BrokenSettings, ...] = ()

    def settings(self, shipped: Shipped, mode: Mode) -> tuple[Setting, ...]:
        """Return every setting and where it was written; `mode` is the operator's."""
        return settings_of(self.rules, shipped, self.repository, self.organisation, mode)

    @property
    def is_configured(self) -> bool:
        """Whether somebody wrote settings, good ones or not."""
        return self.repository is not None or self.organisation is not None or bool(self.broken)


def rules_in_force(
    shipped: Shipped, texts: SettingsTexts, mode: Mode, last_good: SettingsTexts = NOTHING
) -> RulesInForce:
    """Return the shipped rules with the organisation's and the repository's on top.

    For a file with errors the last good one of the same place holds, else none. `mode` holds where no file sets one.
    """
    rules, documents, broken = compose(shipped, None), dict[LayerName, Document](), list[BrokenSettings]()
    layers: tuple[tuple[LayerName, RuleText | None, RuleText | None], ...] = (
        ("organisation", texts.organisation, last_good.organisation),
        ("repository", texts.repository, last_good.repository),
    )
    for layer, text, good in layers:
        if text is None:
            continue
        usable, problems, instead = _usable(shipped, text, good, documents.get("organisation"))
        if usable is not None:
            documents[layer], rules = usable
        if problems:
            below: LayerName = "organisation" if "organisation" in documents else "shipped"
            broken.append(BrokenSettings(layer, problems, instead, below))
    rules = replace(rules, repository=replace(rules.repository, mode=rules.repository.mode or mode))
    return RulesInForce(rules, documents.get("repository"), documents.get("organisation"), tuple(broken))


def _usable(
    shipped: Shipped, text: RuleText, last_good: RuleText | None, below: Document | None
) -> tuple[tuple[Document, Rules] | None, tuple[Problem, ...], str]:
    """Return the file with the rules that it makes on top of `below`; else its problems and the last good one's.

    The last of the three is the blob of the one that holds instead of `text`, empty where that is none.
    """
    try:
        return _composed(shipped, text, below), (), ""
    except RuleError as error:
        problems = error.problems
    if last_good is not None:
        with suppress(RuleError):  # it was good by an older version of the shape, or on top of other settings
            return _composed(shipped, last_good, below), problems, last_good.revision
    return None, problems, ""


def _composed(shipped: Shipped, text: RuleText, below: Document | None) -> tuple[Document, Rules]:
    document = read_rule_text(text)
    return document, compose(shipped, document, below)


def read_map(texts: Sequence[RuleText]) -> tuple[OwnershipMap, tuple[Problem, ...]]:
    """Return the ownership map with its warnings; the same texts are read once. Raises RuleError with every error."""
    return _read_map(tuple(texts))


@lru_cache(maxsize=64)
def _read_map(texts: tuple[RuleText, ...]) -> tuple[OwnershipMap, tuple[Problem, ...]]:
    return read_ownership(tuple(read_rule_text(each) for each in texts))


def map_errors(texts: Sequence[RuleText]) -> tuple[Problem, ...]:
    """Return every error of maps that cannot be used, those behind a key that stands twice among them."""
    documents, found, whole = list[Document](), list[Problem](), True
    for text in texts:
        try:
            document, errors = read_rule_text_as_far(text)
        except RuleError as error:
            found += error.problems
            whole = False  # what others say on top of it would be judged without its ground
            continue
        documents.append(document)
        found += errors
    try:
        if whole:
            read_ownership(tuple(documents))
    except RuleError as error:
        found += error.problems
    return tuple(sorted(found, key=lambda problem: (problem.source, problem.line, problem.column)))


def good_maps(every: Sequence[Sequence[RuleText]]) -> tuple[OwnershipMap, ...]:
    """Return the maps that can be read among kept texts; one may have been good by an older version of the shape."""
    found = []
    for texts in every:
        with suppress(RuleError):
            found.append(read_map(texts)[0])
    return tuple(found)
