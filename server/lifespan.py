"""Start and stop of the app: warm up, limit the log, return freed memory, and watch the event loop."""

import gc
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import streamlit as st
from threadpoolctl import threadpool_limits

from .freed_memory import freed_memory_returned
from .log_limit import limit_log
from .readiness import LoopDelay
from .watchdog import watchdog

log = logging.getLogger(__name__)


def warmed_up(
    prepare: Callable[[], None], hang_seconds: float, loop_delay: LoopDelay
) -> Callable[[st.App], AbstractAsyncContextManager[dict[str, Any]]]:
    """Return the app's lifespan.

    Parameters
    ----------
    prepare : computes once what the first request would otherwise wait for
    hang_seconds : the watchdog's limit; 0 for none
    loop_delay : is measured while the app runs
    """

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncGenerator[dict[str, Any]]:
        if st.get_option("runner.fastReruns"):
            log.warning("The app's .streamlit/config.toml was not read: start the server in the app's folder.")
        threadpool_limits(1, "blas")  # two large frames at once took 36 s with BLAS's own threads, 2 s without
        prepare()
        limit_log()
        # What exists now stays: the garbage collector need not look at it again.
        gc.collect()
        gc.freeze()
        async with freed_memory_returned(), watchdog(hang_seconds), loop_delay.measured():
            yield {}

    return lifespan
