"""Every claim of five lecture notes on softmax, recomputed: what a note says beside what is so, and the verdict.

A claim is evaluated as its text writes it, slips included, and compared with what ``softmax_core`` computes: its
functions, or central differences of its losses.
"""

from functools import lru_cache

from .. import checks
from ..errors import InvalidTargetError
from . import text_000, text_001, text_002, text_003, text_004
from .examples import Numbers
from .finding import VERDICTS, Check, Finding, Verdict

__all__ = ["CLAIMS", "MAX_SEED", "VERDICTS", "Check", "Finding", "Verdict", "recompute"]

CLAIMS = {
    f"{text:03}.{number}": claim
    for text, module in enumerate((text_000, text_001, text_002, text_003, text_004))
    for number, claim in enumerate(module.CLAIMS, start=1)
}
"""The function that checks each claim, by text and number."""
MAX_SEED = 2**32 - 1


def recompute(claim: str, seed: int = 0) -> Finding:
    """Return what a text says in one of its claims, what is computed, and the verdict.

    Parameters
    ----------
    claim : its text and number, such as "001.4"
    seed : 0 for the numbers of the text, or for well-chosen ones where it has none; any other seed draws the numbers of
        those claims that are formulas, which hold for all numbers or do not hold

    Returns
    -------
    Finding

    Raises
    ------
    InvalidTargetError
    """
    checks.choice(claim, "claim", tuple(CLAIMS), InvalidTargetError)
    return _recomputed(claim, checks.seed(seed, InvalidTargetError, MAX_SEED))


@lru_cache(maxsize=2048)
def _recomputed(claim: str, seed: int) -> Finding:
    finding: Finding = CLAIMS[claim](Numbers(seed))
    return finding
