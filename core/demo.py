"""What ``make run`` shows beside the site itself.

Apps register seeds in ``ready``: accounts 10, content 20, classes 30, books 40.
"""

from collections.abc import Iterable
from functools import partial

from django.utils.module_loading import import_string

from core.steps import Steps

demo_seeds = Steps()


def register_demo_seed(name: str, seed: str, *, order: int) -> None:
    """``seed`` is the dotted path of the function, for no process but the one that fills a demo loads its module."""
    demo_seeds.add(name, partial(_run, seed), order=order)


def _run(seed: str) -> Iterable[str]:
    lines: Iterable[str] = import_string(seed)()
    return lines
