"""`onesitting setup`: a new link to set up the server in the browser."""

import argparse
import asyncio
import os
import sys

from bot import settings as environment
from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.stored_app import base_address, vault_as_it_is
from bot.cli.whereabouts import look_about
from bot.clock import SystemClock
from bot.first_start import new_link
from bot.inbox.app_home import AppHome, StoredApp
from bot.inbox.database import open_database
from bot.inbox.setups import Setups
from bot.inbox.unavailable import DatabaseUnavailable
from bot.messages.terminal import for_terminal
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--anew", action="store_true", help="forget the app that was set up; start the server again afterwards"
    )
    parser.add_argument("--yes", action="store_true", help="with --anew: do not ask")


def run(arguments: argparse.Namespace) -> int:
    """Print a link that is good for an hour. Raises Refused where the server has its app, or nobody said yes."""
    try:
        settings = environment.read(os.environ, app_is_optional=True)
        if settings.has_app:
            raise Refused("the environment names the app (ONESITTING_APP_ID): there is nothing to set up")
        where = look_about(settings)
        path = asyncio.run(_link(settings, anew=arguments.anew, said_yes=arguments.yes))
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except ValueError as error:
        raise Refused(str(error)) from None
    except DatabaseUnavailable as unavailable:
        raise Refused(str(unavailable), NOT_ANALYSED) from None
    sys.stdout.write(f"{base_address(settings)}{path}\n")
    sys.stdout.flush()
    told = ("onesitting: open this link within an hour; whoever has it can set up the server", *where.lines())
    sys.stderr.write("".join(for_terminal(line) + "\n" for line in told))
    return FINE


async def _link(settings: Settings, *, anew: bool, said_yes: bool) -> str:
    database = open_database(settings.database_url)
    try:
        home = AppHome(database, vault_as_it_is(settings))
        stored = await home.stored(SystemClock().now())
        if stored is not None:
            if not anew:
                says = f"setup is done: the server works as the app {stored.name}"
                raise Refused(says, details=("--anew forgets it",))
            if not said_yes:
                _ask(stored, look_about(settings).database)
            await home.forget()
        return await new_link(Setups(database), SystemClock())
    finally:
        await database.close()


def _ask(stored: StoredApp, database: str) -> None:
    """Say what would be lost, and let it be said twice. Raises Refused."""
    named = f"the app {stored.name} (App ID {stored.id}), set up on {stored.registered_at:%Y-%m-%d}"
    if not sys.stdin.isatty():
        raise Refused(
            f"{named} would be forgotten and nobody is there to be asked: say --yes", details=_lost(stored, database)
        )
    lines = [f"This forgets {named}.", *_lost(stored, database), f"Type {stored.id} to go on: "]
    sys.stderr.write("\n".join(map(for_terminal, lines)))
    sys.stderr.flush()
    if sys.stdin.readline().strip() != str(stored.id):
        raise Refused("nothing was forgotten")


def _lost(stored: StoredApp, database: str) -> tuple[str, ...]:
    secrets = "Its private key, webhook secret and client secret"
    if stored.sealed:
        lost = f"{secrets} are deleted from the database, and GitHub shows none of them again: {database}"
    else:
        lost = f"{secrets} were shown once and are not stored here; where they are kept, they stay: {database}"
    stays = "The app stays on GitHub with its installations, and what is kept of repositories stays here."
    back = "With a new private key and webhook secret, made on its page on GitHub, it can be entered by hand again."
    return lost, stays, back
