"""Events of catalogue imports. Sent inside the transaction that ends the check: an error in a receiver rolls it back."""

from django.dispatch import Signal

import_checked = Signal()
"""``run``, an ImportRun, has its report and can be applied."""

import_refused = Signal()
"""The file of ``run`` can't be read."""
