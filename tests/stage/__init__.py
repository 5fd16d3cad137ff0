"""Tests of the live stage: what is read, what is computed, what travels."""
