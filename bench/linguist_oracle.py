"""What github-linguist says of files: its own rules, read from its git directory and run by the `ruby` on the PATH."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 1_000_000
"""Bytes of a file; larger ones are left out."""

_CALL = re.compile(
    r'^\s*generated_(fixture|sample)_(?:without_)?loading_data\(["\']([^"\']+)["\'](, true)?\)', re.MULTILINE
)
_ASSERT = re.compile(r'assert (!?)(fixture|sample)_blob\(["\']([^"\']+)["\']\)\.(generated|vendored|documentation)\?')
_PREDICATE = re.compile(
    r'(assert|refute)_predicate (fixture|sample)_blob\(["\']([^"\']+)["\']\), :(generated|vendored|documentation)\?'
)
_FOLDER = {"sample": "samples", "fixture": "test/fixtures"}
_RULES = ("generated.rb", "vendor.yml", "documentation.yml")

_JUDGE = """
require "json"
require "yaml"
require File.join(ARGV[0], "generated.rb")
paths = ["vendor.yml", "documentation.yml"].map do |name|
  Regexp.new(YAML.load_file(File.join(ARGV[0], name)).join("|"))
end
STDIN.each_line do |line|
  file = JSON.parse(line)
  generated = Linguist::Generated.generated?(file["path"], file["text"])
  puts JSON.generate([generated, *paths.map { |path| file["path"] =~ path }].map { |found| !!found })
end
"""


class Claim(NamedTuple):
    """What linguist's tests say of a path: it is generated (or vendored, or documentation), or it is not."""

    path: str
    place: str
    word: str
    holds: bool


class Says(NamedTuple):
    """What linguist's rules say of a file."""

    generated: bool
    vendored: bool
    documentation: bool


def git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what git says; None where it fails."""
    command = ("git", "-C", str(folder), *arguments)
    done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - a measurement of one's own
    return done.stdout if done.returncode == 0 else None


def text_of(folder: Path, path: str) -> str:
    """Return a file of the newest commit; empty where there is none."""
    return (git(folder, "show", f"HEAD:{path}") or b"").decode("utf-8", "replace")


def claims(linguist: Path) -> Iterator[Claim]:
    """Yield what the tests of linguist say, each claim once."""
    found: dict[Claim, None] = {}
    for where, name, negated in _CALL.findall(text_of(linguist, "test/test_generated.rb")):
        found[Claim(name, f"{_FOLDER[where]}/{name}", "generated", not negated)] = None
    blobs = text_of(linguist, "test/test_file_blob.rb") + text_of(linguist, "test/test_blob.rb")
    for negated, where, name, word in _ASSERT.findall(blobs):
        found[Claim(name, f"{_FOLDER[where]}/{name}", word, not negated)] = None
    for verb, where, name, word in _PREDICATE.findall(blobs):
        found[Claim(name, f"{_FOLDER[where]}/{name}", word, verb == "assert")] = None
    listed = (git(linguist, "ls-tree", "-r", "--name-only", "HEAD", "test/fixtures/Generated/") or b"").decode()
    for path in listed.splitlines():
        found[Claim(path.removeprefix("test/fixtures/"), path, "generated", holds=True)] = None
    yield from found


def whole_files(folder: Path, under: str = "") -> list[tuple[str, str]]:
    """Return path and text of every text file of the newest commit (below a folder, if one is named)."""
    below = (under,) if under else ()
    listed = (git(folder, "ls-tree", "-r", "-z", "-l", "HEAD", *below) or b"").decode("utf-8", "replace").split("\0")
    wanted = [(path, meta.split()) for meta, _, path in (entry.partition("\t") for entry in listed[:-1])]
    wanted = [(path, meta) for path, meta in wanted if meta[0].startswith("100") and meta[3].isdigit()]
    wanted = [(path, meta) for path, meta in wanted if 0 < int(meta[3]) <= LARGEST]
    batch = git(folder, "cat-file", "--batch", given="".join(f"{meta[2]}\n" for _, meta in wanted).encode()) or b""
    found, at = [], 0
    for path, _ in wanted:
        start = batch.index(b"\n", at) + 1
        end = start + int(batch[at:start].split()[2])
        raw, at = batch[start:end], end + 1
        if b"\0" not in raw[:8_000]:
            found.append((path, raw.decode("utf-8", "replace")))
    return found


def by_linguist(linguist: Path, files: Iterable[tuple[str, str]]) -> list[Says]:
    """Return what linguist's own rules say of each file, given as path and text."""
    with tempfile.TemporaryDirectory() as name:
        for rule in _RULES:
            (Path(name) / rule).write_text(text_of(linguist, f"lib/linguist/{rule}"), "utf-8")
        lines = "".join(json.dumps({"path": path, "text": text}) + "\n" for path, text in files)
        command = (shutil.which("ruby") or "ruby", "-EUTF-8:UTF-8", "-e", _JUDGE, name)
        done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)  # noqa: S603
    return [Says(*answer) for answer in map(json.loads, done.stdout.splitlines())]
