"""Tests of the files and commands that start the app."""
