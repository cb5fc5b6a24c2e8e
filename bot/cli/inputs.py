"""Reading what a person points at: every way it can be wrong has its own words."""

import argparse
import codecs
import json
import re
import sys
from pathlib import Path

from bot.cli.diff_limits import MOST_CHARACTERS, limited_diff
from bot.cli.exits import NOT_ANALYSED, Refused

MAX_TEXT_BYTES = 64 * 1024 * 1024
_FULL_NAME = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


def given_name(text: str) -> str:
    """Return a file's or a folder's name from the command line; an empty one is a variable that was not set."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("the name is empty" if not text else "no name holds a NUL character")
    return text


def given_repository(text: str) -> str:
    """Return a repository's full name on GitHub from the command line."""
    if not _FULL_NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no repository on GitHub: write owner/name")
    return text


def read_bytes(name: str, limit: int) -> bytes:
    """Return at most `limit` + 1 bytes of the file, or of standard input for "-"."""
    if name == "-":
        return sys.stdin.buffer.read(limit + 1)
    path = Path(name)
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise Refused(f"{name}: there is no such file") from None
    except IsADirectoryError:
        raise Refused(f"{name} is a folder; name a file in it") from None
    except OSError as error:
        raise Refused(f"{name} could not be read: {error.strerror}") from None


def read_text(name: str, limit: int = MAX_TEXT_BYTES) -> str:
    """Return a file as UTF-8 text; a byte-order mark is dropped."""
    raw = read_bytes(name, limit)
    if len(raw) > limit:
        raise Refused(f"{name} is larger than the {limit // 1024 // 1024} MB that are read", NOT_ANALYSED)
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        says = f"{name} is not UTF-8 text: byte {error.start} (line {line}) cannot be read; convert it first"
        raise Refused(says, NOT_ANALYSED) from None


def read_json(name: str) -> object:
    """Return what the JSON text of a file means."""
    text = read_text(name)
    if not text.strip():
        raise Refused(f"{name} is empty: a JSON object is expected", NOT_ANALYSED)
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused(f"{name}: the JSON is nested too deeply", NOT_ANALYSED) from None
    except ValueError as error:
        raise Refused(json_trouble(error, f"{name}:"), NOT_ANALYSED) from None


def json_trouble(error: ValueError, name: str = "") -> str:
    """Return in words why a text is not JSON; `name` stands before the line and column."""
    if isinstance(error, json.JSONDecodeError):
        place = f"{name}{error.lineno}:{error.colno}:" if name else f"column {error.colno}:"
        return f"{place} not JSON: {error.msg}"
    return f"{name} not JSON that is read: a number has thousands of digits".lstrip()


def read_diff_text(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a diff as text and what of it was not seen, in words.

    A diff may hold bytes of any encoding: those that are not UTF-8 become replacement characters.
    """
    raw = read_bytes(name, 4 * MOST_CHARACTERS)
    if not raw.strip():
        raise Refused(f"{'standard input' if name == '-' else name} is empty: there is no diff to judge", NOT_ANALYSED)
    return limited_diff(raw.decode("utf-8", "replace"))
