"""The ownership map in force: one organisation's word with one repository's on top, checked."""

import hashlib
from dataclasses import dataclass, field, fields

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.decode import decode
from bot.policy.logins import Login, same_login
from bot.policy.ownership_file import AreaWords, Defaults, FeedbackRules, OwnershipFile, Person, label_of
from bot.policy.ownership_lint import find_errors, find_warnings, place_in
from bot.policy.ownership_merge import merge
from bot.policy.yaml_tree import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(AreaWords):
    """An area in force: it has an id that never changes and one owner."""

    id: str
    owner: Login

    @property
    def name(self) -> str:
        """The title, or the id where there is none."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class OwnershipMap:
    """The map in force: areas in the order of their ids, people in the order of their logins.

    `revision` names the texts that went in: the same texts give the same revision.
    """

    areas: tuple[Area, ...] = ()
    feedback: FeedbackRules = field(default=FeedbackRules())
    defaults: Defaults = field(default=Defaults())
    people: tuple[tuple[str, Person], ...] = ()
    fallback: tuple[Login, ...] = ()
    revision: str = ""

    def area(self, area_id: str) -> Area | None:
        """Return the area of that id; None where the map has none."""
        return next((area for area in self.areas if area.id == area_id), None)

    def person(self, login: str) -> Person:
        """Return what the map says of a person; an empty entry for somebody it does not list."""
        return next((person for name, person in self.people if same_login(name, login)), Person())

    def people_of_areas(self) -> tuple[str, ...]:
        """Return everybody whom feedback can wait for: owners, backups, escalations and the rota."""
        listed = (login for area in self.areas for login in (area.owner, area.backup, area.escalation) if login)
        return tuple(dict.fromkeys(map(str, (*listed, *self.fallback))))

    def names(self, login: str) -> bool:
        """Return whether the map names a person, in whatever place: nobody else is ever mentioned."""
        covers = (str(person.cover) for _, person in self.people if person.cover)
        known = (*self.people_of_areas(), *(name for name, _ in self.people), *covers)
        return any(same_login(each, login) for each in known)

    def named(self, text: str) -> Area | None:
        """Return the area that is called so: by its id, then by its label, title or an alias; case does not matter."""
        wanted = _folded(text)
        by_id = next((area for area in self.areas if _folded(area.id) == wanted), None)
        called = ((area, (self.label(area), area.name, *area.aliases)) for area in self.areas)
        return by_id or next((area for area, names in called if wanted in map(_folded, names)), None)

    def of_label(self, label: str) -> Area | None:
        """Return the area that the label decides for: the one that the bot itself would set."""
        wanted = label.casefold()
        return next((area for area in self.areas if self.label(area).casefold() == wanted), None)

    def of_any_label(self, label: str) -> Area | None:
        """Return the area that a label means, old ones that the map folds into it among them."""
        wanted = label.casefold()
        old = (area for area in self.areas if wanted in map(str.casefold, area.labels))
        return self.of_label(label) or next(old, None)

    def label(self, area: Area) -> str:
        """Return the label that says "this is `area`"."""
        return label_of(area.id, self.defaults)


def read_ownership(documents: tuple[Document, ...]) -> tuple[OwnershipMap, tuple[Problem, ...]]:
    """Merge the documents, the organisation's first, and return the map in force with its warnings.

    Areas and people merge by id, field by field: what a later document says of an area replaces that field only, and
    `off: true` removes the area. Raises RuleError with every error of every document, at line and column.
    """
    files: list[OwnershipFile] = []
    errors: list[Problem] = []
    for document in documents:
        try:
            files.append(decode(document, OwnershipFile))
        except RuleError as error:
            errors.extend(error.problems)
    errors.extend(find_errors(documents))
    if errors:
        raise RuleError(tuple(sorted(errors, key=lambda problem: place_in(documents, problem))))
    merged = merge(documents, tuple(files))
    ownership = _in_force(merged, documents)
    return ownership, find_warnings(documents, merged)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _in_force(merged: OwnershipFile, documents: tuple[Document, ...]) -> OwnershipMap:
    areas = tuple(
        Area(id=area_id, owner=entry.owner, **{each.name: getattr(entry, each.name) for each in fields(AreaWords)})
        for area_id, entry in sorted(merged.areas.items())
        if entry.owner is not None and not entry.off
    )
    people = tuple(sorted(merged.people.items()))
    trees = "\0".join(repr(document.root) for document in documents)
    revision = hashlib.sha256(trees.encode("utf-8", "replace")).hexdigest()[:12]
    return OwnershipMap(areas, merged.feedback, merged.defaults, people, merged.rota, revision)
