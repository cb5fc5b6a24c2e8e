from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.people import Account
from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import Authorship, Reasoning, ReasoningLog
from bot.judgement.reasoning import find_reasoning
from bot.judgement.reasoning.logs import logs_in
from bot.policy.reasoning import Declaration
from tests.judgement.authorship_cases import ADA, CLAUDE_LINE, COPILOT, agent_rules, commit, pull

AGENT = Authorship("agent", confidence="high")
BOT = Account("devin-ai-integration[bot]", 158243242, "Bot")
RUN = "https://app.devin.ai/sessions/0123456789abcdef0123456789abcdef"
LOGS = [(agent.id, log) for agent in agent_rules().agents for log in agent.logs]
NAMED = [pytest.param(log.what, text, id=f"{name}: {text}") for name, log in LOGS for text in log.examples]
UNNAMED = [pytest.param(text, id=f"{name}: {text}") for name, log in LOGS for text in log.not_examples]
ASKED: dict[Literal["answers", "read", "ran"], Declaration] = {
    "answers": agent_rules().declarations.answers,
    "read": agent_rules().declarations.read,
    "ran": agent_rules().declarations.ran,
}


def reasoning(body: str, *, author: Account = BOT, messages: tuple[str, ...] = ()) -> Reasoning:
    """Return what an agent's change with this description shows."""
    facts = PullRequestFacts("7", "Mend", body, (), author=author, commits=tuple(commit(each) for each in messages))
    found = find_reasoning(facts, AGENT, agent_rules())
    assert found is not None
    return found


@pytest.mark.parametrize(("what", "text"), NAMED)
def test_a_log_is_found_by_its_examples(what: str, text: str) -> None:
    """Each entry's examples name exactly one log of its kind, in a description and in a commit message."""
    assert [log.what for log in reasoning(text).logs] == [what]
    assert [log.what for log in reasoning("", messages=(f"Mend\n\n{text}",)).logs] == [what]


@pytest.mark.parametrize("text", UNNAMED)
def test_a_near_miss_is_no_log(text: str) -> None:
    """Another host, another page or half an id is nothing that anybody should be sent to."""
    assert reasoning(text).logs == ()


def test_every_log_has_examples_of_both_sorts() -> None:
    """An entry proves itself."""
    assert [name for name, log in LOGS if not log.examples or not log.not_examples] == []


@pytest.mark.parametrize("question", ASKED)
def test_declarations_are_found_by_their_examples(question: Literal["answers", "read", "ran"]) -> None:
    """A person's words count wherever they open; "I" counts only from a person; a near miss never does."""
    asked, ada = ASKED[question], Account("ada", 11)
    found = {text: getattr(reasoning(text), question) for text in asked.examples}
    assert [text for text, said in found.items() if not said] == []
    assert [text for text in asked.own_examples if not getattr(reasoning(text, author=ada), question)] == []
    assert [text for text in asked.own_examples if getattr(reasoning(text), question)] == []
    assert [text for text in asked.not_examples if getattr(reasoning(text, author=ada), question)] == []


def test_what_is_declared_is_quoted() -> None:
    """The reader sees the words themselves, from a section, a colon or a box."""
    body = (
        "Who answers review comments:\n\n- [x] @ada will read and reply\n- [ ] Nobody\n\n- [x] A human has tested this"
    )
    assert reasoning(body) == Reasoning(answers=("@ada will read and reply",), ran=("A human has tested this",))


def test_a_person_beside_an_agents_commits_answers_for_it() -> None:
    """Tools add who asked for the work as co-author; other tools and co-authors of a person's commits do not count."""
    trailers = (
        "Co-Authored-By: Ada Example <ada@example.org>\nCo-authored-by: x[bot] <1+x[bot]@users.noreply.github.com>"
    )
    message = f"Mend\n\n{trailers}\n{CLAUDE_LINE}"
    by_agent, by_person = (pull(commit(message, who), author=BOT) for who in (COPILOT, ADA))
    found = [find_reasoning(facts, AGENT, agent_rules()) for facts in (by_agent, by_person)]
    assert [each.answers for each in found if each] == [("Ada Example",), ()]


def test_mail_addresses_are_not_published_again() -> None:
    """Who asked for it stays readable."""
    assert reasoning("Requested by: Ada (ada@example.org)").answers == ("Ada (ada@…)",)


@pytest.mark.parametrize(
    "body",
    [
        f"Not ours: https://evil.example/?to={RUN}",
        f"```\n{RUN}\n```",
        f"<!-- {RUN} -->",
        RUN.replace("app.devin.ai", "app.devin.ai.evil.example"),
        RUN.replace("app.devin.ai", "app.devin.ai@evil.example"),
        RUN.replace("https:", "http:"),
        RUN.replace("devin", "devіn"),  # noqa: RUF001 - a Cyrillic letter
    ],
)
def test_an_address_elsewhere_is_none_of_ours(body: str) -> None:
    """Only a whole address on a known host counts, and only where somebody says it."""
    assert reasoning(body).logs == ()


def test_a_link_is_made_of_the_rules_host() -> None:
    """What stands behind the page does not come with it."""
    assert reasoning(f"[run]({RUN}?next=//evil.example)").logs == (ReasoningLog("run", "Devin", RUN, RUN),)


def test_an_address_without_end_is_no_log() -> None:
    """It would fill the one comment by itself."""
    address = "https://claude.ai/code/session_" + "011CUK" * 9_000
    assert list(logs_in(f"See {address} here", agent_rules())) == []


def test_a_prompt_in_the_description_counts() -> None:
    """The plan itself is better than a link to it; an empty heading is not."""
    assert [log.text for log in reasoning("Does it\n\n## Original prompt\n\nMake it so").logs] == ["Original prompt"]
    assert reasoning("## Plan\n\n## Tests\n- all").logs == ()


def test_people_are_not_asked() -> None:
    """Without an agent or a tool there is nothing to show."""
    facts = pull(commit("Mend"), body=RUN)
    outcomes = (Authorship("unknown"), Authorship("automation"), Authorship("human_with_suggestions"))
    assert [find_reasoning(facts, who, agent_rules()) for who in outcomes] == [None] * 3


PIECES = st.sampled_from(
    ["https://", "app.devin.ai", "/sessions/", "0123456789abcdef" * 2, "@evil.example", "..", "?", "#", "\\", "\n", " "]
)
HOSTS = tuple(f"https://{log.host}/" for _, log in LOGS if log.host)


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_a_link_to_another_host(text: str) -> None:
    """Whatever is written, a link begins with a host of the rules and holds nothing that ends a Markdown link."""
    for log in logs_in(text.encode("utf-8", "replace").decode(), agent_rules()):
        assert log.url.startswith(HOSTS)
        assert not set(log.url) & set("()[]<>\"' \n\\@")
