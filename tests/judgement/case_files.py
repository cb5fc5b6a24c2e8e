"""The shape of tests/judgement/cases/*.yml: changes on which a signal fires, and changes on which it is quiet."""

from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from pathlib import Path

from bot.facts.change import FileChange, FileStatus
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.policy.compose import compose
from bot.policy.decode import decode
from bot.policy.rules import Rules
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load
from tests.judgement.changes import change

CASES = Path(__file__).parent / "cases"


@cache
def composed(text: str) -> Rules:
    """Return the shipped rules with a repository's text on top."""
    return compose(load(), read_yaml(text, ".github/onesitting.yml"))


@dataclass(frozen=True, slots=True)
class CaseAuthor:
    """Who opened the pull request."""

    login: str = "ada"
    id: int = 1
    type: str = "User"


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One file; `times` repeats its lines with `{n}` counted from 1."""

    path: str
    status: FileStatus = "modified"
    before: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    times: int = 1

    def change(self) -> FileChange:
        """Return the change to the file."""
        added, removed = (
            tuple(line.replace("{n}", str(n)) for n in range(1, self.times + 1) for line in lines)
            for lines in (self.added, self.removed)
        )
        return change(self.path, before=self.before, removed=removed, added=added, status=self.status)


@dataclass(frozen=True, slots=True)
class SignalCase:
    """A pull request.

    `finds` are all its findings ("level rule", and "fails" where the check fails by it); where the signal is quiet,
    `also` are those of other signals. `settings` is the repository's own file, `open` what its account has open here.
    """

    says: str
    title: str
    files: tuple[CaseChange, ...]
    body: str = ""
    commits: tuple[str, ...] = ()
    author: CaseAuthor = CaseAuthor()
    finds: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    settings: str = "mode: comment"
    branch: str = ""
    commit_author: str = "Ada <ada@example.org>"
    number: int = 0
    open: tuple[int, ...] | None = None

    def rules(self) -> Rules:
        """Return the rules in force for it."""
        return composed(self.settings)

    def facts(self) -> PullRequestFacts:
        """Return the pull request."""
        who = Signature(*parseaddr(self.commit_author))
        commits = tuple(Commit(f"{at:040x}", message, who, who) for at, message in enumerate(self.commits, 1))
        author = Account(self.author.login, self.author.id, self.author.type)
        files = tuple(file.change() for file in self.files)
        return PullRequestFacts(
            "1",
            self.title,
            self.body,
            files,
            author=author,
            branch=self.branch,
            commits=commits,
            number=self.number,
            open_by_author=self.open,
        )


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All cases of one signal."""

    fires: tuple[SignalCase, ...]
    quiet: tuple[SignalCase, ...]


def read_cases(rule: str) -> CaseFile:
    """Return the cases of a signal."""
    path = CASES / f"{rule}.yml"
    return decode(read_yaml(path.read_text(encoding="utf-8"), path.name), CaseFile)
