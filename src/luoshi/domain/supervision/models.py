"""Tables of lights, ladders and their steps."""
