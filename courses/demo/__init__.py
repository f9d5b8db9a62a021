"""The courses that ``make run`` shows, written for this project."""

from .seed import seed

__all__ = ["seed"]
