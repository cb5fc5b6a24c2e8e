"""Remembers: deliveries, subjects that are due, and who is working on them."""
