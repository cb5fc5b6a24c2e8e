"""The Monday report: an organisation's week, counted from what was gathered. Pure functions only."""
