"""The lessons, one file each, and the hall they open from."""
