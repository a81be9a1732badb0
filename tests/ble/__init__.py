"""The strap's link before something that misbehaves like the real thing."""
