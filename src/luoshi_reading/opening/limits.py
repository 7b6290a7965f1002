"""How large a file may be. Each limit keeps one reading well under 30 s and 1 GB on a small server."""

FILE_BYTES = 200 * 2**20
"""Largest file of any kind."""

TEXT_CHARACTERS = 8_000_000
"""Longest text that is read; about 24 MB of Chinese in UTF-8, some five hundred times a long plan. Measured with
``luoshi read``: 6.7 million characters (20 MB) of damaged news and speeches take 14 s and 0.7 GB."""

UNPACKED_BYTES = 300 * 2**20
"""Most bytes that a DOCX may unpack to, all parts together."""

UNPACKED_RATIO = 200
"""Most that one part of a DOCX may grow by on unpacking, once it is larger than ``UNPACKED_RATIO_FROM_BYTES``."""

UNPACKED_RATIO_FROM_BYTES = 10 * 2**20

DOCX_PARTS = 20_000
PDF_PAGES = 5_000
HTML_BYTES = 60 * 2**20
