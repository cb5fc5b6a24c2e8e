"""What is installed is pinned to bytes: a package that was changed, or another of the same name, does not get in.

An audit against lists of known weaknesses needs a service on the network: docs/security.md says how to run one.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)")


def name_of(requirement: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def pins(file: str) -> dict[str, str]:
    """Return each pinned package with its version, and fail for one without a hash."""
    whole = re.sub(r"\\\n\s*", " ", ROOT.joinpath(file).read_text("utf-8"))
    found = {}
    for line in filter(None, map(str.strip, whole.splitlines())):
        match = PIN.match(line)
        assert match is not None, line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), match[1]
        found[name_of(match[1])] = match[2]
    return found


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_everything_is_pinned_with_its_hash_and_names_no_index(file: str) -> None:
    """Nothing else may stand there: no option, no address, no other file."""
    assert len(pins(file)) > 20


def test_what_is_tested_is_what_is_installed_in_images() -> None:
    """The image's pins are among those of the tests, at the same versions."""
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_every_dependency_is_pinned() -> None:
    """Who adds one runs scripts/pin.sh."""
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    assert {name_of(each) for each in project["dependencies"]} <= pins("requirements.txt").keys()
    extras = {name_of(each) for extra in project["optional-dependencies"].values() for each in extra} - {"onesitting"}
    assert extras <= pins("requirements-dev.txt").keys()


def test_the_image_runs_as_nobody_and_installs_by_hash() -> None:
    """Not as root, and nothing is fetched that is not pinned."""
    text = ROOT.joinpath("Dockerfile").read_text("utf-8")
    last_user = re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1]
    installs = re.findall(r"pip install [^\n&]+requirements\.txt", text)
    assert (last_user, len(installs)) == ("10001", 1)
    assert "--require-hashes" in installs[0]
    assert not re.search(r"^ADD |curl|wget", text, re.MULTILINE)


def test_no_distribution_brings_a_startup_hook() -> None:
    """A .pth file runs at every start of Python: none of what we depend on has one that imports."""
    ours = pins("requirements.txt").keys()
    hooks = {
        f"{found.name}: {file}"
        for found in distributions()
        if name_of(found.name) in ours
        for file in found.files or ()
        if file.suffix == ".pth"
    }
    assert hooks == set()
