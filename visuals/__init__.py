"""The room that shows: it draws a snapshot, sends up commands and decides nothing."""
