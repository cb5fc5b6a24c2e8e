"""Every setting in force with the file and line that it was written in: what `onesitting config --explain` shows."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.facts.configuration import LayerName, Setting
from bot.facts.verdict import RulePlace
from bot.judgement.modes import repository_mode, rule_mode
from bot.judgement.naming import counted
from bot.policy.compose import rule_ids
from bot.policy.tree_places import spot
from bot.policy.yaml_tree import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.verdict import Mode
    from bot.policy.compose import Shipped
    from bot.policy.rules import Rules

Found: TypeAlias = tuple[LayerName, RulePlace]
Layer: TypeAlias = tuple[LayerName, Document]


def settings_of(
    rules: Rules, shipped: Shipped, repository: Document | None, organisation: Document | None, mode: Mode
) -> tuple[Setting, ...]:
    """Return the settings in the order of their shape: bot.policy.repository.RepositoryRules.

    `rules` are composed of these documents; `mode` is the operator's, for a repository that sets none.
    """
    layers: tuple[tuple[LayerName, Document | None], ...] = (("repository", repository), ("organisation", organisation))
    nearest_first = tuple((layer, document) for layer, document in layers if document is not None)
    return tuple(_Settings(rules, shipped, nearest_first, mode).below("", rules.repository))


@dataclass(frozen=True, slots=True)
class _Settings:
    """`layers` are the files in force, the nearest first."""

    rules: Rules
    shipped: Shipped
    layers: tuple[Layer, ...]
    mode: Mode

    def below(self, key: str, value: object) -> Iterator[Setting]:
        """Yield every setting below a key."""
        name = key.rpartition(".")[2]
        if key == "mode":
            yield self._mode()
        elif name == "sitting":
            yield from self._sitting(key)
        elif key == "signals":
            yield from self._modes()
        elif key in {"files", "agents.entries", "paths", "hotspots", "checklist"} and isinstance(value, tuple):
            yield from self._entries(key, value)
        elif is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                if field.name != "place":
                    yield from self.below(f"{key}.{field.name}".lstrip("."), getattr(value, field.name))
        elif isinstance(value, dict):
            for one, mode in value.items():
                yield _setting(f"{key}.{one}", str(mode), self._find(*key.split("."), one))
        else:
            yield _setting(key, _yaml(value), self._find(*key.split(".")))

    def _find(self, *path: str) -> Found | None:
        """Return where the nearest file says it."""
        for layer, document in self.layers:
            if (found := spot((document,), *path)) is not None:
                return layer, RulePlace(found.source, found.line, document.revision)
        return None

    def _mode(self) -> Setting:
        found = self._find("mode")
        by_operator = found is None and self.mode != "observe"
        mode = repository_mode(self.rules.repository)
        return Setting("mode", mode, "server") if by_operator else _setting("mode", mode, found)

    def _sitting(self, key: str) -> Iterator[Setting]:
        """Yield limit and warning; a warning that comes with its limit stands where the limit does."""
        sitting = self.rules.effort.sitting if key == "sitting" else self.rules.agent_sitting
        if sitting is None:
            return
        limit, warning = (self._find(*key.split("."), name) for name in ("budget_minutes", "warn_minutes"))
        if key != "sitting":  # what is not set apart is the ordinary sitting's
            limit = limit or self._find("sitting", "budget_minutes")
        ranks = [layer for layer, _ in self.layers]
        if limit and (warning is None or ranks.index(limit[0]) < ranks.index(warning[0])):
            warning = limit
        for name, minutes, found in (
            ("budget_minutes", sitting.budget_minutes, limit),
            ("warn_minutes", sitting.warn_minutes, warning),
        ):
            ships = spot((self.shipped.effort,), "sitting", name)
            place = RulePlace(ships.source, ships.line, self.shipped.effort.revision) if ships else None
            yield _setting(f"{key}.{name}", str(minutes), found, place)

    def _modes(self) -> Iterator[Setting]:
        """Yield the mode of every rule; one that no file names follows the repository's mode, or stays as shipped."""
        hotspots = {hotspot.rule: hotspot.place for hotspot in self.rules.hotspots.hotspots}
        for rule in rule_ids(self.rules):
            family, signals = rule.partition("/")[0], self.rules.signals.signals
            entry = signals.get(rule) or signals.get(family)
            mode = rule_mode(rule, entry.mode if entry else "comment", self.rules.repository)
            found = self._find("signals", rule) or self._find("signals", family)
            yield _setting(f"signals.{rule}", mode, found, hotspots.get(rule) or (entry.place if entry else None))

    def _own(self, key: str, own: Sequence[object]) -> Iterator[Setting]:
        """Yield each own entry where it stands."""
        layers = {document.source: layer for layer, document in self.layers}
        for entry in own:
            place: RulePlace | None = getattr(entry, "place", None)
            found = (layers[place.file], place) if place and place.file in layers else None
            yield _setting(f"{key}.{getattr(entry, 'id', '')}", "own entry", found)

    def _entries(self, key: str, own: Sequence[object]) -> Iterator[Setting]:
        """Yield each own entry, and how many shipped ones are in force behind them."""
        yield from self._own(key, own)
        if key == "paths":  # none is shipped
            return
        rules, shipped = self.rules, self.shipped
        kinds, agents, hotspots = rules.files.kinds, rules.agents.agents, rules.hotspots.hotspots
        questions = tuple(one for each in rules.checklists for one in each.questions)
        every: dict[str, tuple[Sequence[object], Document]] = {
            "files": (kinds, shipped.files),
            "agents.entries": (agents, shipped.agents),
            "hotspots": (hotspots, shipped.hotspots),
            "checklist": (questions, shipped.checklists[0]),
        }
        entries, document = every[key]
        place = RulePlace(document.source, 1, document.revision)
        yield _setting(key, counted(len(entries) - len(own), "shipped entry", "shipped entries"), None, place)


def _setting(key: str, value: str, found: Found | None, shipped: RulePlace | None = None) -> Setting:
    layer, place = found or ("shipped", shipped)
    return Setting(key, value, layer, place.file, place.line, place.revision) if place else Setting(key, value, layer)


def _yaml(value: object) -> str:
    """Return a value as it would stand in the file, on one line."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, tuple):
        return f"[{', '.join(_yaml(getattr(one, 'text', one)) for one in value)}]"
    return str(value)
