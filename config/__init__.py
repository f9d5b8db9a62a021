"""Wiring only: settings, URLs, WSGI and Celery."""

import gc

# Every process of ours begins here. What is loaded stays, and what is thrown away goes by itself but for a little: looking
# through all of it at each 700th object took a sixth of a start's computing, and of making tables more.
gc.set_threshold(50_000, 20, 50)

from .celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
