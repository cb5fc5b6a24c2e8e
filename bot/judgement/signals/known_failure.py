"""Shows what the description itself says about checks that failed or could not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Ruling

LONGEST_QUOTE = 160
SHOWN = 3


def known_failure(case: Case, answer: Answer) -> Ruling:
    """Quote the lines of the description that admit a failure. A notice: who says so openly is not punished."""
    rule = answer.entry
    lines = [
        line.strip()
        for line in case.description.lines
        if any(p.search(line) for p in rule.patterns) and not any(p.search(line) for p in rule.not_patterns)
    ]
    if not lines:
        return answer.quiet(0, 0, "the description speaks of no check that failed or could not run")
    quotes = "; ".join(f"“{_short(line)}”" for line in lines[:SHOWN])
    checks = "a check" if len(lines) == 1 else "checks"  # how many, a line does not tell
    says = f"The description says that {checks} failed or could not run: {quotes}"
    fix = "Run it where it can run and write down the result, or say why it does not matter here."
    finding = answer.finding("notice", len(lines), 0, says=says, fix=fix)
    return answer.fired(len(lines), 0, f"{counted(len(lines), 'line')} of the description", (finding,))


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
