"""Wiring only: settings, URLs, WSGI and Celery."""

import atexit
import gc

# Every process of ours begins here. What is loaded stays, and what is thrown away goes by itself but for a little: looking
# through all of it at each 700th object took a sixth of a start's computing, and of making tables more.
gc.set_threshold(50_000, 20, 50)
# And here it ends: the system takes the memory back at once; looking through it before took half a second, more than a third
# of a short command's computing.
atexit.register(gc.freeze)

from .celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
