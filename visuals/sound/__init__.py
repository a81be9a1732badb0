"""What a session sounds like: breath, bells and signs, made here and told when to sound.

Nothing but `mixer.py` knows the computer's audio; everything before it is numbers in arrays.
"""
