"""What ``make run`` shows. Apps register seeds in ``ready``; each is idempotent and returns lines to print."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class DemoSeed:
    """``run`` changes nothing the second time. Lower ``order`` runs first: accounts 10, content 20, classes 30, books 40."""

    order: int
    name: str
    run: Callable[[], Iterable[str]]


_seeds: list[DemoSeed] = []


def register_demo_seed(name: str, run: Callable[[], Iterable[str]], *, order: int) -> None:
    _seeds.append(DemoSeed(order, name, run))


def demo_seeds() -> list[DemoSeed]:
    return sorted(_seeds, key=lambda seed: (seed.order, seed.name))
