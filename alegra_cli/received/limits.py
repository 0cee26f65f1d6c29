"""What a file of a stranger may take: more is refused, and told with its code.

An invoice of ten thousand lines is about 6 MB of XML and 100,000 elements, 12 deep.
"""

from __future__ import annotations

LARGEST_XML = 8 * 1024**2
LARGEST_PDF = 20 * 1024**2
DEEPEST = 64
MOST_ELEMENTS = 150_000
MOST_EQUAL_SIGNS = 300_000
"""In the whole file: attributes are all in memory before anyone can count those of an element."""
LONGEST_PROLOG = 64 * 1024
"""Bytes before the root element."""
LARGEST_ARCHIVE = 256 * 1024**2
LARGEST_DIRECTORY = 4 * 1024**2
"""Bytes of a ZIP's list of its files: some 60,000 of them."""
MOST_UNPACKED = 512 * 1024**2
"""Bytes that one archive may become, with those inside of it."""
HIGHEST_RATIO = 200
"""Unpacked bytes for one packed, where there is more than a megabyte; XML packs 10 to 50 times."""
DEEPEST_ARCHIVE = 2
"""An archive in an archive, as a mail program makes it, and no further."""
LARGEST_MESSAGE = 64 * 1024**2
