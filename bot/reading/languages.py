"""What is known of a language's lines: which are comments, which import, and what a formatter changes in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.policy.languages import Language
    from bot.policy.patterns import Pattern

LONGEST = 1_000
"""Characters of a line that are looked at: nobody writes a longer comment or import on one line."""

_TUPLE_OF_ONE = re.compile(r"(?:(?<![\w)\]])|(?<=return)|(?<=yield)|(?<=in))\([^(),]*,\)")
_TRAILING_COMMA = re.compile(r",(?=[)\]}>])")


class LanguageReader:
    """One family of languages, ready to be asked."""

    def __init__(self, language: Language) -> None:
        self._comments = language.comments
        self._blocks = [tuple(block.split(" ")) for block in language.comment_blocks]
        self._starts = (*self._comments, *(begin for begin, _ in self._blocks))
        self._directives = _any_of(language.directives)
        self._imports = _any_of(language.imports)
        self._block = block = language.import_block
        self._somewhere = _any_of((*language.imports, *((block.begin,) if block else ())), "(?m)")
        self._layout = frozenset(language.layout)

    @property
    def knows_imports(self) -> bool:
        """Whether any line of the language is known to import."""
        return self._imports is not None

    def without_layout(self, text: str) -> str:
        """Return a line without its white space and the marks that a formatter may change as well."""
        text = "".join(text.split())
        if "quotes" in self._layout:
            text = text.replace("'", '"')
        return text.rstrip(";") if "semicolons" in self._layout else text

    def same_but_for_commas(self, before: str, after: str) -> bool:
        """Return whether lines joined by `without_layout` differ in commas only that stand where a formatter puts them.

        A comma that makes a tuple of one is none of these.
        """
        if "trailing_commas" not in self._layout or abs(len(before) - len(after)) > before.count(",") + after.count(
            ","
        ):
            return False
        if _TRAILING_COMMA.sub("", before) != _TRAILING_COMMA.sub("", after):
            return False
        return not _TUPLE_OF_ONE.search(before) and not _TUPLE_OF_ONE.search(after)

    def comments(self, texts: Sequence[str]) -> Iterator[int]:
        """Yield which lines of one side of a hunk are comments and nothing else."""
        at = 0
        ends: dict[str, int] = {}
        while at < len(texts):
            text = texts[at][:LONGEST].strip()
            end = self._comment_end(texts, at, text, ends) if text.startswith(self._starts) else None
            if end is None or (self._directives and self._directives.search(_encodable(text))):
                at += 1
                continue
            yield from range(at, end + 1)
            at = end + 1

    def _comment_end(self, texts: Sequence[str], at: int, text: str, ends: dict[str, int]) -> int | None:
        """Return the last line of the comment that begins at a line; None where code follows or its end is not seen.

        `ends` remembers where the next end of each block was found, so that no line is looked at for every beginning.
        """
        for begin, end in self._blocks:
            if not text.startswith(begin):
                continue
            closed = text.find(end, len(begin))
            if closed >= 0:
                return at if closed + len(end) == len(text) else None
            if ends.get(end, -1) <= at:
                later = range(at + 1, len(texts))
                ends[end] = next((index for index in later if end in texts[index][:LONGEST]), len(texts))
            last = ends[end]
            return last if last < len(texts) and texts[last].rstrip().endswith(end) else None
        return at if text.startswith(self._comments) else None

    def imports(self, section: str, texts: Sequence[str]) -> Iterator[int]:
        """Yield which lines of one side of a hunk import; `section` is the text behind the hunk's `@@`."""
        block = self._block
        inside = block is not None and block.begin.search(section[:LONGEST]) is not None
        # One search for the whole side spares most sides the search of each line.
        if self._imports is None or not (inside or self._imports_somewhere(texts)):
            return
        for at, text in enumerate(text[:LONGEST] for text in texts):
            if inside and block:
                ends = block.end.search(text) is not None
                if ends or not text.strip() or block.inside.search(text):
                    yield at
                    inside = not ends
                    continue
                inside = False
            if block and block.begin.search(text):
                yield at
                inside = True
            elif self._imports.search(_encodable(text)):
                yield at
                # A line that ends a block whose beginning is not shown tells what the lines before it are.
                if block and block.end.search(text):
                    yield from self._back(texts, at)

    def _imports_somewhere(self, texts: Sequence[str]) -> bool:
        return self._somewhere is not None and self._somewhere.search(_encodable("\n".join(texts))) is not None

    def _back(self, texts: Sequence[str], at: int) -> Iterator[int]:
        while at and self._block and texts[at - 1].strip() and self._block.inside.search(texts[at - 1][:LONGEST]):
            at -= 1
            yield at


class LanguageReaders:
    """The readers of all families; of two with the same extension or name the first has it."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._readers: dict[str, LanguageReader] = {}
        for language in languages:
            reader = LanguageReader(language)
            for key in (*language.names, *(f".{extension.lower()}" for extension in language.extensions)):
                self._readers.setdefault(key, reader)

    def of(self, path: str) -> LanguageReader | None:
        """Return the reader for a file; None where no family has its name or extension."""
        name = path.rpartition("/")[2]
        _, dot, extension = name.rpartition(".")
        return self._readers.get(name) or self._readers.get(dot + extension.lower())


@lru_cache(maxsize=8)
def readers_of(languages: tuple[Language, ...]) -> LanguageReaders:
    """Return the readers of some families; they are compiled once."""
    return LanguageReaders(languages)


def _any_of(patterns: Iterable[Pattern], flags: str = "") -> re2._Regexp | None:
    joined = "|".join(f"(?:{pattern.text})" for pattern in patterns)
    return re2.compile(flags + joined) if joined else None


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
