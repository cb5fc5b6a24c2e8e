"""The reason for a decision in words. Foreign text in it is raw: bot.messages makes it inert."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.routing import Sign
    from bot.policy.ownership import OwnershipMap
    from bot.triage.opinion import Opinion

_WORDS = 3
_LENGTH = 80


def explicit_in_words(sign: Sign) -> str:
    """Return what the issue says outright: `the form says "Checkout"`."""
    found = f'"{_short(sign.found)}"'
    return {
        "form": f"the form says {found}",
        "label": f"it carries the label {found}",
        "area_line": f"a line of the text says area: {found}",
        "surface": f"it names {found}",
        "path": f"its stack trace runs through {found}",
    }.get(sign.step, found)


def disagreement_in_words(signs: tuple[Sign, ...], ownership: OwnershipMap) -> str:
    """Return the signs that contradict each other, one an area, each with the area it speaks for."""
    first = {sign.area: sign for sign in reversed(signs)}
    said = []
    for area_id in dict.fromkeys(sign.area for sign in signs):
        area = ownership.area(area_id)
        said.append(f"{explicit_in_words(first[area_id])} ({area.name if area else area_id})")
    return "two signs disagree: " + " but ".join(said[:_WORDS])


def keywords_in_words(signs: tuple[Sign, ...], area_id: str) -> str:
    """Return the strongest words for an area and where they stand."""
    strongest = [sign for sign in signs if sign.area == area_id][:_WORDS]
    places = []
    for place, words in (("title", "in the title"), ("body", "in the text")):
        found = [f'"{_short(sign.found)}"' for sign in strongest if sign.where == place]
        if found:
            places.append(f"{', '.join(found)} {words}")
    return "its words fit best: " + "; ".join(places)


def learned_in_words(signs: tuple[Sign, ...], area_id: str) -> str:
    """Return the words that issues of an area had before, and the strongest keyword of the map."""
    here = [sign for sign in signs if sign.area == area_id]
    learned = [sign.found for sign in here if sign.step == "learned"][:_WORDS]
    keywords = (sign.found for sign in here if sign.step == "keywords" and sign.found.casefold() not in learned)
    keyword = next((f'"{_short(found)}"' for found in keywords), "")
    if learned:
        words = ", ".join(f'"{_short(found)}"' for found in learned)
        return f"issues that people put there before say {words}" + (f", and the map says {keyword}" if keyword else "")
    return keywords_in_words(tuple(here), area_id) if here else "issues that people put there before read like it"


def below_bar_in_words(opinion: Opinion, ownership: OwnershipMap) -> str:
    """Return why a guess is only suggested: too little was judged, or guesses like it were wrong too often."""
    area = ownership.area(opinion.shares[0][0])
    name = area.name if area else opinion.shares[0][0]
    bar = f"{ownership.defaults.route_precision:.0%}"
    shown = (
        f"guesses as unsure as this one were not shown to be right {bar} of the time ({opinion.judged:,} were judged)"
    )
    return f"{name} fits best, but {shown}"


def silence_in_words(vetoed: tuple[tuple[str, str], ...], ownership: OwnershipMap) -> str:
    """Return why no words speak for any area: there are none, or a not-keyword ruled the area out."""
    if not vetoed:
        return "no word of the map stands in it"
    area_id, word = vetoed[0]
    area = ownership.area(area_id)
    return f'"{_short(word)}" rules out {area.name if area else area_id}'


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
