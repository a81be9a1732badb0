"""Measurements against recorded and simulated hearts; run by hand, from the repository root."""
