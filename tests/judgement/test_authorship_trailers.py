import pytest

from bot.judgement.authorship import judge_authorship
from tests.judgement.authorship_cases import agent_rules, commit, pull

LINES = [
    ("Assisted-by: Crush:glm-5.2", "Crush", "glm-5.2"),
    ("Assisted-by: GLM-5 via Crush <crush@charm.land>", "Crush", "GLM-5"),
    ("Assisted-by: AWS Claude Opus 4.5 via Crush <crush@charm.land>", "Crush", "Claude Opus 4.5"),
    ("Assisted-by: OpenAI GPT-5.4", "ChatGPT", "GPT-5.4"),
    ("Assisted-by: ChatGPTv5", "ChatGPT", None),
    ("Assisted-by: Claude:claude-3-opus coccinelle sparse", "Claude Code", "claude-3-opus"),
    ("Generated-by: Claude Code", "Claude Code", None),
    ("Assisted-by: Kimi K2.5", None, "Kimi K2.5"),
    ("Co-authored-by: aider (openrouter/qwen/qwen3-coder) <aider@aider.chat>", "Aider", "openrouter/qwen/qwen3-coder"),
    ("Co-authored-by: Qwen Code <noreply@anthropic.com>", "Qwen Code", None),
    ("Co-authored-by: OpenHands-GPT-X openhands@all-hands.dev", "OpenHands", None),
    ("Co-Authored-By: Claude Fable 5", "Claude Code", "Claude Fable 5"),
    ("   co-authored-by: Claude Sonnet 4.6 <noreply@anthropic.com>   ", "Claude Code", "Claude Sonnet 4.6"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "agent", "model"), LINES)
def test_a_trailer_names_the_tool_and_the_model(line: str, agent: str | None, model: str | None) -> None:
    """In the forms that projects ask for and tools write."""
    judged = judge_authorship(pull(commit(f"Fix it\n\n{line}\n")), agent_rules())
    assert (judged.outcome, judged.agent, judged.model) == ("assisted", agent, model)


@pytest.mark.parametrize("key", ["Reviewed-by", "Reported-by", "Tested-by", "Suggested-by", "Cc", "Requested-by"])
def test_other_trailers_are_not_authorship(key: str) -> None:
    """A tool that reviewed or reported wrote nothing."""
    assert (
        judge_authorship(pull(commit(f"Fix\n\n{key}: Claude <noreply@anthropic.com>")), agent_rules()).outcome
        == "unknown"
    )


def test_the_model_of_most_commits_is_named() -> None:
    """Sessions change models; the answer is one."""
    lines = [
        f"Fix\n\nCo-Authored-By: Claude {name} <noreply@anthropic.com>" for name in ("Opus 5", "Sonnet 5", "Sonnet 5")
    ]
    assert judge_authorship(pull(*map(commit, lines)), agent_rules()).model == "Claude Sonnet 5"


def test_the_tool_of_most_commits_is_named() -> None:
    """Two tools took part; both are evidence, the one with more signs is named."""
    crush, claude = (
        "Fix\n\nAssisted-by: Crush <crush@charm.land>",
        "Fix\n\nCo-authored-by: Claude <noreply@anthropic.com>",
    )
    judged = judge_authorship(pull(commit(claude), commit(crush), commit(crush)), agent_rules())
    assert (judged.agent, [sign.agent for sign in judged.evidence]) == ("Crush", ["Crush", "Claude Code"])
