"""A checkup of the whole installation: settings, GitHub, database; for the command and for the page."""
