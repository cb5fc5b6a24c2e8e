"""Drills are played on the stage of the journeys."""

from __future__ import annotations

from tests.journeys.conftest import stage

__all__ = ["stage"]
