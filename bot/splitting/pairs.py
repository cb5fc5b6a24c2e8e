"""Each pair of nodes as numbers: what speaks for and against that they are one concern."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.splitting.cosine import Weights, cosines, strongest
from bot.splitting.file_pairs import FILE_FEATURES, FilePairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.cosine import Pair
    from bot.splitting.looks import Look, Words

NODE_FEATURES = (
    "near_40", "near_6", "same_section", "words", "words_of_two", "words_of_four", "rarest_word",
    "defines_used", "defines_near", "words_near", "stem_used", "new_words", "gone_words", "same_substitution", "parts",
    "parts_to_best", "parts_to_least_best", "parts_to_best_elsewhere", "parts_near", "imports", "blank", "comments",
    "size_less", "size_more", "adds_only", "removes_only", "same_shape", "same_reference", "other_reference",
    "file_parts_more", "file_parts_less", "files", "nodes", "folders",
)  # fmt: skip
FEATURES = FILE_FEATURES + NODE_FEATURES
NEAR, VERY_NEAR = 40, 6
"""Lines over which nearness fades to a third."""


class Pairs:
    """The features of any two nodes of one change."""

    def __init__(self, files: Sequence[FileChange], readings: Sequence[FileReading], looks: Sequence[Look]) -> None:
        self.looks = looks
        self.files = FilePairs(files, readings, looks)
        count = len(looks)
        cap = max(12, count // 2)
        words, parts = [seen.words for seen in looks], [seen.parts for seen in looks]
        around = [seen.parts_near for seen in looks]
        weights, part_weights = Weights(words), Weights(parts)
        self.idf, self.frequency = weights.idf, weights.frequency
        self._words = cosines(words, weights, cap)
        self.parts = cosines(parts, part_weights, cap)
        self._around = cosines(around, Weights(around), cap)
        self._best = strongest(self.parts, count)
        elsewhere = {pair: value for pair, value in self.parts.items() if looks[pair[0]].file != looks[pair[1]].file}
        self._best_elsewhere = strongest(elsewhere, count)
        self._lower = [frozenset(word.lower() for word in seen.words) for seen in looks]
        self._to_file = self._likeness_to_files()
        folders = len({file.path.rpartition("/")[0] for file in files})
        self._change = (math.log(len(files) + 1), math.log(count + 1), math.log(folders + 1))

    def all(self) -> Iterator[tuple[Pair, list[float]]]:
        """Yield every pair with FEATURES, as numbers."""
        for one in range(len(self.looks)):
            for other in range(one + 1, len(self.looks)):
                yield (one, other), self.features(one, other)

    def features(self, one: int, other: int) -> list[float]:
        """Return FEATURES of two nodes, `one` the smaller index."""
        left, right = self.looks[one], self.looks[other]
        same = left.file == right.file
        gap = max(0, right.first - left.last) if same else 0
        shared = left.words & right.words
        held = [self.frequency[word] for word in shared]
        new, gone = left.new & right.new, left.gone & right.gone
        alike = 0.0
        if new and gone:
            alike = (len(new) + len(gone)) / (len(left.new | right.new) + len(left.gone | right.gone))
        likeness = self.parts.get((one, other), 0.0)
        best = (self._best[one], self._best[other])
        far = 0.0 if same else max(self._best_elsewhere[one], self._best_elsewhere[other])
        stems = (
            0
            if same
            else (self.files.stem_in(left.file, self._lower[other]) + self.files.stem_in(right.file, self._lower[one]))
        )
        toward = (self._to_file.get((one, right.file), 0.0), self._to_file.get((other, left.file), 0.0))
        both_refer = bool(left.refers) and bool(right.refers)
        refer = len(left.refers & right.refers)
        return [
            *self.files.features(left.file, right.file),
            math.exp(-gap / NEAR) if same else 0.0,
            math.exp(-gap / VERY_NEAR) if same else 0.0,
            same and left.section == right.section != "",
            self._words.get((one, other), 0.0),
            math.log1p(held.count(2)),
            math.log1p(sum(count <= 4 for count in held)),  # noqa: PLR2004 - the feature's name
            self._rarest(shared),
            self._rarest((left.defines & right.words) | (right.defines & left.words)),
            self._rarest((left.defines & right.near) | (right.defines & left.near)),
            self._rarest((left.words & right.near) | (right.words & left.near)),
            stems, math.log1p(len(new)), math.log1p(len(gone)), alike, likeness,
            likeness / max(best) if max(best) else 0.0,
            likeness / min(best) if min(best) else 0.0,
            likeness / far if far else 0.0,
            self._around.get((one, other), 0.0),
            left.imports + right.imports, left.blank + right.blank, left.comments + right.comments,
            min(left.size, right.size), max(left.size, right.size),
            left.adds_only + right.adds_only, left.removes_only + right.removes_only,
            left.shape == right.shape, refer, both_refer and not refer, max(toward), min(toward),
            *self._change,
        ]  # fmt: skip

    def _rarest(self, words: Words) -> float:
        idf = self.idf
        return max([idf.get(word, 0.0) for word in words], default=0.0)

    def _likeness_to_files(self) -> Mapping[tuple[int, int], float]:
        """Return how much each node is like each file as a whole, where they share words."""
        weights, sets = self.files.part_weights, self.files.parts
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for file, words in enumerate(sets):
            for word in words:
                holders[word].append(file)
        norms = [weights.norm(words) for words in sets]
        found: dict[tuple[int, int], float] = {}
        for index, seen in enumerate(self.looks):
            dots: defaultdict[int, float] = defaultdict(float)
            for word in sorted(seen.parts):
                weight = weights.idf[word] ** 2
                for file in holders[word]:
                    dots[file] += weight
            own = weights.norm(seen.parts)
            for file, dot in dots.items():
                found[index, file] = dot / (own * norms[file])
        return found
