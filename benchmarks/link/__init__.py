"""The way to a strap in figures; see `__main__`."""
