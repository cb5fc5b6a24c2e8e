"""An encoder that tests can read: one number for each of a few meanings."""

import numpy as np
from numpy.typing import NDArray

MEANINGS = (("basket", "trolley"), ("lookup", "query"))
"""Words of like meaning; the history speaks the first of each, the tests the second."""


class WordList:
    """Marks which meanings a sentence has, and that it is a sentence."""

    def __init__(self, name: str = "word list") -> None:
        self.name = name
        self.width = 1 + len(MEANINGS)

    def encode(self, sentence: str) -> NDArray[np.float32]:
        """Return 1 for being there and 1 for each meaning that is spoken of, at length 1."""
        found = np.array([1, *(any(word in sentence for word in words) for words in MEANINGS)], np.float32)
        vector: NDArray[np.float32] = found / np.linalg.norm(found)
        return vector
