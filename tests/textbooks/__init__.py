"""Tests of the published settings."""
