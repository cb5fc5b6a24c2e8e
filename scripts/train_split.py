"""Train the weights of the split plan: `train_split.py OUT COMPOSITES.jsonl...`, one file for each repository.

Each line of a composites file is a pull request with a known answer: {"id", "k", "diff", "truth"}, where `truth` is
{path: {"added": [[line, concern], ...], "removed": [[line, concern], ...]}}. Needs scikit-learn; the product does not.

Three models are trained: whether two runs of changed lines are one concern, how good a number of groups is, and whether
a change has several concerns at all. The second and third learn from what the first says about repositories that it was
not trained on. With `--folds N` the weights are also trained N times with every N-th repository left out, and written
to OUT.held-out/FOLD.json beside a list of the repositories they must be measured on.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.files import read_files
from bot.shipped import load
from bot.splitting import cutting, pairs, tangle
from bot.splitting.atoms import Atom, cut
from bot.splitting.foreseen import Foreseen, foresee
from bot.splitting.linkage import link, matrix
from bot.splitting.looks import Look, look, runs_of
from bot.splitting.nodes import gather
from bot.splitting.relations import bonds

FILE_RULES = compose(load(), None).files
PAIRS_OF_ONE = 500  # pairs that are taken of one composite: large ones say the same thing many times
FALSE_SPLITS = 0.09  # share of single concerns that may be called tangled; below the bar, to leave room

Repositories = dict[str, list["Row"]]


@dataclass
class Row:
    """One composite, taken apart, with its answers."""

    k: int
    files: Any
    readings: Any
    looks: list[Look]
    bonds: list[tuple[int, int]]
    pairs: Any  # one row for each pair: two node indices
    values: Any  # one row for each pair: its features
    answers: Any  # the concern of each node, -1 where it has several
    units: list[Counter[int]]  # for each node, how many runs of lines each concern has
    concern: float = 0.0  # how sure a model, not trained on this repository, is that it is a tangle
    likely: Any = None  # probability of each pair, by a model that was not trained on this repository
    merges: Any = ()


def read_row(item: dict[str, Any]) -> Row:
    """Take one composite apart."""
    files = read_diff(item["diff"])
    readings = read_files(files, FILE_RULES, "")
    atoms = cut(files)
    nodes = gather(files, atoms)
    looks = [look(node, atoms) for node in nodes]
    found = list(pairs.Pairs(files, readings, looks).all())
    answers = {
        (path, side, number): concern
        for path, sides in item["truth"].items()
        for side, lines in sides.items()
        for number, concern in lines
    }
    units = [_units([(files[atoms[at].file].path, atoms[at]) for at in node], answers) for node in nodes]
    return Row(
        k=item["k"],
        files=files,
        readings=readings,
        looks=looks,
        bonds=[(bond.one, bond.other) for bond in bonds(files, readings, atoms, nodes, looks)],
        pairs=np.array([pair for pair, _ in found], dtype=np.int32).reshape(-1, 2),
        values=np.array([values for _, values in found], dtype=np.float32).reshape(-1, len(pairs.FEATURES)),
        answers=np.array([next(iter(unit)) if len(unit) == 1 else -1 for unit in units]),
        units=units,
    )


def _units(atoms: list[tuple[str, Atom]], answers: dict[tuple[str, str, int], int]) -> Counter[int]:
    """Count runs of lines on one side that have one answer."""
    counts: Counter[int] = Counter()
    for path, atom in atoms:
        for side, numbers in (("removed", [x.old for x in atom.removed]), ("added", [x.new for x in atom.added])):
            concerns = {answers.get((path, side, number or 0)) for number in numbers}
            if len(concerns) == 1 and None not in concerns:
                counts[concerns.pop()] += 1  # type: ignore[index]  # None was ruled out
    return counts


def agreement(units: list[Counter[int]], labels: list[int]) -> float | None:
    """Return the adjusted Rand index of a grouping (Hubert and Arabie 1985), over runs of lines."""
    cell: Counter[tuple[int, int]] = Counter()
    ours: Counter[int] = Counter()
    theirs: Counter[int] = Counter()
    for unit, label in zip(units, labels, strict=True):
        for concern, count in unit.items():
            cell[concern, label] += count
            ours[label] += count
            theirs[concern] += count
    total = math.comb(sum(ours.values()), 2)
    if not total:
        return None
    both, one, other = (sum(math.comb(n, 2) for n in counts.values()) for counts in (cell, ours, theirs))
    expected, most = one * other / total, (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def train_pairs(rows: list[Row]) -> Any:  # noqa: ANN401 - a scikit-learn model
    """Train the first model; each composite weighs as the square root of its pairs."""
    values, answers, weights = [], [], []
    for row in rows:
        one, other = row.answers[row.pairs[:, 0]], row.answers[row.pairs[:, 1]]
        known = np.flatnonzero((one >= 0) & (other >= 0))
        if not len(known):
            continue
        weight = math.sqrt(len(known))
        taken = np.random.default_rng(len(known)).permutation(known)[:PAIRS_OF_ONE]
        values.append(row.values[taken])
        answers.append((one == other)[taken])
        weights.append(np.full(len(taken), weight / len(taken)))
    weight = np.concatenate(weights)
    model = HistGradientBoostingClassifier(
        max_iter=ITERATIONS, learning_rate=0.1, max_leaf_nodes=12, min_samples_leaf=150, l2_regularization=5,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(np.concatenate(values), np.concatenate(answers), sample_weight=weight / weight.mean())


ITERATIONS = 100


def foretell(model: Any, rows: list[Row]) -> None:  # noqa: ANN401
    """Fill in what a model says about rows that it was not trained on."""
    for row in rows:
        row.likely = model.predict_proba(row.values)[:, 1] if len(row.values) else np.zeros(0)
        row.merges = link(matrix(len(row.looks), _likely(row)), row.bonds)


def _likely(row: Row) -> dict[tuple[int, int], float]:
    return {(int(one), int(other)): float(p) for (one, other), p in zip(row.pairs, row.likely, strict=True)}


def train(repositories: Repositories, inner: int = 3) -> dict[str, Any]:
    """Return the weights as JSON values."""
    names = sorted(repositories)
    for fold in range(inner):
        left_out = names[fold::inner]
        model = train_pairs([row for name in names if name not in left_out for row in repositories[name]])
        foretell(model, [row for name in left_out for row in repositories[name]])
    rows = [row for name in names for row in repositories[name]]
    scores: list[tuple[str, Row, float]] = []
    for fold in range(inner):
        left_out = names[fold::inner]
        model = train_tangle([row for name in names if name not in left_out for row in repositories[name]])
        for name in left_out:
            foretell_tangle(model, repositories[name])
            scores += [(name, row, row.concern) for row in repositories[name]]
    return {
        "pairs": exported([train_pairs(rows)], pairs.FEATURES),
        "cutting": exported(train_cutting(rows), cutting.FEATURES),
        "tangle": exported(train_tangle(rows), tangle.FEATURES),
        "tangled_cut": _tangled_cut(scores),
    }


def train_cutting(rows: list[Row]) -> list[Any]:
    """Train the second model: the adjusted Rand index of each number of groups."""
    values, answers = [], []
    for row in rows:
        if row.k == 1:
            continue
        for found, labels in cutting.candidates(row.looks, hints(row), row.merges):
            if (score := agreement(row.units, labels)) is not None:
                values.append(found)
                answers.append(score)
    model = HistGradientBoostingRegressor(
        max_iter=120, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=100, early_stopping=False, random_state=0
    )
    return [model.fit(np.array(values), np.array(answers))]


def train_tangle(rows: list[Row], models: int = 3) -> list[Any]:
    """Train the third model, single concerns and tangles weighing the same: several, each on other features."""
    weight = {True: 1.0, False: sum(row.k > 1 for row in rows) / max(1, sum(row.k == 1 for row in rows))}
    values, answers = np.array([tangle_values(row) for row in rows]), np.array([row.k > 1 for row in rows])
    weights = np.array([weight[row.k > 1] for row in rows])
    return [
        HistGradientBoostingClassifier(
            max_iter=80, learning_rate=0.05, max_leaf_nodes=6, min_samples_leaf=40, l2_regularization=5,
            max_features=0.3, early_stopping=False, random_state=number,
        ).fit(values, answers, sample_weight=weights)
        for number in range(models)
    ]  # fmt: skip


def tangle_values(row: Row) -> list[float]:
    """Return the features of the third model."""
    return tangle.tangle_features(row.files, row.readings, row.looks, _likely(row), row.merges, foreseen(row))


def foreseen(row: Row) -> tuple[Foreseen, ...]:
    """Return what is foreseen for each number of groups."""
    rows = matrix(len(row.looks), _likely(row))
    return foresee(rows, row.merges, runs_of(row.looks), cutting.MOST_GROUPS)


def hints(row: Row) -> cutting.Hints:
    """Return what is known of a row as a whole."""
    return cutting.Hints(float(np.mean(row.likely)) if len(row.likely) else 1.0, foreseen(row), row.concern)


def foretell_tangle(models: list[Any], rows: list[Row]) -> None:
    """Fill in how sure the third model is; a change of one node has one concern."""
    told = np.mean(
        [model.decision_function(np.array([tangle_values(row) for row in rows])) for model in models], axis=0
    )
    for row, value in zip(rows, told, strict=True):
        row.concern = 1 / (1 + math.exp(-float(value))) if len(row.looks) > 1 else 0.0


def _tangled_cut(scores: list[tuple[str, Row, float]]) -> float:
    """Return the score from which on at most FALSE_SPLITS of the single concerns are, the mean over repositories."""
    singles = {name: [p for other, row, p in scores if other == name and row.k == 1] for name, _, _ in scores}
    for cut_at in np.arange(0.02, 1.0, 0.005):
        if np.mean([np.mean([p >= cut_at for p in told]) for told in singles.values() if told]) <= FALSE_SPLITS:
            return round(float(cut_at), 4)
    return 1.0


def exported(models: list[Any], features: tuple[str, ...]) -> dict[str, Any]:
    """Return trained models, taken as one that is their mean, as bot.splitting.trees reads it."""
    share = 1 / len(models)
    trees = [
        [
            [-1, _short(node["value"] * share), 0, 0]
            if node["is_leaf"]
            else [int(node["feature_idx"]), _short(node["num_threshold"]), int(node["left"]), int(node["right"])]
            for node in predictor.nodes
        ]
        for model in models
        for (predictor,) in model._predictors  # noqa: SLF001 - scikit-learn has no public way to its trees
    ]
    start = sum(float(np.ravel(model._baseline_prediction)[0]) for model in models) * share  # noqa: SLF001
    return {"features": list(features), "start": _short(start), "trees": trees}


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def main() -> None:
    """Train and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("composites", type=Path, nargs="+")
    ask.add_argument("--folds", type=int, default=0)
    ask.add_argument("--tangled-cut", type=float, help="the cut, where it was measured on weights that were held out")
    want = ask.parse_args()
    repositories: Repositories = {}
    for path in want.composites:
        with path.open(encoding="utf-8") as lines:
            repositories[path.parent.name] = [read_row(json.loads(line)) for line in lines]
        print(path.parent.name, len(repositories[path.parent.name]), flush=True)  # noqa: T201 - progress
    held_out = want.out.with_suffix(".held-out")
    for fold in range(want.folds):
        left_out = sorted(repositories)[fold :: want.folds]
        weights = train({name: rows for name, rows in repositories.items() if name not in left_out})
        held_out.mkdir(exist_ok=True)
        text = json.dumps({**weights, "held_out": left_out}, separators=(",", ":"))
        (held_out / f"{fold}.json").write_text(text + "\n", "utf-8")
        print("held out:", *left_out, "tangled from", weights["tangled_cut"], flush=True)  # noqa: T201
    weights = train(repositories)
    if want.tangled_cut is not None:
        weights["tangled_cut"] = want.tangled_cut
    want.out.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
