"""What can be read off a change: hunks, file kinds, line kinds, effort, path to area."""
