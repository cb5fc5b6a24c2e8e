"""The check run of a pull request that changes rules or map: each error at its line, and what would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.annotations import MOST
from bot.messages.fingerprint import annotations_part, fingerprinted
from bot.messages.limit import limited
from bot.messages.markdown import code, plain_text
from bot.messages.replay_table import replayed
from bot.messages.rule_problems import problem_item
from bot.messages.wanted import RULES_CHECK_NAME, Annotation, AnnotationLevel, CheckText

if TYPE_CHECKING:
    from bot.facts.problems import Problem
    from bot.facts.replay import Replay
    from bot.facts.repository import Repository

_EVERYWHERE = (
    "What this repository says holds for every repository of its owner, below their own files. Only its own pull "
    "requests and issues were tried."
)
_NOT_IN_FORCE = "Nothing of this pull request is in force before it is merged, and nothing is written on those below."


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """A file that the pull request changes: its path, and what is wrong with it.

    `taken_away`: the pull request removes it. `older` warnings stand in the file in force too, and are only counted.
    """

    path: str
    problems: tuple[Problem, ...] = ()
    taken_away: bool = False
    older: int = 0

    @property
    def errors(self) -> int:
        """How many problems keep the file from being used."""
        return sum(problem.level == "error" for problem in self.problems)


def rules_check(files: tuple[ProposedFile, ...], replay: Replay, here: Repository, key: str) -> CheckText:
    """Return the check run; `key` names what it was made of, and becomes the first part of its fingerprint."""
    everywhere = _EVERYWHERE if here.name.lower() == ".github" else ""
    parts = (*map(_file, files), _NOT_IN_FORCE, everywhere, *replayed(replay, here))
    remarks = [_annotation(file, problem) for file in files for problem in file.problems]
    check = fingerprinted(
        CheckText(
            title=_title(files, replay),
            summary=limited("\n\n".join(part.rstrip() for part in parts if part) + "\n"),
            text="",
            conclusion="failure" if any(file.errors for file in files) else "success",
            annotations=tuple(sorted(remarks, key=lambda remark: remark.level != "failure")[:MOST]),  # errors first
            name=RULES_CHECK_NAME,
        )
    )
    return replace(check, fingerprint=f"{key}.{annotations_part(check.fingerprint)}")


def _title(files: tuple[ProposedFile, ...], replay: Replay) -> str:
    broken = [f"{counted(file.errors, 'error')} in {file.path}" for file in files if file.errors]
    if broken:
        return "; ".join(broken)
    tried = [
        f"{changed} of {counted(number, noun)}"
        for changed, number, noun in (
            (len(replay.judged), replay.pull_requests, "pull request"),
            (len(replay.routed), replay.issues, "issue"),
        )
        if number is not None
    ]
    if not tried:
        return "Can be used"
    return f"Would change {' and '.join(tried)}"


def _file(file: ProposedFile) -> str:
    path, warnings = code(file.path), len(file.problems) - file.errors
    if file.taken_away:
        return f"{path} is taken away: what lies below it holds."
    found = [counted(number, noun) for number, noun in ((file.errors, "error"), (warnings, "warning")) if number]
    says = "cannot be used" if file.errors else "can be used"
    listed = "\n".join(f"- {problem_item(problem)}" for problem in file.problems)
    older = f" Known before: {counted(file.older, 'warning')}." if file.older else ""
    return f"**{path} {says}**{': ' + ', '.join(found) if found else ''}.{older}\n\n{listed}"


def _annotation(file: ProposedFile, problem: Problem) -> Annotation:
    fix = f"\n{plain_text(problem.fix)}" if problem.fix else ""
    level: AnnotationLevel = "failure" if problem.level == "error" else "warning"
    words = plain_text(problem.says) + fix
    line = max(1, problem.line)
    return Annotation(file.path, (line, line), level, plain_text(problem.key or file.path, 200), words, problem.column)
