"""Turn what the pages need of a paper's batches into one small protocol; `folder.py` fulfills it with the files of a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.model.scan import Doubt, Settled


@dataclass(frozen=True, slots=True)
class Asked:
    """What a doubt is about: `letters` are those that its line offers ("" where it has no options), `takes` is how many of them count,
    `candidate` says whose copy it is ("" where nobody knows)."""

    letters: str = ""
    takes: int = 1
    candidate: str = ""


class Desk(Protocol):
    """The batches of one paper."""

    paper: str
    title: str

    def batches(self) -> Sequence[str]:
        """Names of the batches that were scanned."""

    def doubts(self, batch: str) -> Sequence[Doubt]:
        """Every doubt of a batch, settled or not, in the order of its pages."""

    def settled(self, batch: str) -> Sequence[Settled]:
        """Every line that was ever written about the batch, the oldest first."""

    def standing(self, batch: str) -> Mapping[str, Settled]:
        """What holds now, by the doubt's id; a doubt that is open is not there."""

    def settle(self, batch: str, doubt: Doubt, value: str, who: str, why: str) -> None:
        """Write a decision. Raises ValueError, with a sentence for the person, where the doubt cannot have this value."""

    def reopen(self, batch: str, doubt: Doubt, who: str) -> None:
        """Take back what holds of a doubt; the lines stay."""

    def picture(self, batch: str, doubt: Doubt) -> bytes:
        """A PNG of the place in the scan. Raises OSError or ValueError where the scan is not there any more."""

    def asked(self, batch: str, doubt: Doubt) -> Asked:
        """What the doubt is about."""

    def candidates(self, batch: str) -> Mapping[str, str]:
        """Names of the candidates by their ids; empty where no list is known."""

    def command(self, batch: str) -> str:
        """What to type when all is settled."""
