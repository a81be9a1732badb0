"""The screens: each draws a frozen record at a time and turns gestures into outcomes."""
