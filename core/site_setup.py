"""What every site stands on, with demo content or without: index pages and who may work on them.

Subjects register their step in ``register.py``: the information site 20, learning 30. ``set_up_site``
runs them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.registry import Registry


@dataclass(frozen=True)
class SetupStep:
    """``run`` is idempotent and returns lines to print."""

    name: str
    run: Callable[[], Iterable[str]]


site_setup: Registry[SetupStep] = Registry("site set-up")


def register_site_setup(name: str, run: Callable[[], Iterable[str]], *, order: int) -> None:
    """Lower ``order`` runs first."""
    site_setup.register(name, SetupStep(name, run), order=order)
