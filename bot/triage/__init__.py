"""Whose feedback this is, as data."""
