"""What a page that has to be reviewed carries."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from core.publishing.reviews.rules import year_after

# To the type checker a mixin is as unknown as Wagtail's Page, which has no types: else it would know half of each page.
_Model: Any = models.Model


class Reviewed(_Model):
    """Mixin for a kind of Wagtail page whose content somebody answers for once a year. Stands before ``Page`` in the bases.

    The two dates belong to the page, not to a draft: a draft that was begun before a review and is published after it
    doesn't take the review back (the later date counts), and marking a review publishes nothing else. What goes public
    for the first time has just been seen by two people, which is its first review.
    """

    reviewed_on = models.DateField("terakhir ditinjau", null=True, blank=True)
    review_due = models.DateField("ditinjau lagi paling lambat", null=True, blank=True)

    review_board: ClassVar[str] = ""
    """Name of the route of the screen that lists all pages of this kind, for the panel on the admin's front page."""

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A next review is never more than a year after the last: a later day, from a file or from code, is brought back.

        A page without a review that goes public counts as reviewed that day, unless a first review is already set for it.
        """
        if self.live and self.reviewed_on is None and self.review_due is None:
            self.reviewed_on = timezone.localdate()
        if self.reviewed_on or (self.live and self.review_due):
            latest = year_after(self.reviewed_on or timezone.localdate())
            self.review_due = min(self.review_due or latest, latest)
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if self.live and not self._state.adding and (fields is None or "reviewed_on" in fields):
            self._keep_later_review()
        super().save(*args, **kwargs)

    def _keep_later_review(self) -> None:
        """What is being published may have been read before somebody marked a review."""
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("reviewed_on", "review_due").first()
        if stored and stored[0] and (self.reviewed_on is None or self.reviewed_on < stored[0]):
            self.reviewed_on, self.review_due = stored
