"""What is so, and the types that rooms exchange. Frozen data, no I/O, no clock."""
