import pytest

from bot.facts.people import Account, Signature
from bot.judgement.authorship import judge_authorship
from tests.judgement.authorship_cases import agent_rules, commit, pull


@pytest.mark.parametrize(
    "name", ["Claude", "Claude Dupont", "Devin", "John M Devin", "Jules", "Jules Verne", "Amp", "Roo", "Cline", "Kiro"]
)
def test_people_who_share_a_name_with_a_tool_are_people(name: str) -> None:
    """As opener, author, co-author, helper and signer."""
    who = Signature(name, f"{name.split(maxsplit=1)[0].lower()}@example.org")
    message = "Fix\n\n" + "\n".join(
        f"{key}: {name} <x@example.org>" for key in ("Co-authored-by", "Assisted-by", "Signed-off-by")
    )
    facts = pull(commit(message, who), commit(f"Fix\n\nAssisted-by: {name}", who), author=Account(name, 0, "User"))
    assert judge_authorship(facts, agent_rules()).outcome == "unknown"


@pytest.mark.parametrize(
    "line",
    [
        "Assisted-by: Jay Satiro",
        "Assisted-by: Dan Fandrich",
        "Assisted-by: claudex on github",
        "assisted-by: Daniel Gustafsson",
    ],
)
def test_thanks_to_a_person_for_assisting_are_not_a_tool(line: str) -> None:
    """Some projects, curl among them, have written it for years."""
    assert judge_authorship(pull(commit(f"lib: fix it\n\n{line}\nCloses #1")), agent_rules()).outcome == "unknown"


@pytest.mark.parametrize(
    "words",
    [
        "Move the cursor to the end. The cursor was used twice.",
        "Adds Claude, GPT-5 and Gemini 2.5 Pro to the list of models.",
        "The AI panel crashed when AI was used in the editor",
        "Fixes the Copilot extension; Generated with love",
        "We use an LLM to summarise. Devin asked for this, Jules tested it.",
        "## AI\n- Claude for summaries\n- ChatGPT for titles",
    ],
)  # fmt: skip
def test_prose_about_tools_is_not_authorship(words: str) -> None:
    """Product names in free text mean nothing."""
    assert judge_authorship(pull(commit(words), body=words), agent_rules()).outcome == "unknown"


@pytest.mark.parametrize(
    "domain",
    [
        "anthropic.com",
        "openai.com",
        "cursor.com",
        "kilocode.ai",
        "roocode.com",
        "aider.chat",
        "cline.bot",
        "all-hands.dev",
    ],
)
def test_people_who_work_for_a_vendor_are_people(domain: str) -> None:
    """Only exact addresses count, never a domain."""
    who = Signature("Sam Staff", f"sam@{domain}")
    assert (
        judge_authorship(pull(commit(f"Fix\n\nCo-authored-by: Sam <sam@{domain}>", who)), agent_rules()).outcome
        == "unknown"
    )


@pytest.mark.parametrize(
    "reviewer", ["175728472+Copilot", "176961590+gemini-code-assist[bot]", "62310815+github-advanced-security[bot]"]
)
def test_accepted_suggestions_are_suggestions_at_most(reviewer: str) -> None:
    """The person accepted them; the person is the author."""
    message = f"Apply suggestion\n\nCo-authored-by: X <{reviewer}@users.noreply.github.com>"
    assert judge_authorship(pull(commit(message)), agent_rules()).outcome == "human_with_suggestions"


def test_a_reviewers_summary_in_the_description_is_nothing() -> None:
    """Bugbot summarises the work of people and of other agents alike."""
    body = "Why\n\n<!-- CURSOR_SUMMARY -->\n> Written by [Cursor Bugbot](https://cursor.com).\n<!-- /CURSOR_SUMMARY -->"
    assert judge_authorship(pull(commit(), body=body), agent_rules()).outcome == "unknown"


def test_a_marker_that_is_quoted_or_shown_as_code_is_not_said() -> None:
    """A pull request about markers shows them."""
    marker = "🤖 Generated with [Claude Code](https://claude.com/claude-code)"
    body = f"> {marker}\n\n```text\n{marker}\n```\n\n~~~\n{marker}\n~~~"
    assert judge_authorship(pull(commit(), body=body), agent_rules()).outcome == "unknown"


def test_the_co_author_line_that_an_editor_added_by_mistake_proves_nothing() -> None:
    """VS Code wrote it on commits without any AI use."""
    assert (
        judge_authorship(pull(commit("Fix\n\nCo-authored-by: Copilot <copilot@github.com>")), agent_rules()).outcome
        == "unknown"
    )


def test_the_same_line_is_shown_beside_a_signal_that_counts() -> None:
    """Corroborating signals count in company of their family."""
    lines = ("Copilot <copilot@github.com>", "Copilot <223556219+Copilot@users.noreply.github.com>")
    message = "Fix\n\n" + "\n".join(f"Co-authored-by: {line}" for line in lines)
    assert len(judge_authorship(pull(commit(message)), agent_rules()).evidence) == 2


def test_a_login_with_another_id_is_somebody_else() -> None:
    """Ids are compared wherever both are known."""
    judged = judge_authorship(pull(commit(), author=Account("devin-ai-integration[bot]", 12345, "Bot")), agent_rules())
    assert (judged.outcome, judged.confidence) == ("automation", "low")


def test_a_user_called_copilot_is_a_user() -> None:
    """GitHub says Bot where it is the app."""
    assert judge_authorship(pull(commit(), author=Account("Copilot", 0, "User")), agent_rules()).outcome == "unknown"
