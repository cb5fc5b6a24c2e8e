"""A practice GitHub for the demo and the tests: stateful, over HTTP, backed by real git."""
