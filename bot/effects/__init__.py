"""What should change on GitHub, as data."""
