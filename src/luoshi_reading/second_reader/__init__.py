"""A second reader: a language model that may doubt what was found and point at what was not. Off unless switched on.

The model sees the repaired text and the quotations found in it; of its answer only quotations that stand in the text
to the letter count (rules R87-R91). Nothing here is asked unless the caller has an address from the environment.
"""

from luoshi_reading.second_reader.asking import second_opinion
from luoshi_reading.second_reader.grounding import Opinion, Refused
from luoshi_reading.second_reader.switch import SecondReader, second_reader_of

__all__ = ["Opinion", "Refused", "SecondReader", "second_opinion", "second_reader_of"]
