"""What other subjects may act on when an enrolment changes. A receiver's error rolls the change back."""

from django.dispatch import Signal

# Sent by services.enrolment inside its transaction, with the ``enrolment``: left, moved, or taken out; its row is locked.
enrolment_ended = Signal()
