"""What other subjects may act on when a consent changes. A receiver's error rolls the change back."""

from django.dispatch import Signal

# Sent by services.consents inside its transaction, with ``user``, whose row is locked, and ``purpose``.
consent_withdrawn = Signal()
