"""Ownership files on top of one another: what a later one writes replaces that field, and nothing else."""

from dataclasses import replace
from typing import TypeVar

from bot.policy.logins import same_login
from bot.policy.ownership_file import AreaEntry, Defaults, FeedbackRules, OwnershipFile, Person
from bot.policy.tree_places import entries, spot
from bot.policy.yaml_tree import Document, Entry

Shape = TypeVar("Shape", FeedbackRules, Defaults, Person, AreaEntry)


def merge(documents: tuple[Document, ...], files: tuple[OwnershipFile, ...]) -> OwnershipFile:
    """Return one file that says what all of them say; `files` are `documents` decoded, in the same order.

    An area that a document switches off is gone from it, whatever an earlier one said.
    """
    merged = OwnershipFile()
    for document, file in zip(documents, files, strict=True):
        people, areas = dict(merged.people), dict(merged.areas)
        for written, person in file.people.items():
            login = next((name for name in people if same_login(name, written)), written.strip().removeprefix("@"))
            people[login] = _on_top(people.get(login, Person()), person, entries(document, "people", written))
        for area_id, entry in file.areas.items():
            areas[area_id] = _on_top(areas.get(area_id, AreaEntry()), entry, entries(document, "areas", area_id))
        merged = OwnershipFile(
            feedback=_on_top(merged.feedback, file.feedback, entries(document, "feedback")),
            defaults=_on_top(merged.defaults, file.defaults, entries(document, "defaults")),
            people=people,
            rota=file.rota if spot((document,), "rota") else merged.rota,
            areas={area_id: entry for area_id, entry in areas.items() if not entry.off},
        )
    return merged


def _on_top(below: Shape, above: Shape, written: tuple[Entry, ...]) -> Shape:
    """Return `below` with the fields of `above` that its file writes, and with its place."""
    said = {entry.key: getattr(above, entry.key) for entry in written}
    return replace(below, **said, place=above.place) if said else below
