"""The commands, one file each; imported only when asked for."""
