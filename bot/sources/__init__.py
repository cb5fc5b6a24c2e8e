"""The outside that numbers are read from: hosts that the operator allowed, and nothing else."""
