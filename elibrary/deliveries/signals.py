"""Events of delivered files. Sent inside the transaction of the step: an error in a receiver rolls the whole step back."""

from django.dispatch import Signal

book_joined = Signal()
"""``book`` is what was ordered with a line; it may be public already. Also ``by``. Its offer and the book are locked."""

book_parted = Signal()
"""``book`` turned out not to be the title of ``offer``. Also ``by``. Both are locked."""
