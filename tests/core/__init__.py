"""Tests of the mathematics: laws, known values, independent referees, refused arguments."""
