"""The courses that ``make run`` shows, written for this project."""

from courses.demo.seed import seed

__all__ = ["seed"]
