"""Keywords that labels suggest."""

from __future__ import annotations

from bot.triage.learned.rows import Lesson
from bot.triage.suggestions import suggest_keywords
from tests.triage.maps import read_map

MAP = read_map("""
version: 1
areas:
  pay: {owner: bo, keywords: [card]}
  find: {owner: cy, keywords: [ranking]}
""")


def lessons(count: int = 12) -> list[Lesson]:
    """Return issues of both areas: "voucher code" is said in one of them only, "page" in both."""
    texts = ("The voucher code on the page is refused. Card.", "The page of results has a wrong ranking and filters.")
    return [Lesson(str(at), "", texts[at % 2], (1 - at % 2,)) for at in range(count)]


def words(area: str, most: int = 8) -> list[str]:
    """Return what is suggested for an area."""
    rows = [Lesson(each.id, each.title, each.body, (each.targets[0] ^ 1,)) for each in lessons()]
    ordered = [area_.id for area_ in MAP.areas]
    assert ordered == ["find", "pay"]
    return [each.word for each in suggest_keywords(rows, MAP, most) if each.area == area]


def test_what_one_area_says_and_others_do_not_is_suggested() -> None:
    """Counted in issues; what every issue says and what the map knows is not."""
    found = [words(area) for area in ("pay", "find")]
    assert any("voucher" in word for word in found[0] + found[1])
    assert not any(word in {"page", "card", "ranking"} for word in found[0] + found[1])


def test_at_most_so_many_are_suggested() -> None:
    """The clearest first."""
    assert [1, 1] == [len(words(area, 1)) for area in ("pay", "find")]


def test_a_word_of_two_issues_is_chance() -> None:
    """Three are the least."""
    assert suggest_keywords(lessons(4), MAP, 8) == ()
