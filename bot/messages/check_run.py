"""The check run "Reviewability": title, summary and text, which carry everything a comment leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.annotations import annotate
from bot.messages.areas_line import areas_line
from bot.messages.asked import asked_first, asked_for
from bot.messages.authorship_line import authorship_line
from bot.messages.band import band_sentence, title
from bot.messages.buttons import buttons
from bot.messages.checklist import listed, tally
from bot.messages.conclusion import conclude
from bot.messages.figures import part_of_minutes
from bot.messages.files_table import files_table
from bot.messages.fingerprint import fingerprinted
from bot.messages.fold import fold, table
from bot.messages.footer import footer
from bot.messages.limit import limited
from bot.messages.links import new_file_url
from bot.messages.markdown import list_item, prose
from bot.messages.reasoning_line import reasoning_line
from bot.messages.reasons import in_order, reasons
from bot.messages.settings_line import settings_line
from bot.messages.signals_table import signals_table
from bot.messages.split_fold import SplitWords
from bot.messages.wanted import CheckText
from bot.policy.repository import SOURCE
from bot.policy.starter_rules import starter_rules

if TYPE_CHECKING:
    from bot.facts.configuration import Setting
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict
    from bot.policy.commands import CommandRules

_UNSEEN_FIRST = 5
_OBSERVING = (
    "Observe mode: this check never fails and no comment is written. A maintainer turns comments on with "
    "`mode: comment` in `.github/onesitting.yml`."
)
_OFFER = "GitHub opens a new file with commented settings to begin with, which you can change and propose."
_OFFER_PAGE = (
    "commented settings to begin with, ready to be proposed, and what they would have made of the last 20 pull "
    "requests."
)
_ANALYSABLE = (
    "It can be analysed as soon as its lines can be read: bring a large file in parts, mark it in `.gitattributes` "
    "(`linguist-generated`) where a program wrote it, or run `onesitting score` in a checkout, which shows them all."
)
_DRAFT = "Draft: no comment is written until it is ready for review."
_OFF = "OneSitting is switched off here (`mode: off` in `.github/onesitting.yml`)."


def check_run(
    verdict: Verdict,
    facts: PullRequestFacts,
    commands: CommandRules | None = None,
    split: SplitWords | None = None,
    *,
    can_tick: bool = False,
    unconfigured: bool = False,
    schemas_at: str = "",
    settings: tuple[Setting, ...] = (),
    page: str = "",
    first_rules: str = "",
) -> CheckText:
    """Return the check run with its fingerprint; `commands` is the table that help shows.

    `can_tick`: our comment has, or is about to have, boxes for the checklist. `unconfigured`: the repository has no
    settings file of its own, so that one is offered where comments are off. `settings` are for who asks. `page` is the
    address of the page that explains the verdict, `first_rules` of the one that offers settings; empty where there is
    none.
    """
    split = split or SplitWords(None, facts)
    if verdict.mode == "off":
        return fingerprinted(CheckText(title(verdict), _OFF, "", conclude(verdict), details_url=page))
    return fingerprinted(
        CheckText(
            title=title(verdict),
            summary=limited(
                _summary(
                    verdict,
                    facts,
                    can_tick=can_tick,
                    offer=_offer(facts, schemas_at, first_rules) if unconfigured else "",
                )
            ),
            text=limited(
                asked_first(verdict, facts, commands, split, can_tick=can_tick, settings=settings, page=page)
                + _text(verdict, facts, split, can_tick=can_tick),
                footer(verdict, page),
            ),
            conclusion=conclude(verdict),
            annotations=annotate(verdict),
            buttons=buttons(facts.wishes),
            details_url=page,
        )
    )


def _summary(verdict: Verdict, facts: PullRequestFacts, *, can_tick: bool, offer: str) -> str:
    findings = in_order(verdict)
    parts = [
        band_sentence(verdict),
        *_quiet(verdict, facts, offer),
        _unseen(verdict),
        _analysable(verdict),
        _counts(verdict),
        _contributions(verdict),
        authorship_line(verdict.authorship, verdict.settings),
        settings_line(verdict, facts),
        reasoning_line(verdict.reasoning, findings),
        areas_line(verdict.areas),
        tally(verdict.checklist, facts, can_tick=can_tick),
    ]
    if findings:
        parts += ["### Reasons", reasons(verdict, findings, facts)]
    parts.append(asked_for(facts))
    return "\n\n".join(part.rstrip() for part in parts if part) + "\n"


def _text(verdict: Verdict, facts: PullRequestFacts, split: SplitWords, *, can_tick: bool) -> str:
    shown_open = {wish.command for wish in facts.wishes}
    parts = (
        "" if "split" in shown_open else split.fold(),
        "" if "checklist" in shown_open else listed(verdict.checklist, facts, can_tick=can_tick),
        "" if "explain" in shown_open else signals_table(verdict, facts),
        files_table(verdict.files, measured=verdict.band != "not_analysed"),
    )
    return "\n".join(part for part in parts if part)


def _offer(facts: PullRequestFacts, schemas_at: str, page: str) -> str:
    """Return where first settings are to be had: our page, else GitHub's for a new file; empty where neither is."""
    if page:
        return f"[Make it yours]({page}): {_OFFER_PAGE}"
    url = new_file_url(facts.repository, SOURCE, starter_rules(schemas_at)) if facts.repository else None
    return f"[Make it yours]({url}): {_OFFER}" if url else ""


def _quiet(verdict: Verdict, facts: PullRequestFacts, offer: str) -> list[str]:
    """Return why no comment is written, where something other than the change itself says so."""
    why = []
    if verdict.silenced_by:
        still = verdict.mode == "block" and not verdict.expedited_by
        stands = " A rule in mode `block` still fails the check." if still else ""
        why.append(f"No comment is written: silenced by {prose(verdict.silenced_by)}.{stands}")
    elif verdict.mode == "observe":
        why += [_OBSERVING, offer]
    if facts.draft:
        why.append(_DRAFT)
    return why


def _counts(verdict: Verdict) -> str:
    counts = verdict.effort.lines
    if verdict.band == "not_analysed" and not (counts.to_review or counts.tests or counts.set_aside):
        return ""  # three zeros would read as "nothing to review"
    row = (f"{counts.to_review:,}", f"{counts.tests:,}", f"{counts.set_aside:,}")
    return table(("Lines to review", "Lines of tests", "Lines set aside"), [row], frozenset({0, 1, 2}))


def _contributions(verdict: Verdict) -> str:
    if verdict.band == "not_analysed":
        return "Time to review: not measured." if verdict.files else ""
    parts = [f"{prose(part.what)} ({part_of_minutes(part.minutes)})" for part in verdict.effort.contributions]
    return f"Where the time goes: {', '.join(parts)}." if parts else ""


def _analysable(verdict: Verdict) -> str:
    """Return what a person can do where it was the size of a file that hid its lines."""
    return _ANALYSABLE if verdict.band == "not_analysed" and any(file.note for file in verdict.files) else ""


def _unseen(verdict: Verdict) -> str:
    """Return what was not seen as a list, the first five open; the first sentence of all may have said one."""
    notes = verdict.unseen[1:] if verdict.band == "not_analysed" else verdict.unseen
    if not notes:
        return ""
    items = [f"- {prose(note) or list_item(note)}" for note in notes]
    first = "\n".join(("Not read:", "", *items[:_UNSEEN_FIRST]))
    rest = items[_UNSEEN_FIRST:]
    behind = fold(f"{counted(len(rest), 'more thing')} not read", "\n".join(rest)) if rest else ""
    return f"{first}\n\n{behind}"
