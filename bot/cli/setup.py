"""`onesitting setup`: a new link to set up the server in the browser."""

import argparse
import asyncio
import os
import sys

from bot import settings as environment
from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.stored_app import base_address
from bot.clock import SystemClock
from bot.first_start import new_link
from bot.inbox.app_home import AppHome
from bot.inbox.database import open_database
from bot.inbox.setups import Setups
from bot.inbox.unavailable import DatabaseUnavailable
from bot.settings import Settings
from bot.vault import open_vault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--anew", action="store_true", help="forget the app that was set up; start the server again afterwards"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a link that is good for an hour. Raises Refused where the server has its app."""
    try:
        settings = environment.read(os.environ, app_is_optional=True)
        if settings.has_app:
            raise Refused("the environment names the app (ONESITTING_APP_ID): there is nothing to set up")
        path = asyncio.run(_link(settings, anew=arguments.anew))
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except ValueError as error:
        raise Refused(str(error)) from None
    except DatabaseUnavailable as unavailable:
        raise Refused(str(unavailable), NOT_ANALYSED) from None
    sys.stdout.write(f"{base_address(settings)}{path}\n")
    sys.stderr.write("onesitting: open this link within an hour; whoever has it can set up the server\n")
    return FINE


async def _link(settings: Settings, *, anew: bool) -> str:
    database = open_database(settings.database_url)
    try:
        home = AppHome(database, open_vault(settings.secret_keys, settings.key_file))
        if anew:
            await home.forget()
        elif (stored := await home.stored(SystemClock().now())) is not None:
            raise Refused(f"setup is done: the server works as the app {stored.name}", details=("--anew forgets it",))
        return await new_link(Setups(database), SystemClock())
    finally:
        await database.close()
