"""Who is alive on a database file."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bot.inbox.file_presence import FilePresence

if TYPE_CHECKING:
    from pathlib import Path


def test_all_that_live_are_present(tmp_path: Path) -> None:
    """Each sees itself and the others on the same file, and nobody of another file."""
    one, other, elsewhere = (FilePresence(tmp_path / name) for name in ("a.sqlite3", "a.sqlite3", "b.sqlite3"))
    assert one.present() == other.present() == {one.token, other.token}
    for each in (one, other, elsewhere):
        each.leave()


def test_who_left_is_gone_without_a_trace(tmp_path: Path) -> None:
    """An orderly end deletes its own file."""
    one, other = FilePresence(tmp_path / "a.sqlite3"), FilePresence(tmp_path / "a.sqlite3")
    other.leave()
    assert one.present() == {one.token}
    one.leave()
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_process_left_is_deleted(tmp_path: Path) -> None:
    """Its file is there and nobody holds it."""
    (tmp_path / "a.sqlite3-alive-0123456789abcdef").touch()
    one = FilePresence(tmp_path / "a.sqlite3")
    assert one.present() == {one.token}
    assert len(list(tmp_path.iterdir())) == 1
    one.leave()


def test_nobody_is_swept_away_while_coming(tmp_path: Path) -> None:
    """Between the making of a file and its lock it looks like a dead one's: whoever comes notices and makes it anew."""
    watcher, done = FilePresence(tmp_path / "a.sqlite3"), threading.Event()

    def sweep() -> None:
        while not done.is_set():
            watcher.present()

    sweeping = threading.Thread(target=sweep)
    sweeping.start()
    came = [FilePresence(tmp_path / "a.sqlite3") for _ in range(200)]
    done.set()
    sweeping.join()
    assert {each.token for each in (watcher, *came)} == watcher.present()
    for each in (watcher, *came):
        each.leave()


def test_without_a_folder_nobody_can_be_present(tmp_path: Path) -> None:
    """An error at start, not a wait."""
    with pytest.raises(FileNotFoundError):
        FilePresence(tmp_path / "nowhere" / "a.sqlite3")
