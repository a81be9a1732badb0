"""Rung 3: the scenarios under a real Linux Bluetooth stack, in a guest that has no radio."""
