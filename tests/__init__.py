"""Tests: what the mathematics, the figures, the stage and the pages promise."""
