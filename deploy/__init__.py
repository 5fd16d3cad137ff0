"""How the app gets onto a machine and onto the air."""
