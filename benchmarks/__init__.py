"""Measurements of every figure in the README: each command prints a table and whether its targets are met."""
