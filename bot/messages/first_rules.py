"""First settings for a repository, to be proposed: the file, and what it would have made of past pull requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages.band import band_figures, band_words
from bot.messages.conclusion import asks
from bot.messages.fold import table
from bot.messages.links import blob_url, new_file_url, quiet_issue_url
from bot.messages.markdown import cell_code, cell_prose, prose
from bot.messages.visible import shorten
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from bot.facts.replay import FirstReplay, JudgedOnce
    from bot.facts.repository import Repository
    from bot.facts.rule_text import RuleText

HEADS = ("Pull request", "Title", "Result", "Somebody would have been asked about")
NOBODY = "nothing"
HOW = (
    "Judged as if each were open and ready for review and nobody had asked for anything on it; split plans are not "
    "made. Nothing was written on any of them."
)
_TITLE_AT_MOST = 60
_INTRO = (
    "Brings first settings for OneSitting. Until they are merged it only observes: a check run with figures, and no "
    "comment. By them it writes one comment where somebody must act, and edits it in place."
)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One past pull request. `title` is raw foreign text; in `result` and `asked` code stands between backticks."""

    number: int
    url: str
    title: str
    result: str
    asked: str


@dataclass(frozen=True, slots=True)
class FirstRules:
    """What a maintainer needs to propose settings.

    `file` is the text for `path`; `propose` is GitHub's page for a new file with it, `there` the file where the
    repository has one already (both empty where there is none to give). `says` is the replay in one sentence, empty
    where nothing was tried; `left_out` is what could not be. `pull_request` is a description in Markdown. `waits`: past
    pull requests are still being read.
    """

    name: str
    file: str
    path: str = SOURCE
    propose: str = ""
    there: str = ""
    says: str = ""
    rows: tuple[FirstRow, ...] = ()
    left_out: tuple[str, ...] = ()
    pull_request: str = ""
    waits: bool = False


def first_rules(here: Repository, file: str, own: RuleText | None, replay: FirstReplay | None) -> FirstRules:
    """Return all of it in words; `own` is the file that the repository has, `replay` None: nothing was tried."""
    there = (blob_url(here, own.commit, SOURCE) or "") if own is not None else ""
    propose = (new_file_url(here, SOURCE, file) or "") if own is None else ""
    if replay is None:
        return FirstRules(here.full_name, file, propose=propose, there=there)
    rows = tuple(_row(each, here) for each in replay.judged)
    says = _sentence(replay)
    return FirstRules(
        here.full_name,
        file,
        propose=propose,
        there=there,
        says=says,
        rows=rows,
        left_out=replay.left_out,
        pull_request=_description(here, says, rows, replay.left_out),
    )


def _sentence(replay: FirstReplay) -> str:
    if not replay.judged:
        return (
            "No past pull request could be tried." if replay.left_out else "There is no pull request to try it on yet."
        )
    asked, number = sum(each.is_asked for each in replay.judged), len(replay.judged)
    could = " that could be tried" if replay.left_out else ""
    if number == 1:
        one = "a comment that asks" if asked else "no comment"
        return f"By this file the last pull request{could} would have had {one}."
    every = f"the last {number:,} pull requests{could}"
    return f"By this file {asked or 'none'} of {every} would have had a comment that asks."


def _row(each: JudgedOnce, here: Repository) -> FirstRow:
    verdict = each.verdict
    analysed = verdict.band != "not_analysed"
    asked = dict.fromkeys(finding.rule for finding in verdict.findings if each.is_asked and asks(finding))
    return FirstRow(
        each.number,
        # An address that leaves no "mentioned this" on what was only looked at.
        quiet_issue_url(here.web, here.full_name, each.number) or "",
        each.title,
        f"{band_words(verdict)}: {band_figures(verdict)}" if analysed else band_words(verdict),
        ", ".join(f"`{rule}`" for rule in asked) or NOBODY,
    )


def _description(here: Repository, says: str, rows: tuple[FirstRow, ...], left_out: tuple[str, ...]) -> str:
    # A person posts it: an Enterprise Server would show "mentioned this" wherever a link in it leads.
    quiet = here.web == "https://github.com"
    cells = [
        (
            f"[{row.number}]({row.url})" if row.url and quiet else str(row.number),
            cell_code(shorten(row.title, _TITLE_AT_MOST)),
            row.result,
            cell_prose(row.asked, 600),
        )
        for row in rows
    ]
    parts = (
        _INTRO,
        says,
        table(HEADS, cells).rstrip() if cells else "",
        HOW if cells else "",
        "Not tried:\n\n" + "\n".join(f"- {prose(why)}" for why in left_out) if left_out else "",
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def first_rules_text(first: FirstRules) -> tuple[str, ...]:
    """Return the replay as lines for a terminal: foreign text in them is raw."""
    lines = [first.says]
    for row in first.rows:
        lines += [f"  {row.number}  {shorten(row.title, _TITLE_AT_MOST)}", f"      {row.result}"]
        lines += [f"      asked about: {row.asked.replace('`', '')}"] if row.asked != NOBODY else []
    lines += [HOW] if first.rows else []
    lines += [f"Not tried: {why}" for why in first.left_out]
    return tuple(lines)
