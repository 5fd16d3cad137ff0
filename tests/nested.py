"""Texts within dictionaries and lists: of messages, and of what is sent of a frame."""


def leaves(value, path=()):
    """Yield each text with the keys that lead to it; what is neither text nor has parts is left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))


def texts(value):
    """Return all texts."""
    return [text for _, text in leaves(value)]
