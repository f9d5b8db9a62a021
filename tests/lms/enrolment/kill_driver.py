"""Runs one job in a process of its own, which may be killed at a named point (``SIJAWARA_FAULT_POINT``)."""

import sys
import uuid

import django

django.setup()

from core.jobs import services  # noqa: E402 - after the set-up

if __name__ == "__main__":
    services.run(uuid.UUID(sys.argv[1]))
