"""Pages that people and probes read."""
