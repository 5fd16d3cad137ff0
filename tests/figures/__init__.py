"""Tests of the figures: the data in them, and that Plotly takes them."""
