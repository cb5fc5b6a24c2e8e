"""What goes in before what, atom by atom, for all the reasons there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.splitting.imports import import_orders
from bot.splitting.looks import look
from bot.splitting.members import member_orders
from bot.splitting.new_files import file_orders
from bot.splitting.orders import orders
from bot.splitting.upgrades import upgrade_orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.orders import Before


def ordered(files: Sequence[FileChange], readings: Sequence[FileReading], atoms: Sequence[Atom]) -> tuple[Before, ...]:
    """Return which atoms go in before which."""
    nodes = [(at,) for at in range(len(atoms))]
    looks = [look(node, atoms) for node in nodes]
    return (
        *orders(looks, readings),
        *member_orders(readings, atoms, looks),
        *upgrade_orders(readings, atoms, looks),
        *import_orders(files, atoms, nodes, looks),
        *file_orders(files, readings, atoms, nodes, looks),
    )
