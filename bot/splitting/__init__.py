"""Which changed lines belong together, in which order, and the proof that each part applies."""
