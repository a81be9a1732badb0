"""The journal: one append-only file a session, written beat by beat before any judgement."""
