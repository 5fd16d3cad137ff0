"""The door: one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import gc
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # ``streamlit run`` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

import pages  # noqa: E402
import stage  # noqa: E402

LESSONS = stage.lessons_of(pages)


@asynccontextmanager
async def warm(_: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Compute every lesson's first frame once, then keep what is loaded out of the garbage collector's sight."""
    for lesson in LESSONS.values():
        stage.rehearse(lesson)
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(ROOT / "pages" / "frame.py", lifespan=warm, routes=stage.routes(LESSONS))
