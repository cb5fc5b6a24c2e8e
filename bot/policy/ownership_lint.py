"""What is wrong with an ownership map that its shape cannot see: holes, circles, and words claimed twice."""

from collections.abc import Iterator, Sequence

from bot.facts.problems import Problem
from bot.policy.decode import did_you_mean
from bot.policy.logins import Login, same_login
from bot.policy.ownership_file import AreaEntry, OwnershipFile, label_of
from bot.policy.tree_places import Spot, entries, items, spot, text_at
from bot.policy.yaml_tree import Document

FEWEST_KEYWORDS = 5
MAX_LABEL = 50
"""Characters; GitHub refuses longer names of labels."""

MAX_AREAS = 300
MAX_PEOPLE = 1_000
_MAX_GUESSES = 40
"""Mistyped logins that get a "did you mean"; each one is compared with everybody."""

_ROLES = ("owner", "backup", "escalation")
_ONE_AREA_ONLY = "it decides on its own, so it can mean one area only"
_CLAIMS = {
    "keywords": ("keyword", "keep it where most of its issues belong, or make it a longer phrase"),
    "aliases": ("alias", _ONE_AREA_ONLY),
    "labels": ("label", _ONE_AREA_ONLY),
    "form_values": ("form value", _ONE_AREA_ONLY),
    "surfaces": ("surface", _ONE_AREA_ONLY),
}


def find_errors(documents: Sequence[Document]) -> tuple[Problem, ...]:
    """Return what makes the documents unusable together; read from the trees, so it stands beside other errors."""
    too_many = tuple(_too_many(documents))
    return too_many or (
        *_bad_people(documents),
        *_bad_ids(documents),
        *_ownerless(documents),
        *_cover_circles(documents),
    )


def find_warnings(documents: Sequence[Document], merged: OwnershipFile) -> tuple[Problem, ...]:
    """Return what a person should look at in a map that works, in the order of the files."""
    found = [*_unknown_people(documents, merged), *_whole_map(documents, merged)]
    for area_id, area in merged.areas.items():
        found += _thin_area(documents, area_id, area)
        found += _long_label(documents, area_id, label_of(area_id, merged.defaults))
    for field, (noun, fix) in _CLAIMS.items():
        found += _claimed_twice(documents, merged, field, noun, fix)
    return tuple(sorted(found, key=lambda problem: place_in(documents, problem)))


def place_in(documents: Sequence[Document], problem: Problem) -> tuple[int, int, int, str, str]:
    """Return a sort key: the order of the files, then of their lines."""
    sources = [document.source for document in documents]
    return sources.index(problem.source), problem.line, problem.column, problem.key, problem.says


def _too_many(documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for section, most in (("areas", MAX_AREAS), ("people", MAX_PEOPLE)):
            listed = entries(document, section)
            if len(listed) > most:
                here = Spot(document.source, listed[most].line, listed[most].column, section)
                yield here.problem(f"{len(listed):,} {section}, more than the {most} that are read", "merge some")


def _bad_people(documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for entry in entries(document, "people"):
            try:
                Login.from_yaml(entry.key)
            except ValueError as error:
                yield Spot(document.source, entry.line, entry.column, f"people.{entry.key}").problem(str(error))


def _bad_ids(documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for entry in entries(document, "areas"):
            if not entry.key.strip() or entry.key != entry.key.strip() or not entry.key.isprintable():
                here = Spot(document.source, entry.line, entry.column, "areas")
                yield here.problem(f"{entry.key!r} is no id for an area", "use letters, digits and hyphens")


def _ownerless(documents: Sequence[Document]) -> Iterator[Problem]:
    owned: dict[str, bool] = {}
    for document in documents:
        for entry in entries(document, "areas"):
            if (text_at(document, "areas", entry.key, "off") or "").lower() in ("true", "yes", "on"):
                owned[entry.key] = False
                continue
            if text_at(document, "areas", entry.key, "owner") is not None:
                owned[entry.key] = True
            if not owned.get(entry.key):
                here = Spot(document.source, entry.line, entry.column, f"areas.{entry.key}")
                yield here.problem("the area has no owner", "add `owner: login` of the one person it belongs to")


def _cover_circles(documents: Sequence[Document]) -> Iterator[Problem]:
    covers: dict[str, tuple[str, Spot]] = {}
    for document in documents:
        for entry in entries(document, "people"):
            cover = text_at(document, "people", entry.key, "cover")
            at = spot((document,), "people", entry.key, "cover")
            if cover is not None and at is not None:
                covers[_folded(entry.key)] = (_folded(cover), at)
    told: set[str] = set()
    for login in covers:
        chain: list[str] = []
        at_login = login
        while at_login in covers and at_login not in chain and at_login not in told:
            chain.append(at_login)
            at_login = covers[at_login][0]
        told.update(chain)
        if at_login in chain:
            circle = chain[chain.index(at_login) :]
            words = " -> ".join(f"`{name}`" for name in [*circle, circle[0]])
            fix = "name somebody who is there when the others are away"
            yield covers[circle[-1]][1].problem(f"cover goes in a circle: {words}", fix)


def _unknown_people(documents: Sequence[Document], merged: OwnershipFile) -> Iterator[Problem]:
    """Where a map lists people at all, a login outside the list is likely mistyped. Only GitHub knows for sure."""
    if not merged.people:
        return
    named: list[tuple[Login | None, Spot | None]] = [
        (getattr(area, role), spot(documents, "areas", area_id, role))
        for area_id, area in merged.areas.items()
        for role in _ROLES
    ]
    named += [(person.cover, spot(documents, "people", login, "cover")) for login, person in merged.people.items()]
    named += [(login, spot(documents, "rota")) for login in merged.rota]
    known = {_folded(login) for login in merged.people}
    strangers = [(login, at) for login, at in named if login is not None and at and _folded(login) not in known]
    for index, (login, at) in enumerate(strangers):
        near = did_you_mean(login, list(merged.people)) if index < _MAX_GUESSES else ""
        yield at.problem(f"`{login}` is not among `people`", near, "warning")


def _whole_map(documents: Sequence[Document], merged: OwnershipFile) -> Iterator[Problem]:
    last = documents[-1] if documents else None
    if last is None:
        return
    top = Spot(last.source, 1, 1, "")
    if not merged.areas:
        yield top.problem("the map has no areas: nothing will be routed", "add one under `areas:`", "warning")
    elif not merged.rota:
        fix = "add `rota: [login]`"
        yield top.problem("there is no rota: nobody gets what cannot be placed", fix, "warning")


def _thin_area(documents: Sequence[Document], area_id: str, area: AreaEntry) -> Iterator[Problem]:
    at = spot(documents, "areas", area_id)
    if at is None:
        return
    if area.auto and len(area.keywords) < FEWEST_KEYWORDS:
        count = f"{len(area.keywords)} keyword{'' if len(area.keywords) == 1 else 's'}"
        fix = "add words that its users write: 8 to 24 work well"
        at_words = spot(documents, "areas", area_id, "keywords") or at
        yield at_words.problem(f"the area has {count}, fewer than {FEWEST_KEYWORDS}", fix, "warning")
    if area.backup is None:
        yield at.problem("the area has no backup", "add `backup: login`", "warning")
    elif area.owner is not None and same_login(area.backup, area.owner):
        at_backup = spot(documents, "areas", area_id, "backup") or at
        yield at_backup.problem("the backup is the owner", "name a second person", "warning")
    if area.metric is None:
        yield at.problem("the area has no metric", "add `metric: {name: ...}`, its one number", "warning")
    vetoes = {_folded(word) for word in area.not_keywords}
    for written, here in items(documents, "areas", area_id, "keywords"):
        if _folded(written) in vetoes:
            fix = "keep it in one of the lists"
            yield here.problem(f"`{written}` is also a not-keyword: it rules the area out", fix, "warning")
        elif not any(character.isalnum() for character in written):
            yield here.problem(f"`{written}` has no letter or digit: it never matches", "remove it", "warning")


def _long_label(documents: Sequence[Document], area_id: str, label: str) -> Iterator[Problem]:
    at = spot(documents, "areas", area_id)
    if at is not None and len(label) > MAX_LABEL:
        says = f"its label has {len(label)} characters; GitHub takes {MAX_LABEL}"
        yield at.problem(says, "use a shorter id or `defaults.label_prefix`", "warning")


def _claimed_twice(
    documents: Sequence[Document], merged: OwnershipFile, field: str, noun: str, fix: str
) -> Iterator[Problem]:
    first: dict[str, tuple[str, Spot]] = {}
    for area_id in merged.areas:
        for written, at in items(documents, "areas", area_id, field):
            other = first.setdefault(_folded(written), (area_id, at))
            if other[0] == area_id:
                continue
            where = f"line {other[1].line}" if other[1].source == at.source else f"{other[1].source}:{other[1].line}"
            says = f"the {noun} `{written}` also stands in `{other[0]}` ({where})"
            yield at.problem(says, fix, "warning")


def _folded(text: str) -> str:
    return " ".join(text.removeprefix("@").casefold().split())
