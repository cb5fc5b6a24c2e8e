"""What kind of feedback it is, by the words of rules/kinds.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.routing import FeedbackKind
    from bot.policy.kinds import KindEntry, KindRules
    from bot.triage.issue_text import IssueText

IN_TITLE, IN_TEXT = 2, 1
_TITLE, _PROSE, _CODE = 1_000, 4_000, 4_000  # characters of each that are read


def judge_kind(text: IssueText, labels: tuple[str, ...], rules: KindRules) -> FeedbackKind:
    """Return the kind; "unclear" where no words speak for any. A label of a kind decides over words.

    Security reports and incidents decide before the rest is compared, a security report over any label: it costs
    little to be careful with one too many.
    """
    points = {entry.kind: _points(entry, text) for entry in rules.kinds}
    reached = [entry for entry in rules.kinds if points[entry.kind] >= entry.needs]
    named = {label.casefold() for label in labels}
    by_label = [entry for entry in rules.kinds if any(label.casefold() in named for label in entry.labels)]
    if any(entry.kind == "security_report" for entry in (*reached, *by_label)):
        return "security_report"
    if by_label:
        return by_label[0].kind
    first = next((entry for entry in reached if entry.first), None)
    chosen = first or max(reached, key=lambda entry: points[entry.kind], default=None)
    return chosen.kind if chosen else "unclear"


def _points(entry: KindEntry, text: IssueText) -> int:
    title, prose, code = text.title[:_TITLE], text.prose[:_PROSE], text.code[:_CODE]
    if any(pattern.search(title) or pattern.search(prose) for pattern in entry.not_patterns):
        return 0
    in_title = sum(pattern.search(title) is not None for pattern in (*entry.patterns, *entry.title_patterns))
    in_text = sum(pattern.search(prose) is not None for pattern in entry.patterns)
    in_code = sum(pattern.search(code) is not None for pattern in entry.code_patterns)
    return IN_TITLE * in_title + IN_TEXT * (in_text + in_code)
