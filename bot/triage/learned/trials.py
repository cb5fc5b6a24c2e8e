"""Past issues predicted as they came, each by a model that had seen only older ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.learned.linear import fit_linear, margins
from bot.triage.learned.vocabulary import choose_vocabulary, vector_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from bot.triage.learned.observation import Observation
    from bot.triage.learned.rows import Lesson
    from bot.triage.learned.vocabulary import Vocabulary

LEAST_AREAS = 2
"""With labels of one area alone there is nothing to tell apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """Issues by areas, in the order of time.

    `learned` is what labels say (0: nothing), `support` the labels that each area had by then, `prior` what keywords
    say, `targets` whether people put the issue there.
    """

    learned: NDArray[np.float64]
    support: NDArray[np.float64]
    prior: NDArray[np.float64]
    targets: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.targets)

    def __getitem__(self, part: slice) -> Trials:
        return Trials(self.learned[part], self.support[part], self.prior[part], self.targets[part])


@dataclass(frozen=True, slots=True, eq=False)
class Border:
    """A fitted classifier: weights of shape (grams + areas + meaning + 1, areas) and the labels that each area had."""

    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    support: NDArray[np.float64]

    def learned(self, observation: Observation) -> NDArray[np.float64]:
        """Return what the labels say of each area: 0 where an area has none, about 0 where they speak against it.

        A margin of -1 is what the fit asks of a wrong area, hence the 1 that is added.
        """
        if np.count_nonzero(self.support) < LEAST_AREAS:
            return np.zeros_like(self.support)
        found = margins(vector_of(observation, self.vocabulary), self.weights) + 1
        return np.where(self.support > 0, found, 0.0)


def draw_border(observations: Sequence[Observation], targets: NDArray[np.bool_]) -> Border:
    """Fit the classifier to a history; with labels of fewer than two areas it has nothing to say."""
    support = targets.sum(axis=0).astype(np.float64)
    vocabulary = choose_vocabulary(observations)
    width = vocabulary.keys.size + targets.shape[1] + (observations[0].meaning.size if observations else 0)
    if np.count_nonzero(support) < LEAST_AREAS:
        return Border(vocabulary, np.zeros((width + 1, targets.shape[1]), np.float32), support)
    rows = [vector_of(each, vocabulary) for each in observations]
    return Border(vocabulary, fit_linear(rows, targets, width), support)


def targets_of(rows: Sequence[Lesson], areas: int) -> NDArray[np.bool_]:
    """Return the areas of each row as a table of rows by areas."""
    table = np.zeros((len(rows), areas), np.bool_)
    for place, row in enumerate(rows):
        table[place, list(row.targets)] = True
    return table


def try_in_order(observations: Sequence[Observation], targets: NDArray[np.bool_], start: int, growth: float) -> Trials:
    """Predict every row from `start` on, refitting whenever the history has grown by `growth` (a share)."""
    learned, support = np.zeros(targets.shape), np.zeros(targets.shape)
    for begin, end in blocks(start, len(targets), growth):
        border = draw_border(observations[:begin], targets[:begin])
        learned[begin:end] = [border.learned(each) for each in observations[begin:end]]
        support[begin:end] = border.support
    prior = np.array([each.prior for each in observations]).reshape(targets.shape)
    return Trials(learned, support, prior, targets)[start:]


def blocks(start: int, end: int, growth: float) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of the stretches between two fits, each at least one row long."""
    begin = start
    while begin < end:
        after = min(end, begin + max(1, int(begin * growth)))
        yield begin, after
        begin = after
