"""Tests of the ways to start the app."""
