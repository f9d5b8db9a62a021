"""What ``make run`` shows beside the site itself.

Subjects register seeds in ``register.py``: accounts 10, content 20, classes 30, books 40.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.module_loading import import_string

from core.registry import Registry


@dataclass(frozen=True)
class DemoSeed:
    """``path`` is the dotted path of the function, for no process but the one that fills a demo loads its module."""

    name: str
    path: str

    def run(self) -> Iterable[str]:
        """Idempotent; lines to print."""
        lines: Iterable[str] = import_string(self.path)()
        return lines


demo_seeds: Registry[DemoSeed] = Registry("demo seeds")


def register_demo_seed(name: str, seed: str, *, order: int) -> None:
    """``seed`` is a dotted path. Lower ``order`` runs first."""
    demo_seeds.register(name, DemoSeed(name, seed), order=order)


@dataclass(frozen=True)
class SetupStep:
    """``run`` is idempotent and returns lines to print."""

    name: str
    run: Callable[[], Iterable[str]]


site_setup: Registry[SetupStep] = Registry("site set-up")


def register_site_setup(name: str, run: Callable[[], Iterable[str]], *, order: int) -> None:
    """Lower ``order`` runs first."""
    site_setup.register(name, SetupStep(name, run), order=order)
