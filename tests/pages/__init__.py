"""Tests of the lessons and the hall, without a browser."""
