"""A hostile change on the whole way from facts to words: title, description, branch, labels, paths and lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings

from bot.facts.change import FileChange, Hunk, Line
from bot.judgement.verdict import judge_pull_request
from bot.messages.pull_request import say_pull_request
from bot.policy.compose import compose
from bot.shipped import load
from tests.messages.build import FACTS
from tests.messages.hostile import foreign
from tests.messages.inert import linked, tokens

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict

RULES = compose(load(), None)
SPEAKING = replace(RULES, repository=replace(RULES.repository, mode="comment"))


@settings(max_examples=60, deadline=None)
@given(foreign, foreign, foreign)
def test_a_hostile_change_comes_out_inert(title: str, path: str, line: str) -> None:
    """Whatever the change says about itself, nobody is mentioned and no fold, marker or heading is forged."""
    wanted = say_pull_request(*_judged(title, path, line))
    said = (wanted.check.summary, wanted.check.text, wanted.comment or "")
    assert [linked(text) for text in said] == [[], [], []]
    assert [_headings(text) for text in said] == [["Reasons"] if wanted.check.summary.count("### ") else [], [], []]
    assert [text.count("<details>") - text.count("</details>") for text in map(_html, said)] == [0, 0, 0]


def _judged(title: str, path: str, line: str) -> tuple[Verdict, PullRequestFacts]:
    dependency = Line("+", f'"{line}": "1.0.0",'.replace("\n", ""), None, 4)
    hunk = Hunk(3, 0, 4, 1, line, (dependency,))
    files = (
        FileChange(f"{path}/package.json", additions=1, hunks=(hunk,)),
        FileChange(f".github/workflows/{path}.yml", additions=1, hunks=(hunk,)),
        FileChange(path or "x", status="removed", deletions=900, seen="missing", note=line),
    )
    facts = replace(FACTS, title=title, body=line, branch=title, labels=(title,), files=files, unseen=(path,))
    return judge_pull_request(facts, SPEAKING), facts


def _headings(text: str) -> list[str]:
    found = tokens(text)
    return [found[at + 1].content for at, token in enumerate(found) if token.type == "heading_open"]


def _html(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type in {"html_block", "html_inline"})
