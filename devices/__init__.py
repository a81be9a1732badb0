"""The room that waits: it turns bytes and model beats into frozen, stamped readings."""
