from dataclasses import replace

import pytest

from bot.facts.people import Account, Signature
from bot.facts.verdict import Authorship, AuthorshipSign
from bot.judgement.authorship import judge_authorship
from tests.judgement.authorship_cases import ADA, CLAUDE_LINE, COPILOT, DEPENDABOT, agent_rules, commit, pull

BOT = Account("Copilot", 198982749, "Bot")
SUGGESTION = "Apply suggestion\n\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>"
DENIAL = "## AI disclosure\nNo AI was used for any part of this contribution."


def test_an_agents_account_that_opens_is_an_agent_whoever_commits() -> None:
    """The opener's id and type come from GitHub and cannot be forged."""
    judged = judge_authorship(pull(commit(), author=BOT), agent_rules())
    sign = AuthorshipSign("opener", "Copilot", forgeable=False, agent="Copilot coding agent", entry="copilot-agent")
    assert judged == Authorship("agent", "Copilot coding agent", None, "high", (replace(sign, confidence="high"),))


def test_most_commits_by_an_agent_make_an_agent() -> None:
    """A person opened it, an agent mostly wrote it."""
    judged = judge_authorship(pull(commit(), commit(author=COPILOT), commit(author=COPILOT)), agent_rules())
    assert (judged.outcome, judged.agent, judged.confidence) == ("agent", "Copilot coding agent", "high")


def test_half_of_the_commits_is_not_mostly() -> None:
    """One commit each: a person was assisted."""
    assert judge_authorship(pull(commit(), commit(author=COPILOT)), agent_rules()).outcome == "assisted"


def test_a_trailer_on_a_persons_commit_is_assistance_with_the_model() -> None:
    """The co-author line names the model; the context window is not part of its name."""
    judged = judge_authorship(pull(commit(f"Fix it\n\n{CLAUDE_LINE}")), agent_rules())
    sign = AuthorshipSign(
        "trailer", CLAUDE_LINE, forgeable=True, agent="Claude Code", entry="claude-code", model="Claude Opus 4.6"
    )
    assert judged == Authorship(
        "assisted", "Claude Code", "Claude Opus 4.6", "high", (replace(sign, confidence="high"),)
    )


def test_a_trailer_in_the_middle_of_a_squash_message_counts() -> None:
    """Git's own trailer parser does not see it; squash messages are full of them."""
    message = f"Add it (#7)\r\n\r\n* first\r\n\r\n{CLAUDE_LINE}\r\n\r\n* second\r\n\r\nmore words\r\n"
    assert judge_authorship(pull(commit(message)), agent_rules()).model == "Claude Opus 4.6"


def test_accepted_suggestions_leave_the_change_a_persons() -> None:
    """A reviewer's trailer is not authorship."""
    judged = judge_authorship(pull(commit(), commit(SUGGESTION)), agent_rules())
    assert (judged.outcome, judged.agent) == ("human_with_suggestions", "Copilot review")


def test_a_bump_is_automation() -> None:
    """Dependabot's account and commit."""
    judged = judge_authorship(
        pull(commit(author=DEPENDABOT), author=Account("dependabot[bot]", 49699333, "Bot")), agent_rules()
    )
    assert (judged.outcome, judged.agent, judged.evidence[0].forgeable) == ("automation", "Dependabot", False)


def test_formatting_by_a_robot_does_not_make_a_persons_change_automation() -> None:
    """Commits of automation are left out when authors are counted."""
    assert judge_authorship(pull(commit(), *[commit(author=DEPENDABOT)] * 3), agent_rules()).outcome == "unknown"


def test_an_app_that_nobody_listed_is_automation_with_low_confidence() -> None:
    """It is no person, and more is not known."""
    judged = judge_authorship(pull(author=Account("our-release[bot]", 99, "Bot")), agent_rules())
    assert (judged.outcome, judged.agent, judged.confidence) == ("automation", "our-release[bot]", "low")


def test_a_workflow_that_commits_an_agents_work_is_the_agent() -> None:
    """github-actions[bot] committed it with Claude's co-author line: there is no person in between."""
    robot = Signature("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
    judged = judge_authorship(pull(commit(f"Fix\n\n{CLAUDE_LINE}", robot)), agent_rules())
    assert (judged.outcome, judged.agent) == ("agent", "Claude Code")


def test_nothing_found_is_unknown_and_never_human() -> None:
    """Absence of evidence is no evidence."""
    assert judge_authorship(pull(commit()), agent_rules()) == Authorship()


def test_a_task_link_makes_a_persons_pull_request_the_agents() -> None:
    """Codex cloud opens and commits in the person's name; the link is what is left."""
    body = "## Summary\n\n------\nhttps://chatgpt.com/codex/tasks/task_e_68f0c3a1b2d4832e9f0a1b2c3d4e5f60"
    judged = judge_authorship(pull(commit(), body=body, labels=("codex",)), agent_rules())
    assert (judged.outcome, judged.agent, [sign.channel for sign in judged.evidence]) == (
        "agent",
        "Codex",
        ["body", "label"],
    )


def test_a_second_channel_raises_the_confidence_by_one_step() -> None:
    """A branch alone is weak; the label beside it makes it less so."""
    alone, both = pull(commit(), branch="codex/search"), pull(commit(), branch="codex/search", labels=("Codex",))
    assert [judge_authorship(facts, agent_rules()).confidence for facts in (alone, both)] == ["low", "medium"]


def test_a_denial_is_believed_over_a_weak_branch_name() -> None:
    """A person may call a branch anything."""
    judged = judge_authorship(pull(commit(), branch="codex/search", body=DENIAL), agent_rules())
    assert (judged.outcome, [sign.channel for sign in judged.evidence]) == ("unknown", ["disclosure"])


def test_a_denial_does_not_undo_a_trailer_and_both_are_shown() -> None:
    """The reader sees the contradiction and asks."""
    judged = judge_authorship(pull(commit(f"Fix\n\n{CLAUDE_LINE}"), body=DENIAL), agent_rules())
    assert (judged.outcome, [sign.channel for sign in judged.evidence]) == ("assisted", ["trailer", "disclosure"])


@pytest.mark.parametrize(
    ("committer", "forgeable"), [(COPILOT, False), (Signature("GitHub", "noreply@github.com"), False), (ADA, True)]
)
def test_a_verified_commit_vouches_for_its_committer_only(committer: Signature, forgeable: bool) -> None:  # noqa: FBT001 - a case
    """A person with a key can sign a commit that names any author."""
    judged = judge_authorship(pull(commit(author=COPILOT, committer=committer, verified=True)), agent_rules())
    assert judged.evidence[0].forgeable == forgeable


def test_an_unverified_commit_can_be_anybodys() -> None:
    """`git config user.email` is all it takes."""
    assert judge_authorship(pull(commit(author=COPILOT)), agent_rules()).evidence[0].forgeable


def test_the_app_that_acted_for_a_person_is_githubs_word() -> None:
    """`performed_via_github_app` cannot be forged."""
    judged = judge_authorship(replace(pull(commit()), via_app="copilot-swe-agent"), agent_rules())
    assert (judged.outcome, judged.evidence[0].forgeable) == ("agent", False)


def test_a_timeline_event_says_that_the_agent_took_part() -> None:
    """A person can ask Copilot for one change on a pull request of their own."""
    judged = judge_authorship(replace(pull(commit()), timeline=("labeled", "copilot_work_started")), agent_rules())
    sign = AuthorshipSign(
        "timeline", "copilot_work_started", forgeable=False, agent="Copilot coding agent", entry="copilot-agent"
    )
    assert (judged.outcome, judged.evidence[0]) == ("assisted", replace(sign, confidence="high"))


def test_an_agents_commits_that_came_in_with_a_merge_are_not_this_change() -> None:
    """They landed through pull request 5; this one is a person's."""
    merged_in = [
        commit("Add search (#5)", COPILOT),
        commit("Add sort (#6)", COPILOT),
        commit("Merge branch 'main' into topic"),
    ]
    assert judge_authorship(pull(commit(), *merged_in), agent_rules()).outcome == "unknown"


def test_a_merge_made_by_an_agent_is_not_a_commit_of_its_own() -> None:
    """The button that updates a branch writes no code."""
    assert (
        judge_authorship(pull(commit(), commit("Merge branch 'main' into topic", COPILOT)), agent_rules()).outcome
        == "unknown"
    )


def test_a_signal_outside_its_dates_does_not_fire() -> None:
    """`Made-with: Cursor` was not written in 2021."""
    old = replace(ADA, date="2021-05-01T10:00:00Z")
    judged = [
        judge_authorship(pull(commit("Fix\n\nMade-with: Cursor", who)), agent_rules()).outcome for who in (ADA, old)
    ]
    assert judged == ["assisted", "unknown"]


def test_an_agent_is_named_with_the_opener_withheld() -> None:
    """A local bundle knows a name from git and no account."""
    assert (
        judge_authorship(pull(commit(author=COPILOT), author=Account("")), agent_rules()).agent
        == "Copilot coding agent"
    )
