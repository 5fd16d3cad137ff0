"""Every figure the README claims, measured again: each module is a command that prints a table and its verdict."""
