"""Why a pull request was judged as it was: its verdict as the content of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.authorship_line import CHANNELS
from bot.messages.band import band_words
from bot.messages.explain_page import (
    EventRow,
    FileRow,
    Head,
    Link,
    PullRequestPage,
    Reason,
    RuleRow,
    SettingRow,
    SignRow,
)
from bot.messages.explain_split import split_section
from bot.messages.explain_trail import NAMES, delivery_rows, effect_rows
from bot.messages.figures import figure, lines, minutes, moment, part_of_minutes
from bot.messages.footer import SHORT_SHA
from bot.messages.links import blob_url, issue_url
from bot.messages.measure import in_plain_words
from bot.messages.places import rule_url
from bot.messages.reasons import in_order
from bot.messages.visible import shorten, shorten_middle

if TYPE_CHECKING:
    from bot.facts.configuration import Setting
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import ChecklistItem, FileReading, Finding, Place, RulePlace, Signal, Verdict
    from bot.facts.wishes import Wish
    from bot.messages.explain_page import Looked

MOST_FILES = 300
MOST_PLACES = 20
_LONGEST_TITLE = 300
_LONGEST_PATH = 200
_MODES = {
    "off": "Switched off here: nothing is judged aloud.",
    "observe": "Observe: figures only, no comment, and the check never fails.",
    "comment": "Comment: one comment where a person must act.",
    "block": "Block: the check fails until what asks for an act is answered.",
}
_WEIGHT = {"block": "fails the check", "comment": "asks for an act", "observe": "observed only", "off": "off"}
_OUTCOMES = {
    "agent": "Written by an agent",
    "assisted": "A person, assisted by a tool",
    "human_with_suggestions": "A person, with suggestions of a tool accepted",
    "automation": "Automation",
    "unknown": "Unknown: there is no evidence, which says nothing about anybody",
}


def explain_pull_request(
    verdict: Verdict,
    facts: PullRequestFacts,
    looked: Looked,
    *,
    plan: SplitPlan | None = None,
    settings: tuple[Setting, ...] = (),
    shipped: str = "",
) -> PullRequestPage:
    """Return the page. `shipped` is the address of our own page of the shipped rules, empty where there is none."""
    read = sorted(verdict.files, key=lambda file: (-file.minutes, file.path))
    return PullRequestPage(
        head=_head(verdict, facts, looked),
        reasons=tuple(_reason(finding, facts, shipped) for finding in in_order(verdict)),
        rules=tuple(_rule(signal, facts, shipped) for signal in sorted(verdict.signals, key=_first_fired)),
        files=tuple(_file(file, facts) for file in read[:MOST_FILES]),
        more_files=max(0, len(read) - MOST_FILES),
        signs=tuple(
            SignRow(
                CHANNELS[sign.channel],
                sign.signal,
                sign.agent,
                "anybody could have put it there" if sign.forgeable else "only GitHub could have put it there",
                sign.confidence,
            )
            for sign in verdict.authorship.evidence
        ),
        authorship=_authorship(verdict),
        split=split_section(plan) if plan is not None else None,
        settings=tuple(_setting(setting, facts, shipped) for setting in settings),
        checklist=tuple(_question(item, facts) for item in verdict.checklist),
        asked=tuple(_asked(wish) for wish in facts.wishes),
        unseen=verdict.unseen,
        deliveries=delivery_rows(looked.trail),
        effects=effect_rows(looked.trail),
    )


def _head(verdict: Verdict, facts: PullRequestFacts, looked: Looked) -> Head:
    effort, counts, here = verdict.effort, verdict.effort.lines, facts.repository
    home = issue_url(here.web, here.full_name, facts.number) if here else None
    commit = f"{home.replace('/issues/', '/pull/')}/commits/{facts.head_sha}" if home else ""
    if verdict.band == "not_analysed":
        decided = "Not analysed: this says nothing about the change, good or bad."
    else:
        decided = (
            f"{band_words(verdict)}: {minutes(effort.minutes, effort.budget_minutes)} of review; one sitting here is "
            f"{minutes(effort.budget_minutes)}."
        )
    rows = [
        ("Lines", Link(f"{counts.to_review:,} to review, {counts.tests:,} of tests, {counts.set_aside:,} set aside")),
        ("Measured at", Link(facts.head_sha[:SHORT_SHA], commit, moment(looked.now))),
        ("Revision of the rules", Link(verdict.rules_revision or "unknown")),
        ("Mode", Link(_MODES[verdict.mode])),
    ]
    if verdict.effort.contributions:
        parts = ", ".join(f"{part.what} ({part_of_minutes(part.minutes)})" for part in effort.contributions)
        rows.insert(1, ("Where the time goes", Link(parts)))
    areas = ", ".join(f"{area.id} (owner {area.owner}, {counted(area.files, 'file')})" for area in verdict.areas)
    rows += [("Areas", Link(areas))] if areas else []
    title = Link(here.full_name if here else "", home or "")
    return Head(
        NAMES["pull_request"], verdict.id, title, shorten(facts.title, _LONGEST_TITLE), decided, tuple(rows),
        _notes(verdict, facts, looked),
    )  # fmt: skip


def _notes(verdict: Verdict, facts: PullRequestFacts, looked: Looked) -> tuple[str, ...]:
    """Return what a reader should know before the figures."""
    notes, decided = [], looked.trail.decided
    if decided is not None and decided.revision and decided.revision != facts.head_sha:
        notes.append(
            f"The check run on GitHub was written at {decided.revision[:SHORT_SHA]}; the head moved since, and this "
            "page shows what is true of it now."
        )
    if facts.state != "open":
        notes.append(f"The pull request is {facts.state}: nothing is written on it any more.")
    if facts.draft:
        notes.append("It is a draft: no comment is written until it is ready for review.")
    if verdict.silenced_by:
        notes.append(f"No comment is written: silenced by {verdict.silenced_by}.")
    if verdict.expedited_by:
        notes.append(f"{verdict.expedited_by} let this commit be merged without the verdict.")
    if verdict.settings.why:
        notes.append(f"Limits: {verdict.settings.name.replace('_', ' ')}, because {verdict.settings.why}.")
    return tuple(notes)


def _reason(finding: Finding, facts: PullRequestFacts, shipped: str) -> Reason:
    return Reason(
        finding.says,
        "worth knowing" if finding.level == "notice" else _WEIGHT[finding.mode],
        in_plain_words(finding),
        rule_source(finding.rule, finding.place, facts, shipped),
        finding.fix,
        tuple(_place(place, facts) for place in finding.evidence[:MOST_PLACES]),
        max(0, len(finding.evidence) - MOST_PLACES),
    )


def _rule(signal: Signal, facts: PullRequestFacts, shipped: str) -> RuleRow:
    state = ("fired" if signal.fired else "did not fire") if signal.evaluated else "not evaluated"
    where = rule_source(signal.rule, signal.place, facts, shipped)
    measured = figure(signal.value) if signal.evaluated else ""
    return RuleRow(where, state, measured, figure(signal.limit), signal.mode, signal.why)


def _first_fired(signal: Signal) -> tuple[bool, str]:
    return not signal.fired, signal.rule


def rule_source(rule: str, place: RulePlace | None, facts: PullRequestFacts, shipped: str) -> Link:
    """Return a rule with the file, line and commit it stands in, linked where a page shows that."""
    if place is None:
        return Link(rule)
    where = f"{place.file}, line {place.line}" + (f" at {place.revision[:SHORT_SHA]}" if place.revision else "")
    url = rule_url(place.file, place.line, place.revision, facts.repository)
    return Link(rule, url or _shipped(place.file, place.line, shipped), where)


def _shipped(file: str, line: int, shipped: str) -> str:
    """Return our own page of a shipped file, at a line."""
    return f"{shipped}/{file.removeprefix('rules/')}#L{line}" if shipped and file.startswith("rules/") else ""


def _place(place: Place, facts: PullRequestFacts) -> Link:
    old = place.side == "old"
    url = blob_url(facts.repository, facts.base_sha if old else facts.head_sha, place.path, place.lines)
    where = f", {lines(*place.lines)}" if place.lines else ""
    beside = [part for part in ("before this change" if old else "", place.note) if part]
    return Link(f"{shorten_middle(place.path, _LONGEST_PATH)}{where}", url or "", "; ".join(beside))


def _file(file: FileReading, facts: PullRequestFacts) -> FileRow:
    was = f"; was {shorten_middle(file.old_path, _LONGEST_PATH)}" if file.old_path else ""
    note = f"; {file.note}" if file.note else ""
    gone = file.kind == "deleted"
    url = blob_url(facts.repository, facts.base_sha if gone else facts.head_sha, file.path)
    return FileRow(
        Link(shorten_middle(file.path, _LONGEST_PATH), url or ""),
        file.kind.replace("_", " "),
        file.counts.replace("_", " "),
        file.added,
        file.removed,
        part_of_minutes(file.minutes) if file.counts != "set_aside" else "none",
        f"{file.reason}{was}{note}",
    )


def _authorship(verdict: Verdict) -> str:
    found = verdict.authorship
    who = " ".join(part for part in (found.agent, f"({found.model})" if found.model else "") if part)
    sure = f", {found.confidence} confidence" if found.outcome != "unknown" else ""
    moves = "It does not move the verdict." if verdict.settings.name != "agent_authored" else "It chose the limits."
    return f"{_OUTCOMES[found.outcome]}{f': {who}' if who else ''}{sure}. {moves}"


def _setting(setting: Setting, facts: PullRequestFacts, shipped: str) -> SettingRow:
    if setting.layer == "server":
        return SettingRow(setting.key, setting.value, setting.layer, Link("ONESITTING_MODE"), "")
    url = rule_url(setting.file, setting.line, setting.commit, facts.repository) or ""
    place = f"{setting.file}, line {setting.line}" if setting.file else "default of the program"
    here = Link(place, url or _shipped(setting.file, setting.line, shipped))
    return SettingRow(setting.key, setting.value, setting.layer, here, setting.commit[:SHORT_SHA])


def _question(item: ChecklistItem, facts: PullRequestFacts) -> Link:
    if item.place is None:
        return Link(item.says)
    place = _place(item.place, facts)
    return Link(item.says, place.url, place.words)


def _asked(wish: Wish) -> EventRow:
    return EventRow(moment(wish.at), f"{wish.command} by {wish.by}", " ".join(wish.arguments))
