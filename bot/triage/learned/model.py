"""What a repository's labels have taught, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.learned.evidence import words_for
from bot.triage.learned.judge import Judge, learn_from, order_of, owners_in, predict
from bot.triage.learned.observation import observe, observe_all
from bot.triage.learned.trials import Border, Trials, draw_border, targets_of, try_in_order
from bot.triage.learned.vocabulary import vector_of
from bot.triage.opinion import Opinion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.triage.issue_text import IssueText
    from bot.triage.learned.meaning import Encoder
    from bot.triage.learned.observation import Observation
    from bot.triage.learned.rows import Lesson
    from bot.triage.lexical import Spoken

TRIED = 900
"""Newest rows that are predicted as though they had just come in: what weights, confidence and bars are read off."""

GROWTH = 0.2
"""Share by which the history grows between two fits of that rehearsal."""

_UNTRIED = 4
"""The first quarter of a history is only learned from: a rehearsal needs something to begin with."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A fitted model of one map: its `revision`, and its areas by id in the order of the arrays.

    `encoder` is the one it was fitted with: another one's vectors would say nothing to it.
    """

    revision: str
    areas: tuple[str, ...]
    border: Border
    judge: Judge
    encoder: Encoder | None = None

    def opinion(self, text: IssueText, spoken: Spoken, ownership: OwnershipMap) -> Opinion | None:
        """Return what labels and keywords together make of an issue.

        None where the map is another one than was learned from, where no label was, and for a text of which neither
        the labels nor the map know a word.
        """
        same = self.revision == ownership.revision and self.areas == tuple(area.id for area in ownership.areas)
        if not same or not self.border.support.any():
            return None
        seen = observe(text, spoken.scores, ownership, self.encoder)
        vector = vector_of(seen, self.border.vocabulary)
        if not (vector.indices < self.border.vocabulary.keys.size + len(self.areas)).any():
            return None
        trial = Trials(
            self.border.learned(seen)[None],
            self.border.support[None],
            seen.prior[None],
            np.zeros((1, len(self.areas)), np.bool_),
        )
        owners = owners_in(ownership)
        found = predict(trial, self.judge.pool, owners)
        shares, owner, sure = found.shares[0], int(found.owners[0]), float(found.sureness[0])
        order = order_of(shares, owner, owners)
        first = order[0]
        factor = self.judge.pool.weight_of(self.border.support[first])
        return Opinion(
            tuple((self.areas[area], round(float(shares[area]), 4)) for area in order),
            self.judge.calibration.confidence_of(sure),
            self.judge.bars.clears(owner, sure),
            self.judge.judged,
            words_for((first, self.areas[first]), text, vector, self.border, factor),
        )


def fit(rows: Sequence[Lesson], ownership: OwnershipMap, encoder: Encoder | None = None) -> Model:
    """Return the model of a history, oldest row first; the same rows and map give the same model.

    The newest rows are first predicted in the order of time by models of what was older, which says how far to trust
    the model of all rows.
    """
    border, judge = learn(rows, observe_all(rows, ownership, encoder), ownership)
    return Model(ownership.revision, tuple(area.id for area in ownership.areas), border, judge, encoder)


def learn(rows: Sequence[Lesson], observations: Sequence[Observation], ownership: OwnershipMap) -> tuple[Border, Judge]:
    """Return the classifier of all rows, and what a rehearsal on the newest of them says about trusting it."""
    targets = targets_of(rows, len(ownership.areas))
    start = max(len(rows) - TRIED, len(rows) // _UNTRIED)
    trials = try_in_order(observations, targets, start, GROWTH)
    judge = learn_from(trials, owners_in(ownership), ownership.defaults.route_precision)
    return draw_border(observations, targets), judge
