"""MARC records as they came in, whole, beside the offers that were read from them."""

from django.db import models

from elibrary.catalogue.marc_whole import WholeRecord, whole_of
from elibrary.models.offer import Offer


class MarcRecord(models.Model):
    """Leader and fields in their order, with indicators and subfields, local ones too: what goes in comes out again.

    ``fields`` is the form of ``WholeRecord.fields_json``. A catalogue in another format leaves the record as it is: what
    libraries catalogued outlives a publisher's price list. ``mended`` says what was put right when it was read.
    """

    offer = models.OneToOneField(
        Offer, verbose_name="penawaran", on_delete=models.CASCADE, primary_key=True, related_name="marc_record"
    )
    leader = models.CharField("label (leader)", max_length=24)
    fields = models.JSONField("ruas", default=list)
    mended = models.JSONField("yang diperbaiki saat dibaca", default=list, blank=True)

    class Meta:
        verbose_name = "rekaman MARC"
        verbose_name_plural = "rekaman MARC"
        default_permissions = ()

    def __str__(self) -> str:
        return f"MARC {self.offer_id}"

    @property
    def whole(self) -> WholeRecord:
        return whole_of(self.leader, self.fields, self.mended)
