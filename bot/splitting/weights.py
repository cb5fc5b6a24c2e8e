"""What was learned: three models and a cut, as numbers from a file that scripts/train_split writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.splitting import cutting, pairs, tangle
from bot.splitting.trees import Forest, read_forest


@dataclass(frozen=True, slots=True)
class SplitWeights:
    """`pairs` says how likely two nodes are one concern, `cutting` how good a number of groups is, `tangle` how likely
    a change has several concerns. A change is called tangled from `tangled_cut` on, chosen so that few single ones are.
    """

    pairs: Forest
    cutting: Forest
    tangle: Forest
    tangled_cut: float


def read_weights(raw: object) -> SplitWeights:
    """Return the weights of a decoded JSON document; raises ValueError where it is not one of this version."""
    if not isinstance(raw, Mapping):
        raise ValueError("the weights are not a JSON object")  # noqa: TRY004 - one kind of error for one bad file
    try:
        return SplitWeights(
            read_forest(raw["pairs"], pairs.FEATURES),
            read_forest(raw["cutting"], cutting.FEATURES),
            read_forest(raw["tangle"], tangle.FEATURES),
            float(raw["tangled_cut"]),
        )
    except KeyError as error:
        raise ValueError(f"the weights lack {error}") from None
    except TypeError:
        raise ValueError("the weights' `tangled_cut` is not a number") from None
