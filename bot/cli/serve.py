"""`onesitting serve`: the webhook server, in one process."""

import argparse
import logging
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import uvicorn

from bot import settings as environment
from bot.cli.exits import FINE, Refused
from bot.cli.log_lines import log_json_lines
from bot.inbox.unavailable import DatabaseUnavailable
from bot.wiring import create_app

GRACE = 25
"""Seconds to finish what is in hand after a stop signal; container platforms kill after thirty."""


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(FINE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments: there are none, the environment says everything."""
    width = max(len(setting.name) for setting in environment.SETTINGS)
    rows = (
        f"  {setting.name:<{width}}  {setting.meaning}{f' (default: {setting.default})' if setting.default else ''}"
        for setting in environment.SETTINGS
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(("Settings, read from the environment:", *rows)).replace("%", "%%")


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called with its arguments
    """Serve until a stop signal. Raises Refused (exit code 2) naming every setting that is missing or unusable."""
    try:
        settings = environment.read(os.environ)
        log_json_lines(settings.log_level)
        app = create_app(settings)
    except (environment.SettingsError, DatabaseUnavailable, ValueError) as error:
        raise Refused(str(error)) from None
    for warning in settings.warnings():
        logging.getLogger(__name__).warning("%s", warning)
    # uvicorn stops in order and then raises the signal again for whoever listened before it: that is us. A stop that
    # was asked for is no failure.
    signal.signal(signal.SIGTERM, _leave)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    return FINE
