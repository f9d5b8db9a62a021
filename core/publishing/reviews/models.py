"""Who has to be told about a review only once."""

from django.db import models
from wagtail.models import Page

from core.publishing.reviews.rules import Stage


class ReviewNotice(models.Model):
    """Somebody was told that a page's review is near or overdue: once for each day it is due and each stage.

    A new day begins anew; the same day set back again says nothing new.
    """

    page = models.ForeignKey(Page, verbose_name="halaman", on_delete=models.CASCADE, related_name="+")
    due = models.DateField("ditinjau paling lambat")
    stage = models.CharField("tahap", max_length=8, choices=Stage.choices)
    at = models.DateTimeField("diberitahukan", auto_now_add=True)

    class Meta:
        verbose_name = "pengingat peninjauan"
        verbose_name_plural = "pengingat peninjauan"
        constraints = [models.UniqueConstraint(fields=["page", "due", "stage"], name="core_review_notice_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.due} {self.stage}"
