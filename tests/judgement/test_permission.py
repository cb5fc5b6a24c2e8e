"""Who may use which command where, as one table."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.facts.commands import Asked, Caller, CommandName, CommandPlace, Permission, as_permission, at_least
from bot.facts.wishes import LastWord
from bot.judgement.permission import SWITCHED_OFF, is_blocked, rule_on, rule_on_asked, turns_on_area
from bot.policy.commands import CommandRule, read_command_rules
from bot.shipped import load

RULES = {command.name: command for command in read_command_rules(load()).commands}
STRANGER = Caller("read")
OPENER = Caller("read", is_author=True)
OWNER = Caller("read", owns_area=True)
TRIAGE = Caller("triage")
WRITE = Caller("write")
CALLERS = (STRANGER, OPENER, OWNER, TRIAGE, WRITE)


def answers(name: CommandName, here: CommandPlace, *, blocks: bool = False) -> str:
    """Return one letter for each of the five callers: y allowed, n refused, w wrong place."""
    rulings = [rule_on(existing(name), caller, here, blocks=blocks) for caller in CALLERS]
    return "".join("y" if ruling.allowed else {"-1": "n", "confused": "w"}[ruling.reaction or ""] for ruling in rulings)


def existing(name: CommandName) -> CommandRule:
    """Return the row as if its action existed."""
    return replace(RULES[name], available=True, not_yet=())


@pytest.mark.parametrize(
    ("name", "pull_request", "issue"),
    [  # stranger, opener, owner of the area, triage, write
        ("help", "yyyyy", "yyyyy"),
        ("recheck", "nynyy", "nynyy"),
        ("split", "nynyy", "wwwww"),
        ("checklist", "nynyy", "wwwww"),
        ("explain", "nyyyy", "nyyyy"),
        ("ignore", "nynyy", "wwwww"),
        ("observe", "nnnyy", "nnnyy"),
        ("area", "wwwww", "nyyyy"),
        ("not-mine", "wwwww", "nnyyy"),
        ("duplicate", "wwwww", "nyyyy"),
        ("report", "wwwww", "nnynn"),
        ("away", "wwwww", "nnynn"),
    ],
)
def test_who_may_do_what_where(name: CommandName, pull_request: str, issue: str) -> None:
    """The table that people read is the table that decides."""
    assert (pull_request, issue) == (answers(name, "pull_request"), answers(name, "issue"))


def test_a_block_is_lifted_with_triage_permission_only() -> None:
    """An author can silence words, not a failing check."""
    assert (answers("ignore", "pull_request"), answers("ignore", "pull_request", blocks=True)) == ("nynyy", "nnnyy")


@pytest.mark.parametrize(
    ("asked", "is_so"),
    [
        (Asked("ignore", ("missing_rationale/retry",)), True),
        (Asked("ignore", ("missing_rationale",)), True),
        (Asked("ignore", ("missing_rationale/timeout",)), False),
        (Asked("ignore", ("missing",)), False),
        (Asked("observe"), True),
    ],
)
def test_which_commands_are_about_a_block(asked: Asked, *, is_so: bool) -> None:
    """The rule itself, its family, or everything."""
    assert is_so == is_blocked(asked, LastWord("block", frozenset({"missing_rationale/retry"})))


def test_nothing_is_about_a_block_where_nothing_blocks() -> None:
    """An author may have everything observed."""
    assert not is_blocked(Asked("observe"), LastWord("comment"))


def test_an_author_lifts_no_block_of_the_rule_that_is_named() -> None:
    """What was decided last says whether the rule blocks."""
    ruled = [
        rule_on_asked(
            existing("ignore"), Asked("ignore", ("too_large",)), OPENER, "pull_request", LastWord("block", blocking)
        ).allowed
        for blocking in (frozenset({"too_large"}), frozenset({"scattered"}))
    ]
    assert ruled == [False, True]


def test_a_repository_that_switched_the_app_off_is_not_answered() -> None:
    """Whoever asks, for whatever."""
    rulings = {rule_on_asked(rule, Asked(name), WRITE, "issue", LastWord("off")) for name, rule in RULES.items()}
    assert rulings == {SWITCHED_OFF}


def test_who_owns_the_area_is_asked_only_where_it_decides() -> None:
    """A stranger's `explain` turns on it; that of somebody who may anyway, and what owners may not, do not."""
    cases: list[tuple[CommandName, Caller]] = [
        ("explain", STRANGER), ("explain", TRIAGE), ("ignore", STRANGER), ("area", STRANGER),
    ]  # fmt: skip
    looked_up = [
        turns_on_area(existing(name), Asked(name), caller, "pull_request", LastWord()) for name, caller in cases
    ]
    assert looked_up == [True, False, False, False]


def test_a_refusal_says_who_may() -> None:
    """Words for the audit trail and the log; on GitHub the answer is a reaction."""
    ruling = rule_on(RULES["ignore"], STRANGER, "pull_request")
    assert ruling.why == "`ignore` is for the author of the pull request, people with triage permission"


def test_what_does_not_exist_yet_is_told_apart_from_what_is_not_allowed() -> None:
    """Confused for those who may, thumbs down for those who may not."""
    split = replace(RULES["split"], available=False)
    assert ["confused", "-1"] == [rule_on(split, caller, "pull_request").reaction for caller in (OPENER, STRANGER)]


def test_other_apps_get_no_answer() -> None:
    """Two bots that answer each other never end."""
    ruling = rule_on(RULES["help"], Caller("admin", is_bot=True), "issue")
    assert (False, None) == (ruling.allowed, ruling.reaction)


@pytest.mark.parametrize(
    ("word", "permission"),
    [("ADMIN", "admin"), ("triage", "triage"), ("Maintain", "maintain"), ("push", "none"), ("", "none"), ("ﬁ", "none")],
)
def test_an_unknown_role_gives_no_permission(word: str, permission: str) -> None:
    """A role that GitHub adds tomorrow opens nothing today."""
    assert permission == as_permission(word)


LEVELS = st.sampled_from(get_args(Permission))
CALLER = st.builds(Caller, LEVELS, is_author=st.booleans(), owns_area=st.booleans())


@given(
    caller=CALLER,
    more=LEVELS,
    name=st.sampled_from(list(RULES)),
    here=st.sampled_from(get_args(CommandPlace)),
    blocks=st.booleans(),
)
def test_more_permission_never_allows_less(
    caller: Caller, more: Permission, name: CommandName, here: CommandPlace, *, blocks: bool
) -> None:
    """Whoever may do it with less may do it with more."""
    assume(at_least(more, caller.permission))
    callers = (caller, replace(caller, permission=more))
    less_may, more_may = (rule_on(existing(name), each, here, blocks=blocks).allowed for each in callers)
    assert more_may >= less_may


def test_a_command_may_work_in_one_place_only() -> None:
    """Where it does not work yet it is refused politely, to those who may use it."""
    here_only = replace(existing("observe"), not_yet=("issue",))
    answers = [rule_on(here_only, Caller("triage"), here).reaction for here in ("pull_request", "issue")]
    assert answers == ["+1", "confused"]
