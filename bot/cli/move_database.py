"""`onesitting move-database`: from one SQLite file to PostgreSQL."""

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.inbox.moving import MoveRefused, move_database
from bot.inbox.unavailable import DatabaseUnavailable
from bot.messages.terminal import for_terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    says = "the file of the server, which must not run: sqlite:///onesitting.sqlite3"
    parser.add_argument("--from", dest="origin", required=True, metavar="URL", help=says)
    says = "an empty database: postgresql://user@host/name (libpq finds the password in PGPASSWORD or ~/.pgpass)"
    parser.add_argument("--to", dest="destination", required=True, metavar="URL", help=says)


def run(arguments: argparse.Namespace) -> int:
    """Copy every table and say how many rows each has; raises Refused where nothing was moved."""
    try:
        move_database(arguments.origin, arguments.destination, _tell)
    except (MoveRefused, DatabaseUnavailable) as refused:
        raise Refused(str(refused)) from None
    except SQLAlchemyError as error:
        says = f"nothing was moved: {error.__cause__ or error.__class__.__name__}"
        raise Refused(f"{says}; begin again when that is mended", NOT_ANALYSED) from None
    sys.stdout.write(
        "Everything was moved. Set DATABASE_URL to the new address, keep ONESITTING_SECRET_KEY or the key file as it "
        "is, start the server, and delete the file when it runs.\n"
    )
    return FINE


def _tell(table: str, rows: int) -> None:
    sys.stdout.write(for_terminal(f"{table}: {rows:,}") + "\n")
