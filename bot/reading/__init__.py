"""What can be read off a change: hunks, file kinds, effort, path to area."""
