"""`onesitting serve`: the webhook server, in one process or as one of a fleet."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import FrameType
from typing import NoReturn

import uvicorn

from bot import settings as environment
from bot.cli.exits import FINE, Refused
from bot.cli.http_head import BoundedHead
from bot.cli.listening import listen
from bot.cli.log_lines import log_json_lines
from bot.cli.stored_app import AppUnusable, base_address, with_stored_app
from bot.cli.whereabouts import Whereabouts, look_about
from bot.environment import SETTINGS
from bot.first_start import FirstStart
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.worker import GRACE
from bot.messages.terminal import for_terminal
from bot.wiring import create_bot

SWITCH_INTERVAL = 0.001
"""Seconds after which a thread that computes hands the interpreter on, a fifth of Python's own choice.

Issues are routed in threads beside the event loop, which has to queue behind each of them: with 5 ms it was held for up
to 92 ms while a model was fitted and a burst of feedback came in, with 1 ms for 8 ms (bench/event_loop.py).
"""


class _Server(uvicorn.Server):
    """Tells the workers of a stop signal at once: they and the open connections have the same seconds to end.

    By itself uvicorn ends the application, and with it the workers, only when the last connection has ended.
    """

    def __init__(self, config: uvicorn.Config, stop: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where it listens: of sockets that were opened for it, uvicorn says nothing."""
        await super().startup(sockets)
        if self.started:
            where = (one.getsockname() for one in sockets or ())
            logging.getLogger(__name__).info(
                "listening at %s", ", ".join(f"{host} port {port}" for host, port, *_ in where)
            )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Return when connections, workers and application have ended."""
        stopping = asyncio.ensure_future(self._stop())
        try:
            await super().shutdown(sockets)
        finally:
            stopping.cancel()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(FINE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments; the environment says everything else."""
    parser.add_argument(
        "--role",
        choices=("all", "web", "worker"),
        default="all",
        help="take deliveries in, work on what is due, or both (default); web and worker share a PostgreSQL",
    )
    width = max(len(setting.name) for setting in SETTINGS)
    rows = (
        f"  {setting.name:<{width}}  {setting.meaning}{f' (default: {setting.default})' if setting.default else ''}"
        for setting in SETTINGS
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(("Settings, read from the environment:", *rows)).replace("%", "%%")


def run(arguments: argparse.Namespace) -> int:
    """Serve until a stop signal. Raises Refused (exit code 2) naming every setting that is missing or unusable."""
    try:
        settings = environment.read(os.environ, app_is_optional=True)
        _hide(settings)
        where = look_about(settings)
        settings = asyncio.run(with_stored_app(settings))
        _hide(settings)
        role = arguments.role
        begun = create_bot(settings, role=role) if settings.has_app else FirstStart(settings, role=role, known=_hide)
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except AppUnusable as unusable:
        raise Refused(str(unusable), details=unusable.details) from None
    except (DatabaseUnavailable, ValueError) as error:
        raise Refused(str(error)) from None
    logging.getLogger(__name__).info("%s", "; ".join(where.lines()))
    for warning in settings.warnings():
        logging.getLogger(__name__).warning("%s", warning)
    listening = listen(settings.host, settings.port)
    if isinstance(begun, FirstStart) and role != "worker":
        _invite(settings, asyncio.run(begun.open_link()), listening[0].getsockname()[1], where)
    # uvicorn stops in order and then raises the signal again for whoever listened before it: that is us. A stop that
    # was asked for is no failure.
    signal.signal(signal.SIGTERM, _leave)
    config = uvicorn.Config(
        begun if isinstance(begun, FirstStart) else begun.app,
        http=BoundedHead,
        proxy_headers=False,  # nothing here asks where a request came from
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=int(GRACE.total_seconds()),
    )
    server = _Server(config, begun.stop)
    sys.setswitchinterval(SWITCH_INTERVAL)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(listening)
    if not server.started:
        raise Refused("the server did not start; the log says why")
    return FINE


def _hide(settings: environment.Settings) -> None:
    """Keep the secrets of an app that was set up out of the log, too."""
    log_json_lines(settings.log_level, settings.secrets())


def _invite(settings: environment.Settings, path: str, port: int, where: Whereabouts) -> None:
    """Print the setup link: on standard output, because the log is kept and the link is a secret for an hour."""
    sys.stdout.write(
        "OneSitting has no GitHub App yet. Open this link within an hour and set it up in the browser; whoever has the "
        f"link can do so:\n\n    {base_address(replace(settings, port=port))}{path}\n\n"
        "An app that is there already can be entered there, or set in the environment (`onesitting serve --help`).\n\n"
        + "".join(for_terminal(line) + "\n" for line in where.lines())
    )
    sys.stdout.flush()
