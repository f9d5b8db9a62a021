"""Events of books. Sent inside the transaction of the step: an error in a receiver rolls the whole step back."""

from django.dispatch import Signal

book_state_changed = Signal()
"""``book`` was published or withdrawn. Also ``by``. The book is locked."""

book_published = Signal()
"""``book`` can be opened by readers; sent after ``book_state_changed``. Also ``by``."""
