"""What a change of rules would have changed, as tables of differences; what stays the same is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.band import band_words
from bot.messages.conclusion import conclude
from bot.messages.fold import table
from bot.messages.links import quiet_issue_url
from bot.messages.markdown import cell_code, cell_prose
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.replay import JudgedTwice, Replay, RoutedTwice
    from bot.facts.repository import Repository
    from bot.facts.routing import Routing
    from bot.facts.verdict import Finding, Mode, Verdict

_TITLE_AT_MOST = 60
_HOW = "Judged as if each were open and nobody had asked for anything on it; split plans are not made."
_LOUDNESS: dict[Mode, str] = {"off": "off", "observe": "only observed", "comment": "asking", "block": "blocking"}


def replayed(replay: Replay, here: Repository) -> Iterator[str]:
    """Yield a section for pull requests and one for issues, and what could not be tried."""
    if replay.pull_requests is not None:
        yield _head("pull request", replay.pull_requests, len(replay.judged))
        rows = [(*_subject(each, here), *_verdicts(each)) for each in replay.judged]
        yield table(("Pull request", "Title", "Now", "With this change", "Why"), rows) if rows else ""
        yield _HOW if replay.pull_requests else ""
    if replay.issues is not None:
        yield _head("issue", replay.issues, len(replay.routed))
        routed = [(*_subject(each, here), _routing(each.before), _routing(each.after)) for each in replay.routed]
        yield table(("Issue", "Title", "Now", "With this change"), routed) if routed else ""
    if replay.left_out:
        yield "Not replayed:\n\n" + "\n".join(f"- {why}" for why in replay.left_out)


def _head(noun: str, tried: int, changed: int) -> str:
    return f"### {noun.capitalize()}s: {changed or 'none'} of the last {tried:,} would change"


def _subject(each: JudgedTwice | RoutedTwice, here: Repository) -> tuple[str, str]:
    # An address that leaves no "mentioned this" on what was only looked at.
    url = quiet_issue_url(here.web, here.full_name, each.number)
    shown = f"[{each.number}]({url})" if url else str(each.number)
    return shown, cell_code(shorten(each.title, _TITLE_AT_MOST))


def _verdicts(each: JudgedTwice) -> tuple[str, str, str]:
    return _verdict(each.before), _verdict(each.after), cell_prose(_why(each), 600)


def _verdict(verdict: Verdict) -> str:
    return f"{band_words(verdict)} ({conclude(verdict).replace('_', ' ')})"


def _why(each: JudgedTwice) -> str:
    """Return what is said anew, no more, or louder or quieter, and another sitting."""
    before, after = _loudest(each.before), _loudest(each.after)
    says = [f"new: `{rule}` ({_says(finding)})" for rule, finding in after.items() if rule not in before]
    says += [f"no longer `{rule}`" for rule in before if rule not in after]
    for rule in (rule for rule in after if rule in before):
        was, now = _says(before[rule]), _says(after[rule])
        says += [f"`{rule}` goes from {was} to {now}" if was != now else ""]
    sittings = each.before.effort.budget_minutes, each.after.effort.budget_minutes
    says += [f"one sitting is {sittings[1]} min instead of {sittings[0]}" if sittings[0] != sittings[1] else ""]
    modes = each.before.mode, each.after.mode
    says += [f"the mode is `{modes[1]}` instead of `{modes[0]}`" if modes[0] != modes[1] else ""]
    return "; ".join(one for one in says if one) or "the minutes are counted anew"


def _loudest(verdict: Verdict) -> dict[str, Finding]:
    found: dict[str, Finding] = {}
    for finding in verdict.findings:  # what a person must act on comes first
        found.setdefault(finding.rule, finding)
    return found


def _says(finding: Finding) -> str:
    return "a notice" if finding.level == "notice" else _LOUDNESS[finding.mode]


def _routing(routing: Routing | None) -> str:
    if routing is None:
        return "left alone"
    owner = f" ({cell_code(routing.owner)})" if routing.owner else ""
    if routing.step == "left_alone":
        return "left alone"
    return f"{cell_code(routing.area) if routing.routed and routing.area else 'the rota'}{owner}"
