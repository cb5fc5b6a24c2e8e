"""The fifteen drills: what can go wrong, and what must be true afterwards. docs/security.md names them."""
