"""Signals for other apps."""

from django.dispatch import Signal

# Sent by services.runs inside its transaction, with ``run`` and ``by``.
run_cancelled = Signal()

# Sent by services.announcements inside its transaction, with ``announcement`` and ``by``.
announcement_published = Signal()
