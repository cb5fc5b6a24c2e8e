"""How far our kinds of files agree with github-linguist on what a program wrote and what other people wrote.

    python bench/linguist_agreement.py LINGUIST_GIT_DIR [--whole GIT_DIR ...] [--files 400]

LINGUIST_GIT_DIR is a clone of github-linguist/linguist (its git directory is enough). First every file that its own
tests call generated or vendored, or not, is read by our rules. With --whole, files of other repositories are drawn
evenly from their newest commit and judged by both; linguist's side is its own lib/linguist/generated.rb and vendor.yml,
run by the `ruby` on the PATH in a folder of its own. Nothing of linguist's is kept here.

Two figures are printed: strict, and with the disagreements that we want apart (DELIBERATE, with the reason of each).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.facts.change import FileChange, Hunk, Line
from bot.policy.compose import compose
from bot.policy.globs import Glob
from bot.reading.files import read_files
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULES = compose(load(), None).files

ASIDE = {"generated", "vendored", "lock", "minified", "snapshot"}
"""Our words for what linguist calls generated or vendored; which of the two is of no weight for a reviewer."""

NOT_SAID = {"generated": {"generated", "lock", "minified"}, "vendored": {"vendored"}}
"""What we must not call a file that linguist's tests say is not generated, or not vendored."""

DELIBERATE = {
    "linguist leaves it out of language figures; people write it, and a reviewer reads it": (
        "**/.github/**", "Jenkinsfile", "Vagrantfile", "**/.vscode/**", "**/.teamcity/**", "/debian/**", "fabfile.py",
        ".gitattributes", ".gitignore", ".gitmodules", ".gitpod.Dockerfile", "*.d.ts", "*.sublime-project",
    ),
    "the folder's name is common for people's own code; a file set aside by mistake is worse than one read in vain": (
        "**/cache/**", "**/env/**", "**/dist/**", "**/[Pp]ackages/*.[0-9]*/**",
        "**/{docs,doc}/{_build,_theme,_themes,_templates,_static,build,theme,themes,template,templates,static}/**",
    ),
    "input for tests is data or test code here, which is set aside or counted as tests, not as other people's code": (
        "**/testdata/**", "**/{test,tests,Test,Tests,spec,specs,Spec,Specs}/fixtures/**",
    ),
    "the script's name is also what people call their own": (
        "bootstrap*.js", "*bootstrap*js", "prototype*.js", "effects.js", "controls.js", "dragdrop.js", "react*.js",
        "*import.{css,less,scss,styl}",
    ),
    "linguist does not call it generated; it is set aside under a name of its own, as written by a tool": (
        "yarn.lock", "Gemfile.lock", "*.xib", "*.storyboard", "*.pbxproj", "*.lock", "*.lockfile", "go.sum",
    ),
}  # fmt: skip
_GLOBS = {reason: [Glob.from_yaml(pattern) for pattern in patterns] for reason, patterns in DELIBERATE.items()}

_CALL = re.compile(
    r'^\s*generated_(fixture|sample)_(?:without_)?loading_data\(["\']([^"\']+)["\'](, true)?\)', re.MULTILINE
)
_ASSERT = re.compile(r'assert (!?)(fixture|sample)_blob\(["\']([^"\']+)["\']\)\.(generated|vendored)\?')
_PREDICATE = re.compile(
    r'(assert|refute)_predicate (fixture|sample)_blob\(["\']([^"\']+)["\']\), :(generated|vendored)\?'
)
_FOLDER = {"sample": "samples", "fixture": "test/fixtures"}

JUDGE = """
require "json"
require "yaml"
require File.join(ARGV[0], "generated.rb")
vendored = Regexp.new(YAML.load_file(File.join(ARGV[0], "vendor.yml")).join("|"))
STDIN.each_line do |line|
  file = JSON.parse(line)
  generated = Linguist::Generated.generated?(file["path"], file["text"])
  puts JSON.generate([!!generated, !!(file["path"] =~ vendored)])
end
"""


class Claim(NamedTuple):
    """What linguist's tests say of a path: it is generated (or vendored), or it is not."""

    path: str
    place: str
    word: str
    holds: bool


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


def kind_of(path: str, text: str) -> str:
    """Return our kind of a file that is added whole."""
    lines = tuple(Line("+", line, None, at) for at, line in enumerate(text.removesuffix("\n").split("\n"), 1))
    file = FileChange(path, "added", additions=len(lines), hunks=(Hunk(0, 0, 1, len(lines), "", lines),))
    return read_files((file,), RULES, "")[0].kind


def wanted(path: str) -> str:
    """Return why we disagree about a path on purpose; empty where we do not."""
    return next((reason for reason, globs in _GLOBS.items() if any(glob.matches(path) for glob in globs)), "")


def report(title: str, total: int, wrong: list[tuple[str, str]]) -> None:
    """Print both figures and the list of disagreements, those on purpose by their reason."""
    apart = [(path, says) for path, says in wrong if wanted(path)]
    open_ones = [(path, says) for path, says in wrong if not wanted(path)]
    strict, agreed = (100 * (1 - count / max(1, total)) for count in (len(wrong), len(open_ones)))
    print(f"{title}: {total} files, strict {strict:.1f} %, {agreed:.1f} % with {len(apart)} deliberate ones apart")
    for path, says in sorted(open_ones):
        print(f"    {path}: {says}")
    for reason, count in Counter(wanted(path) for path, _ in apart).most_common():
        shown = [path for path, _ in sorted(apart) if wanted(path) == reason]
        print(f"    on purpose ({count}): {reason}\n        {', '.join(shown[:8])}{' …' if count > 8 else ''}")


def compare_claims(linguist: Path) -> None:
    """Print the agreement with linguist's own fixtures, for generated and for vendored."""
    for word in ("generated", "vendored"):
        asked = [claim for claim in claims(linguist) if claim.word == word]
        wrong = []
        for claim in asked:
            kind = kind_of(claim.path, text_of(linguist, claim.place))
            if kind not in ASIDE if claim.holds else kind in NOT_SAID[word]:
                wrong.append((claim.path, f"linguist {'' if claim.holds else 'not '}{word}, we {kind}"))
        report(f"{word} (linguist's fixtures)", len(asked), wrong)


def drawn(folder: Path, count: int) -> list[tuple[str, str]]:
    """Return about `count` text files of the newest commit, evenly over its list."""
    listed = (git(folder, "ls-tree", "-r", "-z", "HEAD") or b"").decode("utf-8", "replace").split("\0")[:-1]
    files = [entry.split("\t", 1)[1] for entry in listed if entry.startswith("100")]
    step = max(1, len(files) // count)
    texts = ((path, git(folder, "show", f"HEAD:{path}") or b"") for path in files[::step])
    return [(path, raw.decode("utf-8", "replace")) for path, raw in texts if raw and b"\0" not in raw[:8_000]]


def by_linguist(linguist: Path, files: Iterable[tuple[str, str]]) -> list[tuple[bool, bool]]:
    """Return generated and vendored for each file, as linguist's own rules say."""
    with tempfile.TemporaryDirectory() as name:
        for rule in ("generated.rb", "vendor.yml"):
            (Path(name) / rule).write_text(text_of(linguist, f"lib/linguist/{rule}"), "utf-8")
        lines = "".join(json.dumps({"path": path, "text": text}) + "\n" for path, text in files)
        command = (shutil.which("ruby") or "ruby", "-EUTF-8:UTF-8", "-e", JUDGE, name)
        done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)  # noqa: S603
    return [(answer[0], answer[1]) for answer in map(json.loads, done.stdout.splitlines())]


def compare_whole(linguist: Path, folders: list[Path], count: int) -> None:
    """Print the agreement on whole files of other repositories."""
    total, wrong, both = 0, [], 0
    for folder in folders:
        files = drawn(folder, count)
        for (path, text), (generated, vendored) in zip(files, by_linguist(linguist, files), strict=True):
            kind = kind_of(path, text)
            total += 1
            both += (generated or vendored) and kind in ASIDE
            # A snapshot that linguist does not know is set aside as a snapshot: nothing that linguist denies.
            if kind not in ASIDE if generated or vendored else kind in ASIDE - {"snapshot"}:
                said = "generated" if generated else "vendored" if vendored else "nothing"
                wrong.append((path, f"linguist {said}, we {kind} ({folder.parent.name})"))
    report(f"whole files of {len(folders)} repositories ({both} set aside by both)", total, wrong)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("linguist", type=Path, help="a git directory of github-linguist/linguist")
    parser.add_argument("--whole", type=Path, nargs="*", default=[], help="git directories of other repositories")
    parser.add_argument("--files", type=int, default=400, help="files drawn from each")
    asked = parser.parse_args()
    if git(asked.linguist, "cat-file", "-e", "HEAD:lib/linguist/vendor.yml") is None:
        sys.exit(f"{asked.linguist} holds no lib/linguist/vendor.yml: give a clone of github-linguist/linguist")
    compare_claims(asked.linguist)
    if asked.whole and shutil.which("ruby") is None:
        sys.exit("whole files need `ruby` on the PATH, which runs linguist's own rules")
    if asked.whole:
        compare_whole(asked.linguist, asked.whole, asked.files)


if __name__ == "__main__":
    main()
