"""The sketch in `firmware_notes`, compiled and run: on a simulated chip, and natively."""
