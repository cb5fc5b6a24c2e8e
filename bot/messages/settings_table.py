"""The settings in force, each with the file and line that it was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.fold import fold, table
from bot.messages.footer import SHORT_SHA
from bot.messages.markdown import cell, cell_code, link_code
from bot.messages.places import rule_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.configuration import Setting
    from bot.facts.repository import Repository

_HEADER = ("Setting", "Value", "From")


def settings_table(settings: Sequence[Setting], here: Repository | None) -> str:
    """Return what somebody wrote as a table, and what is as shipped behind a fold; empty without settings."""
    written = [_row(setting, here) for setting in settings if setting.layer != "shipped"]
    shipped = [_row(setting, here) for setting in settings if setting.layer == "shipped"]
    if not settings:
        return ""
    first = table(_HEADER, written) if written else "Every setting is as shipped.\n"
    return f"{first}\n{fold(counted(len(shipped), 'setting') + ' as shipped', table(_HEADER, shipped))}"


def settings_text(settings: Sequence[Setting], *, explain: bool) -> tuple[str, ...]:
    """Return a line for each setting, `key: value`; `explain` adds where it was written."""
    said = [f"{setting.key}: {setting.value}" for setting in settings]
    if not explain:
        return tuple(said)
    width = min(max(map(len, said), default=0), 60)
    return tuple(f"{line:<{width}}  {_where(setting)}" for line, setting in zip(said, settings, strict=True))


def _row(setting: Setting, here: Repository | None) -> tuple[str, str, str]:
    url = rule_url(setting.file, setting.line, setting.commit, here)
    place = f"{setting.file}:{setting.line}"
    where = f"{setting.layer} [{link_code(place)}]({url}) at {cell_code(setting.commit[:SHORT_SHA])}"
    return cell_code(setting.key), cell_code(setting.value), where if url else cell(_where(setting))


def _where(setting: Setting) -> str:
    if setting.layer == "server":
        return "server ONESITTING_MODE"
    at = f" at {setting.commit[:SHORT_SHA]}" if setting.commit else ""
    return f"{setting.layer} {setting.file}:{setting.line}{at}" if setting.file else setting.layer
