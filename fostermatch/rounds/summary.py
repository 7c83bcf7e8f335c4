"""The band on top of a round: what came of the whole list."""

from collections import Counter
from dataclasses import dataclass

from fostermatch.rounds.models import Proposal


@dataclass(frozen=True)
class Summary:
    waiting: int
    suggested: int
    strong: int
    left: Counter[str]  # reason key of those left waiting -> children

    @property
    def without(self) -> int:
        return self.waiting - self.suggested


def summary(lines: list[Proposal]) -> Summary:
    suggested = [line for line in lines if line.family_id is not None]
    return Summary(
        waiting=len(lines),
        suggested=len(suggested),
        strong=sum(bool(line.strong) for line in suggested),
        left=Counter(
            line.answers["waits"]["reason"] for line in lines if line.answers.get("waits")
        ),
    )
