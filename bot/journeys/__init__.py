"""The straight lines: facts, judgement, words, difference, effects."""
