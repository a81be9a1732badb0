"""What can be asked on the command line, in the person's language.

Apart from `visuals/texts`, and light: help answers before anything else is loaded.
"""
