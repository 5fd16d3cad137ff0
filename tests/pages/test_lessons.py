"""The lessons are found without running what Streamlit runs."""

import subprocess
import sys

from tests.servers import ROOT


def test_looking_for_the_lessons_does_not_run_the_layout_of_a_page():
    asked = "import sys, pages; pages.lessons(); print('pages.layout' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
