"""Searching for orders of events, faults and acts that nobody thought of. `HYPOTHESIS_PROFILE=search` takes minutes."""
