"""A model as bytes and back: a checked header and plain arrays, nothing that could run."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.learned.bar import Bars
from bot.triage.learned.calibration import Calibration
from bot.triage.learned.judge import Judge
from bot.triage.learned.model import Model
from bot.triage.learned.pool import Pool
from bot.triage.learned.trials import Border
from bot.triage.learned.vocabulary import MOST, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bot.triage.learned.meaning import Encoder

MAGIC = b"onesitting model 2\n"
"""The format's name and version; a change of what the numbers mean is a new version."""

_LENGTH, _DIGEST = 4, 32
_MOST_HEADER = 1_000_000
_MOST_AREAS = 1_000
_MOST_NUMBER = 1e6


class ModelRefusedError(ValueError):
    """These bytes are no model of this version; the message says why. Fit a new one from the history."""


def to_bytes(model: Model) -> bytes:
    """Return magic, header length (4 bytes, big-endian), header (JSON), arrays (little-endian), SHA-256 of all that."""
    header = {
        "revision": model.revision,
        "areas": model.areas,
        "encoder": model.encoder.name if model.encoder else "",
        "grams": int(model.border.vocabulary.keys.size),
        "pool": [model.judge.pool.labels, model.judge.pool.keywords, model.judge.pool.half],
        "sureness": model.judge.calibration.sureness,
        "confidence": model.judge.calibration.confidence,
        "bars": model.judge.bars.least,
        "judged": model.judge.judged,
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    arrays = (
        model.border.vocabulary.keys.astype("<u4"),
        model.border.vocabulary.rarity.astype("<f4"),
        model.border.weights.astype("<f4"),
        model.border.support.astype("<f4"),
    )
    body = b"".join((MAGIC, len(text).to_bytes(_LENGTH, "big"), text, *(array.tobytes() for array in arrays)))
    return body + sha256(body).digest()


def from_bytes(stored: bytes, encoder: Encoder | None = None) -> Model:
    """Return the model that `to_bytes` stored; raises ModelRefusedError for anything else.

    `encoder` is the one at hand: a model that was fitted with another one, or without, is refused. The digest finds
    damage. Sizes are checked before anything is read, and every number is checked to be one that a fit can give, so
    that bytes which somebody prepared are refused, or at worst route badly.
    """
    if not stored.startswith(MAGIC):
        raise ModelRefusedError("it does not begin like a model of this version")
    body, digest = stored[:-_DIGEST], stored[-_DIGEST:]
    if sha256(body).digest() != digest:
        raise ModelRefusedError("its digest does not match: it was cut off or changed")
    start = len(MAGIC) + _LENGTH
    length = int.from_bytes(body[len(MAGIC) : start], "big")
    if length > min(_MOST_HEADER, len(body) - start):
        raise ModelRefusedError("its header is longer than it may be")
    try:
        header = json.loads(body[start : start + length])
        return _model(header, memoryview(body)[start + length :], encoder)
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError) as error:
        if isinstance(error, ModelRefusedError):
            raise
        raise ModelRefusedError(f"its header cannot be read: {error!r}") from None


def _model(header: Mapping[str, object], arrays: memoryview, encoder: Encoder | None) -> Model:
    areas, grams = header["areas"], header["grams"]
    if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas) or len(areas) > _MOST_AREAS:
        raise ModelRefusedError("its areas are no list of names")
    if type(grams) is not int or not 0 <= grams <= MOST:
        raise ModelRefusedError("its number of words is out of range")
    if header["encoder"] != (encoder.name if encoder else ""):
        raise ModelRefusedError("it was fitted with other sentence vectors than there are here")
    judge = _judge(header)
    sizes = (grams, grams, (grams + len(areas) + (encoder.width if encoder else 0) + 1) * len(areas), len(areas))
    if arrays.nbytes != 4 * sum(sizes):
        raise ModelRefusedError("its arrays have another size than its header says")
    ends = np.cumsum((0, *sizes)) * 4
    keys, rarity, weights, support = (
        np.frombuffer(arrays[begin:end], kind)
        for (begin, end), kind in zip(pairwise(ends.tolist()), ("<u4", "<f4", "<f4", "<f4"), strict=True)
    )
    if not all((np.abs(each) <= _MOST_NUMBER).all() for each in (rarity, weights, support)) or (support < 0).any():
        raise ModelRefusedError("its arrays hold numbers that no fit gives")  # comparing finds what is no number, too
    if (keys[1:] <= keys[:-1]).any():
        raise ModelRefusedError("its words are not in order")
    vocabulary = Vocabulary(keys.astype(np.uint32), rarity.astype(np.float32))
    table: NDArray[np.float32] = (
        weights.astype(np.float32).reshape(-1, len(areas)) if areas else np.zeros((grams + 1, 0), np.float32)
    )
    border = Border(vocabulary, table, support.astype(np.float64))
    return Model(str(header["revision"]), tuple(areas), border, judge, encoder)


def _judge(header: Mapping[str, object]) -> Judge:
    labels, keywords, half = _numbers(header["pool"], 0.0, 1e6)
    sureness, confidence = _numbers(header["sureness"], 0.0, 1.0), _numbers(header["confidence"], 0.0, 1.0)
    if len(sureness) != len(confidence) or not sureness or any(a > b for a, b in pairwise(sureness)) or half <= 0:
        raise ModelRefusedError("its calibration is no curve")
    least = header["bars"]
    if not isinstance(least, list):
        raise ModelRefusedError("its bars are no list")
    bars = Bars(tuple(None if bar is None else _numbers([bar], 0.0, 1.0)[0] for bar in least))
    judged = header["judged"]
    if type(judged) is not int or judged < 0:
        raise ModelRefusedError("its count of judged issues is no count")
    return Judge(Pool(labels, keywords, half), Calibration(sureness, confidence), bars, judged)


def _numbers(value: object, least: float, most: float) -> tuple[float, ...]:
    if not isinstance(value, list) or not all(type(each) in {int, float} and least <= each <= most for each in value):
        raise ModelRefusedError(f"its header holds a number that is not between {least:g} and {most:g}")
    return tuple(float(each) for each in value)
