"""Tests of one home of the database; the others run in both (fixture `database_kind` of tests/conftest.py)."""

from __future__ import annotations

import pytest

IN_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
IN_POSTGRESQL = pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
