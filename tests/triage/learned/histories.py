"""Small histories for the tests of learning: words that the map does not know, and people's areas."""

from collections.abc import Sequence

from bot.policy.ownership import OwnershipMap
from bot.triage.learned.rows import Labelled, Lesson, lessons
from tests.triage.maps import read_map

MAP = read_map("""\
version: 1
rota: [ines]
areas:
  checkout:
    owner: mara
    keywords: [checkout, cart, payment]
    aliases: [Till]
    labels: [old-checkout]
  search:
    owner: jonas
    keywords: [search, filter]
  other:
    owner: ines
    auto: false
    keywords: [miscellaneous]
""")
CHECKOUT, OTHER, SEARCH = 0, 1, 2  # areas stand in the order of their ids

_TALK = {"checkout": ("basket", "voucher", "refund"), "search": ("lookup", "ranking", "synonym")}


def rows(count: int, areas: Sequence[str] = ("checkout", "search")) -> tuple[Labelled, ...]:
    """Return rows that take the areas in turn and speak of each in words that no keyword knows."""
    found = []
    for number in range(count):
        area = areas[number % len(areas)]
        words = _TALK[area]
        title = f"The {words[number % 3]} is wrong"
        found.append(Labelled(str(number), title, f"My {words[(number + 1) % 3]} and {words[number % 3]}", (area,)))
    return tuple(found)


def learned_rows(count: int, ownership: OwnershipMap = MAP) -> tuple[Lesson, ...]:
    """Return the same rows as a map reads them."""
    return lessons(rows(count), ownership)
