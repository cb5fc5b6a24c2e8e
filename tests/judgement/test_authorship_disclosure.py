import pytest

from bot.judgement.authorship import judge_authorship
from tests.judgement.authorship_cases import agent_rules, commit, pull

USED = [
    ("## AI Disclosure\n\nClaude Sonnet 4.5 used for code generation.", "Claude Code", "Claude Sonnet 4.5"),
    ("AI Disclosure:-\nI have used Claude Code for refactoring", "Claude Code", None),
    ("AI Disclousre:\nGithub copilot used", "Copilot", None),
    ("AI usage: Cursor tab & code generation", "Cursor", None),
    ("> **AI Disclosure**\n>\n> * **Models/Tools Used:**\n>\n>   * Cursor Pro (GPT-5)", "Cursor", "GPT-5"),
    ("## AI disclosure\n- **Model**: Claude Opus 4.5 via OpenCode (CLI)", "opencode", "Claude Opus 4.5"),
    ("### AI assistance disclosure\n- [ ] No\n- [x] Yes - substantive assistance", None, None),
    ("- [x] AI was used to generate this PR\n- [ ] I read it", None, None),
    ("This PR was written with the help of AI.", None, None),
    ("I used an LLM to draft the tests", None, None),
    ("AI Usage\nNo AI except Copilot completions", "Copilot", None),
]
DENIED = [
    "No AI was used for any part of this contribution.",
    "## AI Disclosure\nNone",
    "AI usage: none",
    "### AI Disclosure:\n- no AI used",
    "> AI Disclosure: No AI was used to generate any of this code.",
    "AI Disclosure:-\nI have not used any AI assistance in this PR",
    "## AI disclosure\nI did not use Claude, Copilot or Cursor",
    "### AI assistance\n- [x] No\n- [ ] Yes - minimal assistance",
    "## AI Usage\n---\nN/A",
]
SILENT = [
    "## AI Disclosure\n<!-- State whether AI was used and for what purpose -->\n",
    "- [ ] AI was used to generate this PR",
    "<!-- AI/LLM AGENTS: do NOT check either of the two boxes -->\n- [x] A human read this",
    "## AI Disclosure\n\n## Root cause\nClaude sent an empty body",
    "```\nAI was used to generate this PR\n```",
]


@pytest.mark.parametrize(("body", "agent", "model"), USED)
def test_a_disclosed_use_is_assistance(body: str, agent: str | None, model: str | None) -> None:
    """The tool and the model are named where the author names them."""
    judged = judge_authorship(pull(commit(), body=body), agent_rules())
    assert (judged.outcome, judged.agent, judged.model) == ("assisted", agent, model)


@pytest.mark.parametrize("body", DENIED)
def test_a_denial_is_shown_and_is_not_assistance(body: str) -> None:
    """What the author says is evidence, whatever it says; it does not make anybody "human"."""
    judged = judge_authorship(pull(commit(), body=body), agent_rules())
    assert (judged.outcome, [sign.channel for sign in judged.evidence]) == ("unknown", ["disclosure"])


@pytest.mark.parametrize("body", SILENT)
def test_a_template_that_was_left_alone_says_nothing(body: str) -> None:
    """Comments, unticked boxes, empty sections and examples are not the author's words."""
    assert judge_authorship(pull(commit(), body=body), agent_rules()).evidence == ()


def test_a_disclosure_can_be_forged_and_its_confidence_is_medium() -> None:
    """Anybody can write anything into a description."""
    judged = judge_authorship(pull(commit(), body="AI usage: Claude"), agent_rules())
    assert (judged.confidence, judged.evidence[0].forgeable) == ("medium", True)
