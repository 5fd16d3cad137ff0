"""Tests of the lessons and the layout, without a browser."""
