"""Controls that a function makes, in states that are imported anew: faults of these functions are seen only so."""

import importlib.util

import pytest

import pages.classifier.state
from stage.state import controls


def anew(module):
    """Return a second copy of a module."""
    spec = importlib.util.spec_from_file_location(module.__name__, module.__file__)
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy


@pytest.mark.parametrize("name", ["encoding", "delimiter", "decimal"])
def test_how_a_file_is_read_is_a_menu_beside_it_and_what_was_chosen_of_its_table_is_forgotten(name):
    module = anew(pages.classifier.state)
    found = controls(module.State)
    choice = found[name]
    assert choice.options[0] == module.AS_DETECTED
    assert len(choice.options) > 2
    assert (choice.menu, choice.group, choice.visible_when) == (True, "data", found["label"].visible_when)
    assert set(choice.resets) == {"weights", "label", "columns", "view"} < set(found)
