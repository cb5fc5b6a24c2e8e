"""The one YAML reader: text to a tree of plain nodes that know their line and column.

Every file a repository can write passes here, so it is bounded: 128 KiB before parsing, 32 levels, 20,000 nodes, no
aliases, no duplicate keys, one document. Scalars stay text (`NO` is "NO"): what they mean is for bot.policy.decode.
Tags (`!!python/object`, `!mine`) are refused: no value needs one, and one that is ignored would mislead its writer.
"""

from dataclasses import dataclass
from hashlib import sha256

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.facts.rule_text import RuleText
from bot.policy.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence

__all__ = [
    "MAX_BYTES",
    "Document",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "digest_of",
    "read_as_far",
    "read_rule_text",
    "read_rule_text_as_far",
    "read_yaml",
]

MAX_BYTES = 128 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name for messages, its tree, its revision (where on GitHub: the commit; may be empty).

    `digest` names the text: SHA-256 in hexadecimal; empty where a tree was made without a text.
    """

    source: str
    root: Node
    revision: str = ""
    digest: str = ""


def read_yaml(text: str, source: str, revision: str = "") -> Document:
    """Parse `text`; `source` names the file in errors. Raises RuleError with line and column of what is wrong."""
    document, problems = read_as_far(text, source, revision)
    if problems:
        raise RuleError(problems)
    return document


def read_as_far(text: str, source: str, revision: str = "") -> tuple[Document, tuple[Problem, ...]]:
    """Parse a text to be checked, not used: return it as far as it can be read, and the errors of reading it.

    A key that stands twice or a tag hides no other mistake from whoever mends the file. Raises RuleError where the text
    cannot be read to its end.
    """
    # Imported late: PyYAML takes a tenth of the time in which a command must answer, and the shipped rules, which every
    # command needs, come from a cache of trees.
    from bot.policy.yaml_builder import build_tree  # noqa: PLC0415

    encoded = text.encode("utf-8", "replace")
    if len(encoded) > MAX_BYTES:
        says = f"the file has {len(encoded):,} bytes, more than the {MAX_BYTES:,} that are read"
        raise RuleError((Problem(source, 1, 1, "", says, "split it or shorten it"),))
    root, problems = build_tree(text, source)
    return Document(source, root, revision, digest_of(text)), problems


def read_rule_text(text: RuleText) -> Document:
    """Parse a file of a repository, or what stands in its place. Raises RuleError with line and column."""
    document, problems = read_rule_text_as_far(text)
    if problems:
        raise RuleError(problems)
    return document


def read_rule_text_as_far(text: RuleText) -> tuple[Document, tuple[Problem, ...]]:
    """Parse such a file to be checked, as `read_as_far` does. Raises RuleError."""
    if text.instead:
        says = f"{text.instead} stands here, and a file is expected"
        raise RuleError((Problem(text.source, 1, 1, "", says, "put the file itself there"),))
    return read_as_far(text.text, text.source, text.commit or text.revision)


def digest_of(text: str) -> str:
    """Return the name of a text: its SHA-256 in hexadecimal."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()
