"""compose.yml names processes and settings that there are; tests/burst starts the same commands by hand."""

from __future__ import annotations

import argparse
import re

import pytest

from bot.cli import serve
from bot.environment import SETTINGS
from tests.compose import FILE, command, replicas, services

OURS = ("web", "worker")


@pytest.mark.parametrize(("service", "count"), [("web", 2), ("worker", 3)])
def test_the_processes_are_roles_of_the_server(service: str, count: int) -> None:
    """Two that take deliveries in, three that work."""
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    assert ("serve", service) == (command(service)[0], parser.parse_args(command(service)[1:]).role)
    assert count == replicas(service)


@pytest.mark.parametrize("service", OURS)
def test_every_setting_is_one_of_the_server_s(service: str) -> None:
    """What is misspelt would be ignored."""
    assert set(services()[service]["environment"]) <= {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("service", OURS)
def test_our_processes_may_do_little(service: str) -> None:
    """As docs/security.md says that the image runs."""
    ours = services()[service]
    assert (True, ["ALL"], ["no-new-privileges:true"]) == (ours["read_only"], ours["cap_drop"], ours["security_opt"])


def test_no_secret_stands_in_the_file() -> None:
    """Each comes from outside, and where it is missing nothing is started."""
    secrets = re.findall(r"(?m)^ +\w+_(?:PASSWORD|KEY): (\S+)", FILE.read_text("utf-8"))
    assert 2 == len(secrets)
    assert all(re.match(r"\$\{\w+:\?", secret) for secret in secrets)


def test_only_the_proxy_is_reached_from_outside() -> None:
    """Neither the database nor the figures of the server."""
    assert ["proxy"] == [name for name, service in services().items() if "ports" in service]
