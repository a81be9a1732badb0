"""What the training window draws, as a function of a snapshot and the time."""
