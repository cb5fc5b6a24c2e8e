"""How far our kinds of files agree with github-linguist: on its own fixtures, and on whole trees of other repositories.

    python bench/linguist_agreement.py LINGUIST_GIT_DIR [--trees GIT_DIR ...]

LINGUIST_GIT_DIR is a clone of github-linguist/linguist (its git directory is enough). First every path that its own
tests call generated, vendored or documentation, or not, is read by our rules; then its sample files, whole; then,
with --trees, every text file of the newest commit of other repositories. For whole files linguist's side is its own
generated.rb, vendor.yml and documentation.yml, run by the `ruby` on the PATH. Nothing of linguist's is kept here.

What is compared is what a reviewer notices. Where linguist says generated or vendored we have to set the file aside, by
whatever name; where it does not, we must not say generated, vendored or minified. A lock file, a snapshot, data or a
translation is set aside by words that linguist does not have: those are counted on a line of their own. Every
difference that is kept has its reason here (KEPT); `strict` counts them as wrong all the same.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linguist_oracle import Says, by_linguist, claims, git, text_of, whole_files

from bot.facts.change import FileChange, Hunk, Line
from bot.policy.compose import compose
from bot.policy.globs import Glob
from bot.reading.files import read_files
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.verdict import FileReading

RULES = compose(load(), None).files

SAID = {"generated": {"generated", "minified"}, "vendored": {"vendored"}, "documentation": {"documentation"}}
"""Our words for each of linguist's. Its tests call minified files generated."""

KEPT = {
    "linguist leaves it out of language figures; a person wrote it, and a reviewer reads it": (
        "**/.github/**", "Jenkinsfile", "Vagrantfile", "**/.vscode/**", "**/.teamcity/**", "/debian/**", "fabfile.py",
        ".gitattributes", ".gitignore", ".gitmodules", ".gitpod.Dockerfile", "*.d.ts",
    ),
    "the folder's name is common for people's own code; a file set aside by mistake is worse than one read in vain": (
        "**/cache/**", "**/env/**", "**/dist/**", "**/[Pp]ackages/*.[0-9]*/**",
        "**/{docs,doc}/{_build,_theme,_themes,_templates,_static,build,theme,themes,template,templates,static}/**",
    ),
    "code below tests/fixtures may be a test's own helper; it counts as tests": (
        "**/testdata/**", "**/{test,tests,Test,Tests,spec,specs,Spec,Specs}/fixtures/**",
    ),
    "the script's name is also what people call their own": (
        "bootstrap*.js", "*bootstrap*js", "prototype*.js", "effects.js", "controls.js", "dragdrop.js", "react*.js",
        "angular*.js", "d3*.js", "jquery*.js", "yui*.js", "*import.{css,less,scss,styl}", "bootstrap*.{css,less,scss}",
    ),
    "its pattern for React also matches folders called react-something": ("**/react-*/**",),
    "examples are code that people copy: it is read": (
        "/{examples,Examples,demo,demos,Demo,Demos,samples,Samples}/**",
    ),
    "linguist calls it prose, which is documentation to us wherever it lies": ("foo.md",),
}  # fmt: skip
"""Paths on which we disagree on purpose, by the reason."""

ITS_HEADER = "linguist knows the headers of some fifty tools; this file says itself that a program wrote it"

SHOWN = 25
_GLOBS = {reason: [Glob.from_yaml(pattern) for pattern in patterns] for reason, patterns in KEPT.items()}
_CODE = re.compile(
    r"\.(pyi?|rb|[jt]sx?|[mc][jt]s|go|rs|java|kts?|scala|groovy|cs|fs|vb|php|swift|mm?|c|cc|cpp|h|hpp|dart|exs?|erl|hs|ml|clj|"
    r"lua|p[lm]|r|jl|nim|zig|sh|ps1|sql|vue|svelte|s?css|less|html)$",
    re.IGNORECASE,
)
_CONFESSES = re.compile(r"generated|do not (?:edit|modify)|don't (?:edit|change)", re.IGNORECASE)


class Difference(NamedTuple):
    """A file on which we disagree, in words, and why that is kept; empty where nothing speaks for it."""

    path: str
    says: str
    reason: str = ""


def reading_of(path: str, text: str) -> FileReading:
    """Return our reading of a file that is added whole."""
    lines = tuple(Line("+", line, None, at) for at, line in enumerate(text.removesuffix("\n").split("\n"), 1))
    file = FileChange(path, "added", additions=len(lines), hunks=(Hunk(0, 0, 1, len(lines), "", lines),))
    return read_files((file,), RULES, "")[0]


def kept(path: str) -> str:
    """Return why we disagree about a path on purpose; empty where we do not."""
    return next((reason for reason, globs in _GLOBS.items() if any(glob.matches(path) for glob in globs)), "")


def report(title: str, total: int, found: list[Difference]) -> None:
    """Print the figures and the disagreements, those that are kept by their reason."""
    open_ones = [one for one in found if not one.reason]
    strict, agreed = (100 * (1 - len(some) / max(1, total)) for some in (found, open_ones))
    print(f"{title}: {total:,} files, strict {strict:.1f} %, {agreed:.2f} % but for {len(found) - len(open_ones)} kept")
    for path, says, _ in sorted(open_ones)[:SHOWN]:
        print(f"    {path}: {says}")
    if len(open_ones) > SHOWN:
        print(f"    … and {len(open_ones) - SHOWN} more")
    for reason, count in Counter(one.reason for one in found if one.reason).most_common():
        shown = [one.path for one in sorted(found) if one.reason == reason]
        print(f"    kept ({count}): {reason}\n        {', '.join(shown[:6])}{' …' if count > 6 else ''}")


def compare_claims(linguist: Path) -> None:
    """Print the agreement with linguist's own fixtures, word by word."""
    every = list(claims(linguist))
    for word, ours in SAID.items():
        asked = [claim for claim in every if claim.word == word]
        found, others = [], []
        for claim in asked:
            reading = reading_of(claim.path, text_of(linguist, claim.place))
            agrees = reading.kind in ours or reading.counts == "set_aside"
            if claim.holds is not (agrees if claim.holds else reading.kind in ours):
                said = f"linguist {'' if claim.holds else 'not '}{word}, we {reading.kind}"
                found.append(Difference(claim.path, said, kept(claim.path)))
            elif not claim.holds and reading.counts == "set_aside":
                others.append(f"{claim.path} ({reading.kind})")
        report(f"{word} (linguist's fixtures)", len(asked), found)
        if others:
            print(f"    not {word} for linguist nor for us, set aside as something else: {', '.join(others)}")


def differences(
    files: Iterable[tuple[str, str]], said: Iterable[Says]
) -> Iterable[tuple[FileReading, Difference | None]]:
    """Yield our reading of each whole file, and the difference where linguist's rules say something else."""
    for (path, text), says in zip(files, said, strict=True):
        reading = reading_of(path, text)
        theirs = "generated" if says.generated else "vendored" if says.vendored else ""
        difference = None
        if theirs and reading.counts != "set_aside":
            difference = Difference(path, f"linguist {theirs}, we {reading.kind}", kept(path))
        elif not theirs and reading.kind in SAID["generated"] | SAID["vendored"]:
            confesses = _CONFESSES.search("\n".join(text.split("\n")[:40]))
            difference = Difference(
                path, f"linguist reads it, we {reading.reason}", ITS_HEADER if confesses else kept(path)
            )
        yield reading, difference


def compare_whole(title: str, linguist: Path, files: list[tuple[str, str]]) -> None:
    """Print the agreement on whole files, what is read that a program wrote, and which source is set aside."""
    said = by_linguist(linguist, files)
    judged = list(differences(files, said))
    found = [difference for _, difference in judged if difference]
    report(title, len(files), found)
    readings = [reading for reading, _ in judged]
    generated = [reading.path for reading, says in zip(readings, said, strict=True) if says.generated]
    read = [reading.path for reading in readings if reading.counts != "set_aside"]
    print(f"    generated for linguist: {len(generated)}, of which we read {sorted(set(generated) & set(read))}")
    aside = [
        (reading, says) for reading, says in zip(readings, said, strict=True)
        if reading.counts == "set_aside" and not says.generated and not says.vendored
    ]  # fmt: skip
    print(
        f"    set aside where linguist is silent: {dict(Counter(reading.kind for reading, _ in aside).most_common())}"
    )
    for reading, _ in aside:
        if _CODE.search(reading.path) and reading.kind not in SAID["generated"] | SAID["vendored"]:
            print(f"        source by its name: {reading.path}: {reading.reason}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("linguist", type=Path, help="a git directory of github-linguist/linguist")
    parser.add_argument("--trees", type=Path, nargs="*", default=[], help="git directories of other repositories")
    asked = parser.parse_args()
    if git(asked.linguist, "cat-file", "-e", "HEAD:lib/linguist/vendor.yml") is None:
        sys.exit(f"{asked.linguist} holds no lib/linguist/vendor.yml: give a clone of github-linguist/linguist")
    compare_claims(asked.linguist)
    if shutil.which("ruby") is None:
        sys.exit("whole files need `ruby` on the PATH, which runs linguist's own rules")
    compare_whole("linguist's sample files", asked.linguist, whole_files(asked.linguist, "samples/"))
    for folder in asked.trees:
        compare_whole(f"{folder.resolve().parent.name}, the whole tree", asked.linguist, whole_files(folder))


if __name__ == "__main__":
    main()
