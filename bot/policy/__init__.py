"""The YAML rules and the ownership map, typed; every error knows its line and column."""
