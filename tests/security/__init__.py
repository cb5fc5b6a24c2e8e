"""Threats that no single room answers alone. docs/security.md names them all, each with its tests."""
