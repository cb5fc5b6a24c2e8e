"""The rules that come with the program: read once, through a cache of trees that spares the YAML parser.

The cache is a convenience: one that cannot be read, trusted or written is ignored.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.facts.rule_text import RuleText
from bot.policy.app_manifest import AppManifest
from bot.policy.compose import Shipped
from bot.policy.decode import decode
from bot.policy.yaml_tree import Document, Entry, Mapping, Node, Scalar, Sequence, digest_of, read_yaml
from bot.splitting.weights import SplitWeights, read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf

Plain: TypeAlias = "list[Plain] | str | int | None"

NAMES = ("agents", "files", "effort", "signals", "hotspots", "kinds", "commands")
CHECKLISTS = "checklists"
"""The folder of lists beside them: every file in it is one."""

CACHE_FORMAT = 1
"""Counts up when trees are written in another way: an older program must not read a newer one's cache."""

WRITTEN = ("onesitting", "ownership", "monday")
"""Files that people write: their schemas are for editors."""

KEPT = 4
"""Cached trees that stay: several versions may be installed side by side."""

_SCALAR, _SEQUENCE, _MAPPING = 0, 1, 2


def rules_folder() -> Path:
    """Return where the shipped YAML lies: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load(folder: Path | None = None, cache: Path | None = None) -> Shipped:
    """Return the shipped documents. Raises RuleError where one was edited and cannot be read, OSError where it is gone.

    `folder` holds the YAML files; `cache` is the folder of the cached trees ($XDG_CACHE_HOME/onesitting or
    ~/.cache/onesitting). Both are named by tests only.
    """
    folder = folder or rules_folder()
    names = (*NAMES, *_checklists(folder))
    texts = {name: (folder / f"{name}.yml").read_text("utf-8") for name in names}
    digests = {name: digest_of(text) for name, text in texts.items()}
    file = _cache_file(cache, digests)
    trees = _read_cache(file, names) if file else {}
    documents = {
        name: Document(f"rules/{name}.yml", trees[name], digests[name][:12], digests[name])
        if name in trees
        else read_yaml(texts[name], f"rules/{name}.yml", digests[name][:12])
        for name in names
    }
    if file and not trees:
        _write_cache(file, documents)
    lists = tuple(documents.pop(name) for name in names if name not in NAMES)
    return Shipped(**documents, checklists=lists)


def _checklists(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(f"{CHECKLISTS}/{file.stem}" for file in (folder / CHECKLISTS).glob("*.yml")))


def shipped_texts(folder: Path | None = None) -> dict[str, RuleText]:
    """Return every shipped file of rules as it is written, by its name below `rules/` ("signals.yml")."""
    folder = folder or rules_folder()
    texts = {f"{name}.yml": (folder / f"{name}.yml").read_text("utf-8") for name in (*NAMES, *_checklists(folder))}
    return {name: RuleText(f"rules/{name}", text, digest_of(text)[:12]) for name, text in texts.items()}


def load_schema(name: str) -> str | None:
    """Return a schema of a file that people write, by its name; None where there is none of that name."""
    if name not in WRITTEN:
        return None
    package = Path(__file__).resolve().parent
    folder = package / "schemas" if (package / "schemas").is_dir() else package.parent / "schemas"
    return (folder / f"{name}.schema.json").read_text("utf-8")


def load_app_manifest() -> AppManifest:
    """Return what the app asks of GitHub (app.yml), from the package or from the checkout beside it."""
    inside = Path(__file__).resolve().parent / "app.yml"
    file = inside if inside.is_file() else inside.parent.parent / "app.yml"
    return decode(read_yaml(file.read_text("utf-8"), "app.yml"), AppManifest)


def load_split_weights(file: Path | None = None) -> SplitWeights:
    """Return what was learned about splitting: shipped with the rules, or from another file of weights.

    Raises ValueError where it is not one, OSError where it is gone.
    """
    return read_weights(json.loads((file or rules_folder() / "split-weights.json").read_text("utf-8")))


def _cache_file(cache: Path | None, digests: MappingOf[str, str]) -> Path | None:
    if cache is None:
        try:
            home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        except RuntimeError:  # there is no home directory
            return None
        if not Path(home).is_absolute():  # the specification of XDG_CACHE_HOME: a relative path is ignored
            return None
        cache = Path(home) / "onesitting"
    named = sha256("".join(digests.values()).encode()).hexdigest()[:16]
    return cache / f"rules-{CACHE_FORMAT}-{named}.json"


def _read_cache(file: Path, names: tuple[str, ...]) -> dict[str, Node]:
    try:
        raw = json.loads(file.read_text("utf-8"))
        return {name: _to_node(raw[name]) for name in names}
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return {}


def _write_cache(file: Path, documents: MappingOf[str, Document]) -> None:
    """Write beside and rename, so that nobody ever reads half a file; all but the newest few are removed."""
    text = json.dumps({name: _to_plain(document.root) for name, document in documents.items()}, separators=(",", ":"))
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".rules-", suffix=".json")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        trees = sorted(file.parent.glob("rules-*.json"), key=lambda tree: tree.stat().st_mtime)
        for old in trees[:-KEPT]:
            old.unlink(missing_ok=True)


def _to_plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return [_SCALAR, node.line, node.column, node.text]
    if isinstance(node, Sequence):
        return [_SEQUENCE, node.line, node.column, [_to_plain(item) for item in node.items]]
    entries: list[Plain] = [[entry.key, entry.line, entry.column, _to_plain(entry.value)] for entry in node.entries]
    return [_MAPPING, node.line, node.column, entries]


def _to_node(raw: Plain) -> Node:
    """Return the tree; raises TypeError or ValueError for anything `_to_plain` does not write."""
    if not isinstance(raw, list):
        raise TypeError("not a node")
    kind, line, column, value = raw
    if not isinstance(line, int) or not isinstance(column, int):
        raise TypeError("not a place")
    if kind == _SCALAR and (value is None or isinstance(value, str)):
        return Scalar(value, line, column)
    if not isinstance(value, list):
        raise TypeError("not a list")
    if kind == _SEQUENCE:
        return Sequence(tuple(_to_node(item) for item in value), line, column)
    return Mapping(tuple(_to_entry(entry) for entry in value), line, column)


def _to_entry(raw: Plain) -> Entry:
    if not isinstance(raw, list):
        raise TypeError("not an entry")
    key, line, column, value = raw
    if not isinstance(key, str) or not isinstance(line, int) or not isinstance(column, int):
        raise TypeError("not a key")
    return Entry(key, line, column, _to_node(value))
