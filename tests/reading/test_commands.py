"""Which lines of a comment are commands, and what their words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.facts.commands import Asked, NotUnderstood
from bot.policy.commands import CommandRule, read_command_rules
from bot.reading.commands import MOST_COMMANDS, MOST_LINES, MOST_NAMED, name_lines, read_commands
from bot.shipped import load

if TYPE_CHECKING:
    from datetime import date

RULES = read_command_rules(load())

PIECES = st.sampled_from([
    "/onesitting help", "/onesitting ", "/onesitting ignore too_large why", "\n", "\n\n", "> ", "- ", "    ", "`",
    "```", "~~~", "<!--", "-->", "<div>", "</div>", "[", "](", ")", "|", "|-|", "*", "_", '"', "“", "\\", "&#47;",
    "\r", "\t", "\x00", "\ud800", "\u202e", "#", "---", "=", "é", "@x", "area ", "away 2026-01-01..", "99999-99-99",
    "report 1e999 ",
])  # fmt: skip
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@pytest.mark.parametrize("rule", RULES.commands, ids=lambda rule: rule.name)
def test_each_row_proves_its_examples(rule: CommandRule) -> None:
    """Every example in the table is that command, and no counter-example is."""
    read = [read_commands(line, RULES) for line in (*rule.examples, *rule.not_examples)]
    expected = [rule.name] * len(rule.examples) + [None] * len(rule.not_examples)
    assert expected == [each[0].name if isinstance(each[0], Asked) else None for each in read]


@pytest.mark.parametrize("rule", RULES.commands, ids=lambda rule: rule.name)
def test_who_writes_something_else_is_shown_the_usage_or_a_near_word(rule: CommandRule) -> None:
    """What is not understood says what to write instead."""
    (first,) = read_commands(rule.not_examples[0], RULES)
    assert isinstance(first, NotUnderstood)
    assert rule.usage in first.fix or "did you mean" in first.fix or "known here" in first.fix


@pytest.mark.parametrize(
    "body",
    [
        "/onesitting help",
        "  /onesitting help\t",
        "/OneSitting Help",
        "Thanks!\n/onesitting help\nBye.",
        "Thanks!\r\n/onesitting help\r\n",
        "<details>\n\n/onesitting help\n\n</details>",
        "> quoted\n\n/onesitting help",
        "`code`\n/onesitting help",
        "**bold\n/onesitting help\nbold**",
        "an open ` backtick\n/onesitting help",
    ],
)
def test_a_line_of_a_paragraph_is_a_command(body: str) -> None:
    """Wherever it stands in the comment, and whatever surrounds it."""
    assert [asked.name for asked in read_commands(body, RULES) if isinstance(asked, Asked)] == ["help"]


@pytest.mark.parametrize(
    "body",
    [
        "> /onesitting help",
        "> quoted\n/onesitting help",
        "`/onesitting help`",
        "`a\n/onesitting help\n`",
        "```\n/onesitting help\n```",
        "~~~\n/onesitting help",
        "    /onesitting help",
        "<!-- /onesitting help -->",
        "<!--\n/onesitting help\n-->",
        "words <!--\n/onesitting help\n-->",
        "<div>\n/onesitting help\n</div>",
        'a <b title="\n/onesitting help\n">',
        "- /onesitting help",
        "1. /onesitting help",
        "- item\n\n  /onesitting help",
        "# /onesitting help",
        "/onesitting help\n---",
        "| a |\n| - |\n/onesitting help",
        "| /onesitting help |\n| - |",
        "[a\n/onesitting help\n](https://x.example)",
        '[a](x "\n/onesitting help\n")',
        "![a\n/onesitting help\n](x)",
        '[a]: x "\n/onesitting help\n"',
        "\\/onesitting help",
        "&#47;onesitting help",
        "please /onesitting help",
        "**/onesitting help**",
        "/onesitting: help",
        "/onesittinghelp",
    ],
)
def test_elsewhere_it_is_only_text(body: str) -> None:
    """Quoted, coded, hidden, listed, headed, linked or escaped: nobody asked for anything."""
    assert read_commands(body, RULES) == ()


def test_several_commands_keep_their_order_and_lines() -> None:
    """Each is told with the line it stands on."""
    body = "Hi\n\n/onesitting recheck\n/onesitting rechek\n\n/onesitting area Shopping cart"
    recheck, mistyped, area = read_commands(body, RULES)
    assert (recheck, area) == (Asked("recheck", (), 3), Asked("area", ("Shopping cart",), 6))
    expected = ("there is no command `rechek`", "did you mean `recheck`?", 4)
    assert isinstance(mistyped, NotUnderstood)
    assert expected == (mistyped.says, mistyped.fix, mistyped.line)


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ('ignore too_large "it is \\"generated\\""', ("too_large", 'it is "generated"')),
        ("ignore too_large “from a phone”", ("too_large", "from a phone")),
        ("ignore `too_large` `make format` did it", ("too_large", "`make format` did it")),
        ("report +1,204.50 up", ("1204.50", "up")),
        ("duplicate #007", None),
        ("away 2026-12-24..2026-12-24 cover @bo-x_corp", ("2026-12-24..2026-12-24", "bo-x_corp")),
        ("away 2026-12-24 cover @org/team", None),
        ("away 2026-12-24 COVER bo extra", None),
        ("away 2026-01-01..2028-01-01 cover bo", None),
        ("ignore too_large " + "x" * 301, None),
        ("ignore too_large \u200b", None),
        ('ignore too_large "... !"', None),
        ("ignore too_large \u751f\u6210", ("too_large", "\u751f\u6210")),
        ("area \U0001f6d2", ("\U0001f6d2",)),
        ("ignore too_large " + "x" * 600, None),
    ],
)
def test_words_become_arguments_of_one_form(line: str, arguments: tuple[str, ...] | None) -> None:
    """Quotes are taken off, numbers and dates have one spelling, and what is wrong is a value that says so."""
    (command,) = read_commands("/onesitting " + line, RULES)
    assert arguments == (command.arguments if isinstance(command, Asked) else None)


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("Hi", "Hi\n/onesitting help", ["help"]),
        ("/onesitting help", "/onesitting help\nthanks", []),
        ("/onesitting help", "/onesitting help\n/onesitting recheck", ["recheck"]),
        ("/onesitting help", "/onesitting help\n\n/onesitting help", ["help"]),
        ("/onesitting rechek", "/onesitting recheck", ["recheck"]),
        ("> /onesitting help", "/onesitting help", []),
        ("```\n/onesitting help\n```", "/onesitting help", []),
        ("- `/onesitting help`", "/onesitting help`", []),
        ("please /onesitting  HELP", "/onesitting help", []),
    ],
)
def test_an_edit_runs_only_what_it_added(before: str, after: str, names: list[str]) -> None:
    """A line that stood there before, in a quotation or in code as well, was not asked for by the edit."""
    assert names == [asked.name for asked in read_commands(after, RULES, before) if isinstance(asked, Asked)]


def test_a_long_comment_is_read_to_a_bound() -> None:
    """Ten commands, a thousand lines; a paragraph that is too long says so instead of being guessed at."""
    assert len(read_commands("/onesitting help\n" * 50, RULES)) == MOST_COMMANDS
    assert read_commands("\n" * MOST_LINES + "/onesitting help", RULES) == ()
    (command,) = read_commands("word " * 500 + "\n/onesitting help", RULES)
    assert isinstance(command, NotUnderstood)
    assert command.says == "the paragraph around it is too long to be read for commands"


@given(HOSTILE, HOSTILE)
@example("[" * 70_000 + "\n/onesitting help", "/onesitting" * 6_000)
@example("/onesitting help\n\n" + "- a\n" * 17_000, "")
@example("/onesitting help\n" + "<!--" * 450, "")
@example("/onesitting help\n|a|\n" + "|-" * 30_000, "")
def test_hostile_text_gives_bounded_values(body: str, before: str) -> None:
    """Any text gives commands of the table or short remarks, the same each time."""
    commands = read_commands(body, RULES, before)
    assert commands == read_commands(body, RULES, before)
    assert len(commands) <= MOST_COMMANDS
    assert all(len(command.text) <= 100 for command in commands if isinstance(command, NotUnderstood))


@given(HOSTILE)
def test_a_quotation_of_anything_asks_for_nothing(body: str) -> None:
    """Whoever quotes a whole comment line by line repeats none of its commands."""
    quoted = "".join(f"> {line}\n" for line in body.replace("\r", "\n").split("\n"))
    assert read_commands(quoted, RULES) == ()


@given(HOSTILE, st.sampled_from(["help", "recheck", "split"]))
def test_an_edit_that_changes_nothing_asks_for_nothing(body: str, name: str) -> None:
    """The same text before and after holds no new command."""
    text = f"{body}\n\n/onesitting {name}\n"
    assert read_commands(text, RULES, text) == ()


@given(st.dates(), st.dates())
def test_a_period_is_kept_or_refused(first: date, last: date) -> None:
    """Days in order and at most a year apart come back as they were written."""
    (command,) = read_commands(f"/onesitting away {first}..{last} cover @bo", RULES)
    asked = Asked("away", (f"{first}..{last}", "bo"))
    assert (command == asked) is (0 <= (last - first).days < 366)


def test_lines_keep_their_names_when_others_move() -> None:
    """A name is the words and how often they stood above, wherever they stand."""
    before = {line.name for line in name_lines("/onesitting recheck\n\n> /onesitting help\n")}
    after = {line.name for line in name_lines("Well.\n\n> /OneSitting  HELP\n\n/onesitting recheck\n\nBye.\n")}
    assert (len(before), before) == (2, after)


def test_the_same_line_again_is_another_one() -> None:
    """Asking twice is asking twice."""
    first, second = name_lines("/onesitting recheck\n\n/onesitting recheck\n")
    assert (first.name != second.name, first.number, second.number) == (True, 1, 3)


def test_only_so_many_lines_have_names() -> None:
    """A hostile comment does not fill the database."""
    assert len(name_lines("/onesitting recheck\n" * 5_000)) == MOST_NAMED
