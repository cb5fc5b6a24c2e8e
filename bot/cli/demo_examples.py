"""The demo's own examples: YAML files beside the practice GitHub, typed."""

from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

from bot.policy.decode import decode
from bot.policy.yaml_tree import read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Template:
    """One file for each name: `{name}`, `{Name}` and `{NAME}` stand for it in the path and in the text."""

    path: str
    names: tuple[str, ...]
    text: str

    def files(self) -> dict[str, str]:
        """Return path and text of every file."""
        return {self._filled(self.path, name): self._filled(self.text, name) for name in self.names}

    @staticmethod
    def _filled(text: str, name: str) -> str:
        return text.replace("{name}", name).replace("{Name}", name.title()).replace("{NAME}", name.upper())


@dataclass(frozen=True, slots=True)
class Repeated:
    """One file of many lines; `{n}` is the number of the line."""

    path: str
    lines: int
    text: str

    def files(self) -> dict[str, str]:
        """Return path and text of the file."""
        return {self.path: "".join(self.text.replace("{n}", str(n)) + "\n" for n in range(1, self.lines + 1))}


@dataclass(frozen=True, slots=True)
class ExampleCommit:
    """One commit; a file whose text is None is deleted by it. `author` is `Name <address>`."""

    message: str
    author: str
    files: dict[str, str | None] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()
    repeated: tuple[Repeated, ...] = ()

    def all_files(self) -> dict[str, str | None]:
        """Return every file the commit writes or deletes."""
        made: dict[str, str | None] = dict(self.files)
        for template in self.templates:
            made.update(template.files())
        for repeated in self.repeated:
            made.update(repeated.files())
        return made


@dataclass(frozen=True, slots=True)
class ExamplePull:
    """A pull request of the practice repository."""

    title: str
    author: str
    branch: str
    commits: tuple[ExampleCommit, ...]
    body: str | None = None
    author_id: int | None = None
    author_type: Literal["User", "Bot"] = "User"
    labels: tuple[str, ...] = ()
    draft: bool = False
    fork: bool = False


@dataclass(frozen=True, slots=True)
class ExampleIssue:
    """An issue of the practice repository."""

    title: str
    body: str
    author: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleRepository:
    """The repository everything starts from; `people` maps logins to their tie to it."""

    full_name: str
    files: dict[str, str]
    people: dict[str, str]


@dataclass(frozen=True, slots=True)
class Examples:
    """Everything the demo shows when no repository is named."""

    repository: ExampleRepository
    pulls: tuple[ExamplePull, ...]
    issues: tuple[ExampleIssue, ...]


def load_examples() -> Examples:
    """Read the examples that are shipped; raises RuleError with file, line and column."""
    home = files("bot.practice") / "examples"
    return Examples(
        _read(home / "repository.yml", ExampleRepository),
        _folder(home / "pulls", ExamplePull),
        _folder(home / "issues", ExampleIssue),
    )


def _folder(folder: Traversable, shape: type[T]) -> tuple[T, ...]:
    return tuple(_read(file, shape) for file in sorted(folder.iterdir(), key=lambda file: file.name))


def _read(file: Traversable, shape: type[T]) -> T:
    return decode(read_yaml(file.read_text("utf-8"), file.name), shape)
