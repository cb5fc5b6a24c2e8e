"""Commands from the comment to the reaction, through the real door, queue and client, against the practice GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.inbox.commands import Commands
from tests.journeys.stage import OWNERSHIP, PERMISSIONS, RULES, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.comments import PracticeComment
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = PERMISSIONS
Files = dict[str, str | bytes | None]
RULE = "missing_rationale/dependency_added"
COMMENT_MODE: Files = {RULES: "mode: comment\n"}
BLOCK_MODE: Files = {RULES: f"mode: comment\nsignals:\n  {RULE}: block\n"}
REACTIONS = "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"
PACKAGE = '{\n  "dependencies": {\n    "a": "^1.0.0"\n  }\n}\n'


async def opened(stage: Stage, rules: Files = COMMENT_MODE) -> PracticePullRequest:
    """Return a pull request of ana's that adds a dependency without a word, and was looked at."""
    stage.shop.commit({**rules, "package.json": PACKAGE})
    added = PACKAGE.replace('"a": "^1.0.0"', '"a": "^1.0.0",\n    "left-pad": "^1.3.0"')
    pull = stage.shop.open_pull_request(title="Tidy", author=stage.ana, files={"package.json": added})
    await stage.settle()
    stage.forget_calls()
    return pull


def person(stage: Stage, login: str, permission: str) -> Account:
    """Return somebody with a permission in the repository."""
    account = stage.practice.account(login)
    stage.shop.collaborator(account, permission)
    return account


async def says(stage: Stage, pull: PracticePullRequest, words: str, by: Account | None = None) -> PracticeComment:
    """Return a person's comment that was heard."""
    comment = pull.comment(words, by=by or stage.ana)
    await stage.settle()
    return comment


def reactions(comment: PracticeComment) -> list[str]:
    """Return our reactions to a comment."""
    return [reaction.content for reaction in comment.reactions if reaction.by.login == "onesitting[bot]"]


async def test_the_answer_is_a_reaction_and_no_word(stage: Stage) -> None:
    """The author may ask for another look; nothing changed, so nothing is written."""
    pull = await opened(stage)
    comment = await says(stage, pull, "Thanks.\n\n/onesitting recheck\n")
    assert reactions(comment) == ["+1"]
    assert [call.path.rpartition("/")[2] for call in stage.writes] == ["reactions"]
    assert len(stage.reads) <= 7  # comment, what it is on, permission; then the pull request as ever


async def test_a_recheck_does_not_wait_for_the_window(stage: Stage) -> None:
    """What was accepted is looked at in the same moment."""
    pull = await opened(stage)
    pull.comment("/onesitting recheck", by=stage.ana)
    await stage.deliver()
    stage.clock.advance(11)
    assert await stage.bot.drain() == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("/onesitting observe", ["-1"]),
        ("/onesitting rechek", ["confused"]),
        ("/onesitting split", ["+1"]),
        ("/onesitting area checkout", ["confused"]),
        ("/onesitting ignore no_such_rule because", ["confused"]),
        ("/onesitting recheck\n\n/onesitting observe\n\n/onesitting recheck", ["+1", "-1"]),
        ("> /onesitting recheck", []),
        ("```\n/onesitting recheck\n```", []),
        ("- /onesitting recheck", []),
        ("Try `/onesitting recheck`.", []),
    ],
)
async def test_what_an_author_gets_for_what(stage: Stage, words: str, expected: list[str]) -> None:
    """Accepted, not allowed, not understood; in quotations, code and lists nothing was said to us."""
    comment = await says(stage, await opened(stage), words)
    assert sorted(reactions(comment)) == sorted(expected)


async def test_a_stranger_is_refused(stage: Stage) -> None:
    """Permission is asked of GitHub in that moment, and nothing is looked at."""
    pull = await opened(stage)
    comment = await says(stage, pull, f"/onesitting ignore {RULE} because I say so", stage.practice.account("zed"))
    assert reactions(comment) == ["-1"]
    assert "### Asked for" not in str(pull.check_runs[-1].summary)


async def test_a_redelivery_repeats_nothing(stage: Stage) -> None:
    """The same event again, and an edit that leaves the line alone: nothing is carried out twice."""
    pull = await opened(stage)
    comment = await says(stage, pull, "/onesitting recheck")
    comment.edit("/onesitting recheck\n\nThank you!")
    stage.forget_calls()
    await stage.settle()
    assert (reactions(comment), stage.writes) == (["+1"], [])
    assert stage.operations("PullRequestSaid") == 0


async def test_only_what_an_edit_adds_is_carried_out(stage: Stage) -> None:
    """A quotation whose marks are taken away is old; a new line is new."""
    pull = await opened(stage)
    comment = await says(stage, pull, "> /onesitting recheck")
    comment.edit("/onesitting recheck")
    await stage.settle()
    assert reactions(comment) == []
    comment.edit("/onesitting recheck\n\n/onesitting explain")
    await stage.settle()
    assert reactions(comment) == ["+1"]
    assert "### Every rule that was looked at" in str(pull.check_runs[-1].text)
    assert f"`{RULE}`" in str(pull.check_runs[-1].text)


async def test_an_ignored_rule_is_on_record_with_who_and_why(stage: Stage) -> None:
    """The comment is withdrawn or resolved, the check run tells the rule, the person and the reason, made inert."""
    pull = await opened(stage)
    comment = await says(stage, pull, f'/onesitting ignore {RULE} "one mechanical rename @acme/team </details>"')
    summary = str(pull.check_runs[-1].summary)
    assert reactions(comment) == ["+1"]
    assert "1 rule ignored here." in summary
    assert f"- `{RULE}`: `ana` asked on 20" in summary
    assert "`one mechanical rename @\u200bacme/team </details>`. That lifts no block." in summary
    assert pull.comments[0].minimized
    assert stage.practice.pings_by_app() == []


async def test_a_rule_of_the_repositorys_own_can_be_ignored(stage: Stage) -> None:
    """It was looked at here, so that its id is known here."""
    hotspot = (
        "{id: manifest, title: Manifest, risk: 5, level: act, says: 'Why {what}?', asks: 'Say why {what}.',"
        " check: 'Right?', words: [manifest], watch: [{files: package.json}]}"
    )
    pull = await opened(stage, {RULES: f"mode: comment\nhotspots: {hotspot}\n"})
    comment = await says(stage, pull, "/onesitting ignore missing_rationale/manifest agreed")
    assert reactions(comment) == ["+1"]
    assert "- `missing_rationale/manifest`: `ana` asked on 20" in str(pull.check_runs[-1].summary)


async def test_deleting_the_comment_takes_it_back(stage: Stage) -> None:
    """The rule speaks again."""
    pull = await opened(stage)
    comment = await says(stage, pull, f"/onesitting ignore {RULE} one mechanical rename")
    comment.delete()
    await stage.settle()
    assert "### Asked for" not in str(pull.check_runs[-1].summary)
    assert not pull.comments[0].minimized


async def test_taking_the_line_out_takes_it_back_and_putting_it_back_asks_anew(stage: Stage) -> None:
    """A line that is gone is no longer asked for; added again it is new."""
    pull = await opened(stage)
    comment = await says(stage, pull, f"/onesitting ignore {RULE} one mechanical rename")
    comment.edit("Never mind.")
    await stage.settle()
    assert "### Asked for" not in str(pull.check_runs[-1].summary)
    comment.edit(f"/onesitting ignore {RULE} one mechanical rename")
    await stage.settle()
    assert "1 rule ignored here." in str(pull.check_runs[-1].summary)


async def test_a_block_is_lifted_by_triage_permission_only(stage: Stage) -> None:
    """The author may not; whoever triages may, and the check run says who did."""
    pull = await opened(stage, BLOCK_MODE)
    assert pull.check_runs[-1].conclusion == "failure"
    mine = await says(stage, pull, f"/onesitting ignore {RULE} trust me")
    assert (reactions(mine), pull.check_runs[-1].conclusion) == (["-1"], "failure")
    theirs = await says(stage, pull, f"/onesitting ignore {RULE} agreed", person(stage, "maya", "triage"))
    assert (reactions(theirs), pull.check_runs[-1].conclusion) == (["+1"], "success")
    assert "`maya` asked on" in str(pull.check_runs[-1].summary)
    assert "A block by it is lifted." in str(pull.check_runs[-1].summary)


async def test_what_was_ignored_before_it_blocked_is_no_way_around_it(stage: Stage) -> None:
    """The author silenced words; a maintainer makes the rule block later: it blocks."""
    pull = await opened(stage)
    await says(stage, pull, f"/onesitting ignore {RULE} one mechanical rename")
    stage.shop.commit(BLOCK_MODE)
    await says(stage, pull, "/onesitting recheck")
    assert pull.check_runs[-1].conclusion == "failure"


async def test_observe_lets_nothing_fail_and_says_nothing(stage: Stage) -> None:
    """Until the comment that asked for it is deleted."""
    pull = await opened(stage, BLOCK_MODE)
    comment = await says(stage, pull, "/onesitting observe", person(stage, "maya", "triage"))
    check = pull.check_runs[-1]
    assert (reactions(comment), check.conclusion, pull.comments[0].minimized) == (["+1"], "neutral", True)
    assert str(check.title).startswith("Observe: ")
    assert "which `maya` asked for" in str(check.summary)
    comment.delete()
    await stage.settle()
    assert pull.check_runs[-1].conclusion == "failure"


async def test_an_expedited_commit_is_merged_without_the_verdict(stage: Stage) -> None:
    """Write permission, asked of GitHub in that moment; the check holds up nothing and says who, when and why."""
    pull = await opened(stage, BLOCK_MODE)
    refused = [
        await says(stage, pull, "/onesitting expedite the shop is down", by)
        for by in (stage.ana, person(stage, "maya", "triage"))
    ]
    assert [reactions(comment) for comment in refused] == [["-1"], ["-1"]]
    assert pull.check_runs[-1].conclusion == "failure"
    comment = await says(stage, pull, "/onesitting expedite the shop is down", person(stage, "wren", "write"))
    check = pull.check_runs[-1]
    assert (reactions(comment), check.conclusion, pull.comments[0].minimized) == (["+1"], "neutral", True)
    assert str(check.title).startswith("Expedited: Fits one sitting: ")
    assert "- Expedited: `wren` asked on 20" in str(check.summary)
    assert f"saying `the shop is down`, for `{pull.head_sha[:7]}`. This check holds up nothing" in str(check.summary)
    assert "still fails the check" not in str(check.summary)


async def test_a_push_ends_what_was_expedited(stage: Stage) -> None:
    """Whoever let one commit through has not seen the next one."""
    pull, wren = await opened(stage, BLOCK_MODE), person(stage, "wren", "write")
    await says(stage, pull, "/onesitting expedite the shop is down", wren)
    pull.push(files={"more.py": "x = 1\n"})
    await stage.settle()
    check = pull.check_runs[-1]
    assert check.conclusion == "failure"
    assert "- No longer expedited: `wren` asked on 20" in str(check.summary)
    await says(stage, pull, "/onesitting expedite the shop is still down", wren)
    assert pull.check_runs[-1].conclusion == "neutral"


async def test_a_commit_that_was_pushed_behind_the_words_is_not_let_through(stage: Stage) -> None:
    """Who asked saw the commit before it; once the new one is judged, they may ask again."""
    pull, wren = await opened(stage, BLOCK_MODE), person(stage, "wren", "write")
    pull.push(files={"more.py": "x = 1\n"})
    comment = await says(stage, pull, "/onesitting expedite the shop is down", wren)
    assert (reactions(comment), pull.check_runs[-1].conclusion) == (["confused"], "failure")
    again = await says(stage, pull, "/onesitting expedite the shop is down", wren)
    assert (reactions(again), pull.check_runs[-1].conclusion) == (["+1"], "neutral")


async def test_what_was_expedited_is_taken_back_and_stays_on_record(stage: Stage) -> None:
    """Without its comment it ends; a report can tell of it all the same."""
    pull = await opened(stage, BLOCK_MODE)
    since, head = stage.clock.now(), pull.head_sha
    comment = await says(stage, pull, "/onesitting expedite the shop is down", person(stage, "wren", "write"))
    book = Commands(stage.bot.database)
    (standing,) = await book.expedited(stage.shop.id, since)
    assert (standing.number, standing.by, standing.reason) == (pull.number, "wren", "the shop is down")
    assert (standing.sha, standing.taken_back) == (head, False)
    comment.delete()
    await stage.settle()
    assert pull.check_runs[-1].conclusion == "failure"
    assert [one.taken_back for one in await book.expedited(stage.shop.id, since)] == [True]
    assert await book.expedited(stage.shop.id, stage.clock.now()) == ()


async def test_help_and_checklist_stand_in_the_check_run(stage: Stage) -> None:
    """Both are open, before everything else, and no second comment is written."""
    pull = await opened(stage)
    await says(stage, pull, "/onesitting help", stage.practice.account("zed"))
    await says(stage, pull, "/onesitting checklist")
    text = str(pull.check_runs[-1].text)
    assert text.startswith("### What may be asked for here\n")
    assert "\n### Reviewer's checklist\n" in text
    assert [comment.author.login for comment in pull.comments].count("onesitting[bot]") == 1


async def test_bots_and_we_ourselves_are_not_answered(stage: Stage) -> None:
    """By account type and by the app's id, whatever the comment says: two machines never talk."""
    pull = await opened(stage)
    other = stage.practice.account("renovate[bot]", type="Bot")
    theirs = await says(stage, pull, "/onesitting recheck", other)
    us = pull.comments[0].author
    ours = pull.comment("/onesitting recheck", by=us, via=stage.practice.world.app)
    through_us = pull.comment("/onesitting recheck", by=stage.ana, via=stage.practice.world.app)
    await stage.settle()
    assert [reactions(comment) for comment in (theirs, ours, through_us)] == [[], [], []]
    assert stage.writes == []


async def test_a_switched_off_repository_hears_nothing(stage: Stage) -> None:
    """`mode: off` is a maintainer's word."""
    pull = await opened(stage, {RULES: "mode: off\n"})
    comment = await says(stage, pull, "/onesitting help")
    assert (reactions(comment), pull.check_runs) == ([], [])


async def test_buttons_are_held_to_the_same_table(stage: Stage) -> None:
    """The author may see plan and checklist; only triage permission observes, and the button turns round."""
    pull = await opened(stage, BLOCK_MODE)
    assert [action["identifier"] for action in pull.check_runs[-1].actions] == ["split", "observe", "checklist"]
    pull.check_runs[-1].press("checklist", by=stage.ana)
    pull.check_runs[-1].press("observe", by=stage.ana)
    await stage.settle()
    check = pull.check_runs[-1]
    assert str(check.text).startswith("### Reviewer's checklist\n")
    assert check.conclusion == "failure"
    maya = person(stage, "maya", "triage")
    check.press("observe", by=maya)
    await stage.settle()
    assert pull.check_runs[-1].conclusion == "neutral"
    pull.check_runs[-1].press("speak", by=maya)
    await stage.settle()
    assert pull.check_runs[-1].conclusion == "failure"


async def test_a_button_ends_what_a_comment_began(stage: Stage) -> None:
    """And the comment does not begin it again when it is edited."""
    pull, maya = await opened(stage, BLOCK_MODE), person(stage, "maya", "triage")
    comment = await says(stage, pull, "/onesitting observe", maya)
    pull.check_runs[-1].press("speak", by=maya)
    await stage.settle()
    comment.edit("/onesitting observe\n\nSee above.")
    await stage.settle()
    assert pull.check_runs[-1].conclusion == "failure"


async def test_a_custom_role_counts_as_what_it_includes(stage: Stage) -> None:
    """An organisation's own role has a name nobody knows; what it may do stands beside it."""
    pull = await opened(stage)
    comment = await says(stage, pull, "/onesitting observe", person(stage, "maya", "release-manager:triage"))
    assert reactions(comment) == ["+1"]


async def test_the_owner_of_an_area_may_have_it_explained(stage: Stage) -> None:
    """Owners answer for what users meet: the map names them, whatever they may do in the repository."""
    stage.shop.commit({OWNERSHIP: "version: 1\nareas:\n  search:\n    owner: eve\n    description: finding things\n"})
    pull = await opened(stage)
    owner = await says(stage, pull, "/onesitting explain", stage.practice.account("eve"))
    stranger = await says(stage, pull, "/onesitting explain", stage.practice.account("zed"))
    assert (reactions(owner), reactions(stranger)) == (["+1"], ["-1"])


async def test_an_answer_that_was_lost_is_given_later(stage: Stage) -> None:
    """GitHub did not take the reaction: the command stands once, and the reaction comes with the next attempt."""
    pull = await opened(stage)
    stage.practice.fault("POST", REACTIONS, status=502)
    comment = await says(stage, pull, f"/onesitting ignore {RULE} agreed")
    stage.clock.advance(60)
    await stage.bot.drain()
    assert reactions(comment) == ["+1"]
    assert str(pull.check_runs[-1].summary).count("`ana` asked on") == 1


@pytest.mark.parametrize("way", ["label", "description"])
async def test_a_label_and_a_line_silence_words_and_lift_no_block(stage: Stage, way: str) -> None:
    """The other ways to ask for it, open to whoever may set them: no comment, and the check still fails."""
    stage.shop.commit({RULES: "mode: comment\nsignals: {too_large: block}\n"})
    body = "Everything at once.\n\nonesitting: ignore\n" if way == "description" else "Everything at once."
    labels = ("onesitting: ignore",) if way == "label" else ()
    pull = stage.shop.open_pull_request(
        title="Everything", body=body, labels=labels, author=stage.ana, files=large_change()
    )
    await stage.settle()
    assert (pull.comments, pull.check_runs[0].conclusion) == ([], "failure")
