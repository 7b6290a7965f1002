"""The reading engine: an official document goes in, its repaired text and findings come out, each with its place.

Knows neither Django, nor a database, nor the network. ``pipeline.read`` is the way in.
"""

from luoshi_reading.compiled import package_path

__path__ = package_path(__path__)
