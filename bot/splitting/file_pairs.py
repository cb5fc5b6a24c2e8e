"""What two files of a change have to do with each other, before any line is compared."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from bot.splitting.cosine import Weights, cosines
from bot.splitting.paths import folders, in_test_folder, path_words, shared_folders, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.looks import Look

FILE_FEATURES = (
    "same_file", "same_folder", "shared_folders", "path_words", "name_words", "test_of", "same_stem", "both_tests",
    "one_test", "documentation", "configuration", "same_kind", "same_extension", "added", "removed", "renamed",
    "same_package",     "file_parts", "file_words", "stem_in_file", "nodes_in_files", "distance_in_listing",
)  # fmt: skip


class FilePairs:
    """Answers the features of two files, computed when first asked for."""

    def __init__(self, files: Sequence[FileChange], readings: Sequence[FileReading], looks: Sequence[Look]) -> None:
        self._files, self._kinds = files, [reading.kind for reading in readings]
        self._known: dict[tuple[int, int], tuple[float, ...]] = {}
        self._folders = [folders(file.path) for file in files]
        self._extensions = [file.path.rpartition("/")[2].rpartition(".")[2] for file in files]
        self.stems = [stem(file.path) for file in files]
        self._tests = [
            reading.counts == "tests" or in_test_folder(file.path)
            for file, reading in zip(files, readings, strict=True)
        ]
        parts: list[set[str]] = [set() for _ in files]
        words: list[set[str]] = [set() for _ in files]
        for seen in looks:
            parts[seen.file] |= seen.parts
            words[seen.file] |= seen.words
        self.parts, self.part_weights = parts, Weights(parts)
        self._lower = [frozenset(word.lower() for word in found) for found in words]
        self._nodes = Counter(seen.file for seen in looks)
        cap = max(8, len(files))
        self._parts_cosine = cosines(parts, self.part_weights, cap)
        self._words_cosine = cosines(words, Weights(words), cap)
        # Of thousands of files only those that stand for a node are ever asked for.
        paths = [path_words(file.path if at in self._nodes else "") for at, file in enumerate(files)]
        names = [path_words(file.path.rpartition("/")[2] if at in self._nodes else "") for at, file in enumerate(files)]
        self._path_cosine = cosines(paths, Weights(paths), cap)
        self._name_cosine = cosines(names, Weights(names), cap)

    def features(self, one: int, other: int) -> tuple[float, ...]:
        """Return FILE_FEATURES for two files, the same in both orders."""
        pair = (one, other) if one <= other else (other, one)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._same(one) if one == other else self._different(pair)
        return found

    def stem_in(self, file: int, words: frozenset[str]) -> bool:
        """Return whether a file's stem is one of some words (in lower case)."""
        return len(self.stems[file]) > 2 and self.stems[file] in words  # noqa: PLR2004 - shorter ones are words of any code

    def _same(self, file: int) -> tuple[float, ...]:
        flags = self._both(file, file)
        return (1, 1, 1.0, 1.0, 1.0, 0, 0, *flags[:10], 1.0, 1.0, 0, *flags[10:])

    def _different(self, pair: tuple[int, int]) -> tuple[float, ...]:
        one, other = pair
        left, right = self._folders[one], self._folders[other]
        paired = bool(self.stems[one]) and self.stems[one] == self.stems[other]
        mixed = self._tests[one] != self._tests[other]
        flags = self._both(one, other)
        mentioned = self.stem_in(one, self._lower[other]) + self.stem_in(other, self._lower[one])
        return (
            0, left == right, shared_folders(left, right), self._path_cosine.get(pair, 0.0),
            self._name_cosine.get(pair, 0.0), paired and mixed, paired and not mixed, *flags[:10],
            self._parts_cosine.get(pair, 0.0), self._words_cosine.get(pair, 0.0), mentioned, *flags[10:],
        )  # fmt: skip

    def _both(self, one: int, other: int) -> tuple[float, ...]:
        kinds = (self._kinds[one], self._kinds[other])
        status = (self._files[one].status, self._files[other].status)
        left, right = self._folders[one], self._folders[other]
        return (
            self._tests[one] and self._tests[other], self._tests[one] != self._tests[other],
            kinds.count("documentation"), kinds.count("configuration"), kinds[0] == kinds[1],
            self._extensions[one] == self._extensions[other], status.count("added"),
            status.count("removed"), status.count("renamed"), len(left) > 1 and left[:2] == right[:2],
            math.log(self._nodes[one] + self._nodes[other]) if self._nodes[one] + self._nodes[other] else 0.0,
            abs(one - other) / len(self._files),
        )  # fmt: skip
