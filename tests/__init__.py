"""The tests, one room each."""
