"""The door: bytes and headers in, a delivery or a named refusal out."""
