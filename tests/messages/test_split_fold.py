"""The split plan as a contributor reads it: a fold that is whole or absent, with commands, and inert."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.facts.split import SplitEdge, SplitFile, SplitPart, SplitPlan, SplitProof, SplitSays
from bot.facts.wishes import Wish
from bot.messages.pull_request import say_pull_request
from bot.messages.split_fold import NOT_LOOKED_FOR, SplitWords
from bot.messages.split_tasks import split_tasks
from tests.messages.build import FACTS, FITS
from tests.messages.golden import golden, shown
from tests.messages.hostile import foreign
from tests.messages.inert import linked, tokens
from tests.messages.test_asked import WHEN
from tests.messages.test_golden import NEEDS

STORE = SplitPart(
    1,
    "Add `RetryStore` in `src/payments/`",
    (SplitFile("src/payments/store.py", ((1, 120),)), SplitFile("db/0042_retry.sql", ((1, 40),), whole=True)),
    160,
    0,
    44.0,
    ("its lines share `retry_id`", "`db/0042_retry.sql` creates what `RetryStore` reads"),
)
RETRY = SplitPart(
    2,
    "Change `charge` in `src/payments/retry.py`",
    (SplitFile("src/payments/retry.py", ((3, 80), (95, 95)), ((3, 30),)),),
    79,
    28,
    51.5,
    ("all of it is in `src/payments/retry.py`", "after part 1: `RetryStore` is defined there"),
    (1,),
)
DOCS = SplitPart(3, "Document `retry.md` in `docs/`", (SplitFile("docs/retry.md", ((1, 30),)),), 30, 0, 1.5)
PLAN = SplitPlan(
    "acme/shop#7",
    "too_large",
    0.41,
    tangled=False,
    too_large=True,
    minutes=142.0,
    budget_minutes=60,
    parts=(STORE, RETRY, DOCS),
    order=(SplitEdge(1, 2, "`RetryStore` is defined there"),),
    proof=SplitProof(
        proven=True,
        checked=("the 3 parts apply one after the other, and end in the head",),
        unchecked=("1 file that goes as a whole (binary, deleted, renamed, copied or not seen)",),
    ),
)
SECOND = replace(DOCS, number=2)
NOTHING = replace(PLAN, says="nothing", too_large=False, parts=(), order=(), proof=SplitProof(proven=False))


def test_a_plan_reads_as_kept() -> None:
    """Comment and check run with the whole fold, as a person last looked at it."""
    words = shown(say_pull_request(NEEDS, FACTS, plan=PLAN, gh_stack=True))
    assert words == golden("split-plan", words)


def test_a_plan_that_was_asked_for_stands_open_and_first() -> None:
    """In the text of the check run; the fold is not there a second time."""
    facts = replace(FACTS, wishes=(Wish("split", "ada", WHEN, comment=3),))
    text = say_pull_request(FITS, facts, plan=PLAN).check.text
    assert (0, 1) == (text.index("### Split plan"), text.count("| Part | What |"))


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (NOTHING, "One concern, one sitting: there is nothing to split."),
        (replace(NOTHING, tangled=True), "no parts were found that stand on their own"),
        (
            replace(NOTHING, tangled=True, parts=(STORE, replace(DOCS, number=2))),
            "whoever wants to split it can do it like this",
        ),
        (replace(PLAN, says="too_large", parts=()), "Too large for one sitting, and no parts were found"),
        (None, NOT_LOOKED_FOR),
    ],
)
def test_who_asks_is_told_honestly(plan: SplitPlan | None, says: str) -> None:
    """Also that there is nothing to split, or that nobody can tell."""
    assert says in SplitWords(plan, FACTS).section()


@pytest.mark.parametrize(
    ("says", "summary", "order"),
    [
        ("independent_concerns", "side by side", "Order: none is needed, as far as was checked"),
        ("too_large", "in order", "Order: by their numbers. The changed lines show nothing"),
    ],
)
def test_a_stack_is_never_called_independent(says: SplitSays, summary: str, order: str) -> None:
    """That nothing was found to tie its parts is not said as if they were unrelated."""
    said = SplitWords(replace(PLAN, says=says, parts=(STORE, SECOND), order=()), FACTS).fold()
    assert (True, True) == (f"min), {summary}</summary>" in said, order in said)


@pytest.mark.parametrize("plan", [None, NOTHING, replace(PLAN, says="nothing"), replace(PLAN, parts=())])
def test_nobody_is_shown_what_says_nothing(plan: SplitPlan | None) -> None:
    """A plan without a statement or without parts has no fold."""
    assert "" == SplitWords(plan, FACTS).fold()


def test_a_plan_that_is_too_long_says_how_to_get_it() -> None:
    """Half a script is none: the commands are left out whole."""
    long = replace(RETRY, files=tuple(SplitFile(f"src/{'x' * 90}{at}.py", ((1, 9),)) for at in range(400)))
    said = SplitWords(replace(PLAN, parts=(STORE, long)), FACTS).fold()
    assert ("#!/usr/bin/env bash" in said, "`onesitting split --repo . --range main...HEAD" in said) == (False, True)


def test_the_rest_of_a_comment_comes_first() -> None:
    """Where reasons fill the comment there is no half plan in it."""
    findings = tuple(replace(NEEDS.findings[1], says="word " * 190) for _ in range(58))
    said = say_pull_request(replace(NEEDS, findings=findings), FACTS, plan=PLAN).comment or ""
    assert "#!/usr/bin/env bash" not in said
    assert said.count("<details>") == said.count("</details>")


def test_a_path_that_cannot_be_seen_means_no_commands() -> None:
    """And the reason is said."""
    part = replace(STORE, files=(SplitFile("src/\u202eyp.x", ((1, 2),)),))
    said = SplitWords(replace(PLAN, parts=(part, RETRY)), FACTS).fold()
    assert ("There is no script" in said, "#!/usr/bin/env bash" in said) == (True, False)


def test_stacks_are_offered_where_the_repository_wants_them_and_not_across_forks() -> None:
    """Each chain is a stack of its own; a part alone is an ordinary pull request."""
    commands = "gh stack link --base main split/1-add-retrystore-in-src-payments split/2-change-charge-in-src-payments"
    assert commands in SplitWords(PLAN, FACTS, gh_stack=True).fold()
    assert "gh stack" not in SplitWords(PLAN, FACTS).fold()
    assert "gh stack" not in SplitWords(PLAN, replace(FACTS, from_fork=True), gh_stack=True).fold()


def test_an_agent_gets_one_task_for_each_part_in_order() -> None:
    """Each goes into the branch below it."""
    tasks = split_tasks(PLAN, FACTS).split("\nTask ")[1:]
    assert ["1 of 3", "2 of 3", "3 of 3"] == [task[:6] for task in tasks]
    assert "to be merged into split/1-add-retrystore-in-src-payments" in tasks[1]


@settings(max_examples=60, deadline=None)
@given(foreign, foreign, foreign)
def test_a_hostile_plan_comes_out_inert(title: str, path: str, base: str) -> None:
    """Nothing is linked, no fold or heading is forged, no `@` could call a person, and all fences are ours."""
    file = SplitFile(path, ((1, 3),), old_path=title)
    parts = (replace(STORE, title=title, files=(file,), reasons=(path,)), replace(RETRY, title=path, reasons=(title,)))
    plan = replace(PLAN, parts=parts, order=(SplitEdge(1, 2, title),), unseen=(path,))
    said = SplitWords(plan, replace(FACTS, base_ref=base), gh_stack=True).fold()
    assert [] == linked(said)
    assert 0 == sum(token.type == "heading_open" for token in tokens(said))
    fenced = [token.content for token in tokens(said) if token.type == "fence"]
    assert [] == [
        text for text in fenced for line in text.split("\n") if "@" in line.replace('"$@"', "").replace("$@", "")
    ]
    html = "".join(token.content for token in tokens(said) if token.type in {"html_block", "html_inline"})
    assert html.count("<details>") == html.count("</details>") == 1 + len(fenced)
