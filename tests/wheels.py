"""The wheels for WebAssembly, which lie beside the checkout on machines that test the browser edition."""

from pathlib import Path

import pytest

WHEELS = Path(__file__).parents[2] / "shared" / "wheels"
needs_wheels = pytest.mark.skipif(not WHEELS.is_dir(), reason=f"the wheels for WebAssembly are not in {WHEELS}")
