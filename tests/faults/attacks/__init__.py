"""Attacks from one address: ``python -m tests.faults.attacks NAME HOST:PORT`` runs one of ``catalogue.py``."""
