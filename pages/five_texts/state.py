"""The state of the index: which claims are shown, and with which numbers they are checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import stage
from softmax_core.claims import VERDICTS, Finding
from stage import Choice, Slider

ALL = "all"
MAX_SEED = 40
TEXTS = ("000", "001", "002", "003", "004")


@dataclass(frozen=True)
class State(stage.State):
    """The seed of the numbers, and two filters."""

    seed: Annotated[int, Slider(0, MAX_SEED, step=1, in_every_link=True)] = 0
    text: Annotated[str, Choice(options=(ALL, *TEXTS))] = ALL
    verdict: Annotated[str, Choice(options=(ALL, *VERDICTS))] = ALL

    def passing(self, findings: Mapping[str, Finding]) -> list[str]:
        """Return the claims that pass both filters."""
        return [
            claim
            for claim, finding in findings.items()
            if self.text in (ALL, text_of(claim)) and self.verdict in (ALL, finding.verdict)
        ]


def text_of(claim: str) -> str:
    """Return the text that makes a claim."""
    return claim.partition(".")[0]
