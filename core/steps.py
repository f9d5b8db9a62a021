"""An ordered list of named steps that apps add to in ``ready``: what ``setup_site`` and ``seed_demo`` run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Step:
    """``run`` is idempotent and returns lines to print. Lower ``order`` runs first."""

    order: int
    name: str
    run: Callable[[], Iterable[str]]


class Steps:
    def __init__(self) -> None:
        self._steps: list[Step] = []

    def add(self, name: str, run: Callable[[], Iterable[str]], *, order: int) -> None:
        self._steps.append(Step(order, name, run))

    def __iter__(self) -> Iterator[Step]:
        return iter(sorted(self._steps, key=lambda step: (step.order, step.name)))
