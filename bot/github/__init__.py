"""Reads from GitHub and, in perform.py alone, writes to it."""
