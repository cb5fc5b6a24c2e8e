"""What we think of a pull request, as data."""
