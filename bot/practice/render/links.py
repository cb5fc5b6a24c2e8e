"""Addresses as they stand in answers; nobody follows them here, but readers compare them."""

from __future__ import annotations

API = "https://api.github.com"
WEB = "https://github.com"
