"""Serving the app: the command that starts it, and the files for containers, proxies and clusters."""
