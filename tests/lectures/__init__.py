"""Tests of the room ``lectures``."""
