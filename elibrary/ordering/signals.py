"""Events of orders. Sent inside the transaction of the step: an error in a receiver rolls the whole step back."""

from django.dispatch import Signal

line_delivered = Signal()
"""``line`` has come: its file, its link or its print copies. Also ``by``, None for the system. The order is locked."""

lines_released = Signal()
"""``lines``, a QuerySet, won't be bought: removed from their draft, or their order is cancelled. Also ``by``."""

order_sent = Signal()
"""``order`` is with the publisher. Also ``by``."""
