"""The shape of rules/commands.yml: what people may ask for, where, who may ask, and what else asks for the same."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from bot.facts.commands import CommandName, CommandPlace
from bot.facts.verdict import RulePlace
from bot.policy.compose import Shipped
from bot.policy.decode import decode

PREFIX = "/onesitting"
Role = Literal["anyone", "author", "reporter", "triage", "write", "area_owner"]
ArgumentKind = Literal["rule", "area", "issue", "number", "period", "cover", "text"]
Door = Literal["label", "button", "description", "assignee", "page", "box"]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command; one of kind `area` or `text` takes the rest of the line, with or without quotes."""

    name: str = field(metadata={"doc": "What stands for it in the usage: `RULE`."})
    kind: ArgumentKind = field(metadata={"doc": "What it has to look like."})
    optional: bool = field(default=False, metadata={"doc": "true: may be left out; only the last one can."})


@dataclass(frozen=True, slots=True)
class OtherDoor:
    """Something else than a comment that leads to the same action."""

    kind: Door = field(
        metadata={
            "doc": "What it is: a label, a button on the check run, a line of the description, a box in our comment."
        }
    )
    name: str = field(metadata={"doc": "Which one, in words for a person."})
    where: tuple[CommandPlace, ...] = field(
        default=(), metadata={"doc": "Where there is one; empty: where the command is."}
    )
    available: bool = field(default=False, metadata={"doc": "true: it works now."})


@dataclass(frozen=True, slots=True)
class CommandRule:
    """One command."""

    name: CommandName = field(metadata={"doc": "The word behind `/onesitting`."})
    does: str = field(metadata={"doc": "What it does, in one sentence."})
    where: tuple[CommandPlace, ...] = field(metadata={"doc": "Where it may be used: pull_request, issue."})
    who: tuple[Role, ...] = field(
        metadata={
            "doc": "Who may use it: anyone; the author of the pull request; the reporter of the issue; whoever has at "
            "least triage, or write, permission; the owner of the area. One of them is enough."
        }
    )
    lifts_block: bool = field(
        default=False, metadata={"doc": "true: where a rule blocks, using it takes triage permission, whoever asks."}
    )
    this_commit: bool = field(
        default=False, metadata={"doc": "true: it holds for the head commit it was asked on; a push ends it."}
    )
    arguments: tuple[Argument, ...] = field(default=(), metadata={"doc": "Its arguments, in their order."})
    also: tuple[OtherDoor, ...] = field(default=(), metadata={"doc": "What else leads to the same action."})
    available: bool = field(default=False, metadata={"doc": "true: the command works now; false: refused politely."})
    not_yet: tuple[CommandPlace, ...] = field(
        default=(), metadata={"doc": "Where an available command does not work yet, of the places in `where`."}
    )
    examples: tuple[str, ...] = field(default=(), metadata={"doc": "Lines that are this command; tried by the tests."})
    not_examples: tuple[str, ...] = field(
        default=(), metadata={"doc": "Lines that look like it and are not understood; tried by the tests."}
    )
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse what no line could be read by; raises ValueError in words for a person."""
        if not self.where or not self.who:
            raise ValueError(f"`{self.name}` needs at least one place (`where`) and one role (`who`)")
        if any(argument.optional for argument in self.arguments[:-1]):
            raise ValueError(f"only the last argument of `{self.name}` can be optional")
        if any(argument.kind in {"area", "text"} for argument in self.arguments[:-1]):
            raise ValueError(f"an argument of `{self.name}` that takes the rest of the line must be the last one")

    @property
    def works_in(self) -> tuple[CommandPlace, ...]:
        """Where it works now."""
        return tuple(place for place in self.where if self.available and place not in self.not_yet)

    @property
    def usage(self) -> str:
        """The whole line: `/onesitting ignore RULE REASON`."""
        return " ".join((PREFIX, self.name, *map(_usage, self.arguments)))


@dataclass(frozen=True, slots=True)
class CommandRules:
    """The table of everything people may ask for."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    commands: tuple[CommandRule, ...] = field(metadata={"doc": "The commands, in the order in which they are listed."})

    def __post_init__(self) -> None:
        """Refuse two rows of one name; raises ValueError in words for a person."""
        names = [command.name for command in self.commands]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"the command `{doubled[0]}` stands here twice")

    def find(self, name: str) -> CommandRule | None:
        """Return the row of that name; None where there is none."""
        return next((command for command in self.commands if command.name == name), None)


@lru_cache(maxsize=4)
def read_command_rules(shipped: Shipped) -> CommandRules:
    """Return the shipped table, decoded once; raises RuleError where somebody edited it into something unreadable."""
    return decode(shipped.commands, CommandRules)


def _usage(argument: Argument) -> str:
    shown = {"cover": f"cover {argument.name}", "issue": f"#{argument.name}", "text": f'"{argument.name}"'}
    word = shown.get(argument.kind, argument.name)
    return f"[{word}]" if argument.optional else word
