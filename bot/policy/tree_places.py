"""Where a value stands in the documents that were merged: the last document that says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts.problems import Problem
from bot.policy.yaml_tree import Document, Entry, Mapping, Node, Scalar
from bot.policy.yaml_tree import Sequence as Items


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file and the key that leads there."""

    source: str
    line: int
    column: int
    key: str

    def problem(self, says: str, fix: str = "", level: str = "error") -> Problem:
        """Return a problem at this place."""
        return Problem(self.source, self.line, self.column, self.key, says, fix, level)


def entries(document: Document, *keys: str) -> tuple[Entry, ...]:
    """Return the entries of the mapping at a path of keys; none where there is no mapping."""
    node = _node(document, keys)
    return node.entries if isinstance(node, Mapping) else ()


def text_at(document: Document, *keys: str) -> str | None:
    """Return the single value at a path of keys; None where there is none or it is empty."""
    node = _node(document, keys)
    return node.text if isinstance(node, Scalar) else None


def spot(documents: Sequence[Document], *keys: str) -> Spot | None:
    """Return where the key at the end of the path stands; None where no document says it."""
    for document in reversed(documents):
        found = next((entry for entry in entries(document, *keys[:-1]) if entry.key == keys[-1]), None)
        if found is not None:
            return Spot(document.source, found.line, found.column, ".".join(keys))
    return None


def items(documents: Sequence[Document], *keys: str) -> tuple[tuple[str, Spot], ...]:
    """Return the values of the list at a path of keys, each with its place; a single value is a list of one."""
    for document in reversed(documents):
        node = _node(document, keys)
        if node is None:
            continue
        listed: tuple[Node, ...] = node.items if isinstance(node, Items) else (node,)
        return tuple(
            (item.text, Spot(document.source, item.line, item.column, f"{'.'.join(keys)}[{index}]"))
            for index, item in enumerate(listed)
            if isinstance(item, Scalar) and item.text is not None
        )
    return ()


def nodes(document: Document, *keys: str) -> tuple[Node, ...]:
    """Return the entries of the list at a path of keys; a single value is a list of one."""
    node = _node(document, keys)
    return node.items if isinstance(node, Items) else (node,) if node is not None else ()


def entries_in(node: Node, key: str) -> tuple[Entry, ...]:
    """Return the entries of the mapping behind a key of a mapping; none where there is none."""
    found = node.entries if isinstance(node, Mapping) else ()
    value = next((entry.value for entry in found if entry.key == key), None)
    return value.entries if isinstance(value, Mapping) else ()


def text_in(node: Node, key: str) -> str:
    """Return the single value behind a key of a mapping; empty where there is none."""
    found = node.entries if isinstance(node, Mapping) else ()
    value = next((entry.value for entry in found if entry.key == key), None)
    return (value.text or "") if isinstance(value, Scalar) else ""


def item_spot(document: Document, *path: str | int) -> Spot:
    """Return where a value inside lists stands; the nearest value above it where the path leads nowhere.

    A number is an index; a single value is a list of one. The key of the place is `agents.entries[0].examples[2]`.
    """
    node, key = document.root, ""
    for step in path:
        below = _step(node, step)
        if below is None:
            break
        node, key = below, f"{key}[{step}]" if isinstance(step, int) else f"{key}.{step}".lstrip(".")
    return Spot(document.source, node.line, node.column, key)


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(step, str):
        found = node.entries if isinstance(node, Mapping) else ()
        return next((entry.value for entry in found if entry.key == step), None)
    if isinstance(node, Items):
        return node.items[step] if step < len(node.items) else None
    return node if step == 0 else None


def _node(document: Document, keys: Sequence[str]) -> Node | None:
    node: Node | None = document.root
    for key in keys:
        if not isinstance(node, Mapping):
            return None
        node = next((entry.value for entry in node.entries if entry.key == key), None)
    return node
