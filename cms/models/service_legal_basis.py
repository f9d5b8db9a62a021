"""The ordered legal basis of a service."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class ServiceLegalBasis(Orderable):
    """A reference, not a copy: when a regulation is revoked, the database knows every service that cites it, and one
    that is still cited can't be deleted."""

    page = ParentalKey("cms.ServicePage", on_delete=models.CASCADE, related_name="legal_basis_links")
    legal_basis = models.ForeignKey(
        "core.LegalBasis", verbose_name="peraturan", on_delete=models.PROTECT, related_name="service_links"
    )

    panels = [FieldPanel("legal_basis")]

    class Meta(Orderable.Meta):
        verbose_name = "dasar hukum layanan"
        verbose_name_plural = "dasar hukum layanan"
