"""Repair: one kind of damage a module, each returning edits on the text it is given.

``edits`` composes them, ``repaired`` makes them the text with its way back; ``pipeline`` alone knows the order.
"""
