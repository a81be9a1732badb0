"""The room that thinks: synchronous, told the time, the same result for the same inputs."""
