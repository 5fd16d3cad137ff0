"""The limits of a file that is read, and of the columns that are used at once."""

MAX_BYTES = 1_000_000
MAX_ROWS = 20_000
"""Rows of a file, without its header."""
MAX_COLUMNS = 200
"""Columns of a file."""
MIN_FEATURES = 2
"""Numeric columns that a file must have besides the label column."""
MAX_FEATURES = 20
"""Numeric columns that can be used at once."""
MAX_CLASSES = 10
MAX_NAME_LENGTH = 80
"""Characters of a column name that are kept; a column with a longer text cannot be the label column."""
