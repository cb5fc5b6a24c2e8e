"""Whatever is pushed, found, answered and said again: boxes are as people left them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.effects.plan import plan_pull_request
from bot.facts.verdict import ChecklistItem, Place, Verdict
from bot.messages.boxes import boxes, ticked
from bot.messages.pull_request import say_pull_request
from tests.effects.apply import after
from tests.messages.build import FACTS, FITS, NOT_EXPLAINED, SCATTERED, TOO_LARGE

ITEMS = [ChecklistItem(f"Question {n}?", Place("a.py", (n, n)), f"rule{n}", f"{n:016x}") for n in range(1, 6)]
findings = st.lists(st.sampled_from([NOT_EXPLAINED, SCATTERED, TOO_LARGE]), max_size=3, unique=True)
verdicts = st.builds(
    lambda found, asked, mode: replace(FITS, findings=tuple(found), checklist=tuple(asked), mode=mode),
    findings,
    st.lists(st.sampled_from(ITEMS), max_size=5, unique=True),
    st.sampled_from(["comment", "observe"]),
)
steps = st.lists(verdicts | st.integers(0, 4), max_size=12)


@given(steps)
def test_ticks_of_people_survive_everything(steps: list[Verdict | int]) -> None:
    """Findings answered and back, questions that come and go, a withdrawn comment: no tick is lost, none is added."""
    facts, people = FACTS, set[str]()
    for step in steps:
        comment = facts.said.comment
        if isinstance(step, Verdict):
            facts = after(facts, plan_pull_request(facts, say_pull_request(step, facts)))
            assert plan_pull_request(facts, say_pull_request(step, facts)) == ()
        elif comment is not None and boxes(comment.body):
            item = sorted(boxes(comment.body))[step % len(boxes(comment.body))]
            people ^= {item}
            facts = replace(facts, said=replace(facts.said, comment=replace(comment, body=pressed(comment.body, item))))
        body = facts.said.comment.body if facts.said.comment else ""
        assert ticked(body) == people


def pressed(body: str, item: str) -> str:
    """Return the comment with one box pressed on GitHub's page, which sends the line ends of a form."""
    open_box, done = (f"- [{mark}] <!-- onesitting:item {item} -->" for mark in " x")
    old, new = (open_box, done) if open_box in body else (done, open_box)
    return body.replace(old, new).replace("\r\n", "\n").replace("\n", "\r\n")
