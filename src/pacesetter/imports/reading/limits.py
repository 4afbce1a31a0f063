"""How large a file, and the parts of it, may be.

The limits protect the memory of the process: everything read here is held in batches, so a file's size alone is not a
problem, but one endless cell or a packed spreadsheet that unfolds to a hundred times its size would be.
"""

MAX_CSV_BYTES = 2 * 1024**3
MAX_XLSX_BYTES = 200 * 1024**2
MAX_COLUMNS = 1_000
MAX_XLSX_ROWS = 1_048_576  # the format's own limit
MAX_XLSX_UNPACKED_BYTES = 4 * 1024**3
# openpyxl holds all shared strings in memory, so these get a limit of their own.
MAX_XLSX_SHARED_STRINGS_BYTES = 300 * 1024**2
MAX_XLSX_PARTS = 5_000
# Real spreadsheets pack 5 to 30 times; a bomb 1000 times.
MAX_XLSX_RATIO = 250

BLOCK_BYTES = 1024**2
BATCH_LINES = 10_000
# A quoted cell that runs over more lines than this is taken for a quote that was never closed.
MAX_LINES_PER_ROW = 2_000
# Lines longer than this are no lines of a table.
MAX_LINE_CHARACTERS = 16 * 1024**2
HEADER_SEARCH_ROWS = 30
SAMPLE_BYTES = 256 * 1024
