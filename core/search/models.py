"""What editors do for the search, and what they learn from it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.search.language.analyser import terms
from core.search.query.synonyms import FOREIGN


class Synonym(models.Model):
    """People's words and the site's words for the same thing ("bungkus" → "kemasan"), applied when somebody searches.

    ``meant`` holds one alternative or several with commas. Empty: the word says nothing about the matter ("bikin", "cara")
    and is left out of a query that has other words. FOREIGN: other offices' business ("paspor"), for
    which no service is shown.
    """

    said = models.CharField(
        "kata warga",
        max_length=60,
        help_text="Kata atau ungkapan seperti yang diketik orang, misalnya: bungkus. Imbuhan tidak perlu ditulis berulang.",
    )
    meant = models.CharField(
        "kata di situs",
        max_length=200,
        blank=True,
        help_text="Kata yang dipakai halaman kita, misalnya: kemasan. Lebih dari satu: pisahkan dengan koma. "
        "Kosong: kata warga itu diabaikan bila ada kata lain. Tanda - saja: urusan kantor lain, tidak ada layanan yang "
        "ditampilkan.",
    )

    class Meta:
        verbose_name = "padanan kata"
        verbose_name_plural = "padanan kata"
        ordering = ["said"]
        constraints = [
            models.UniqueConstraint(
                Lower("said"),
                name="core_synonym_once",
                violation_error_message="Kata ini sudah ada di daftar. Tambahkan artinya di sana.",
            ),
            models.CheckConstraint(condition=~Q(said=""), name="core_synonym_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.said} → {self.meaning}"

    @property
    def meaning(self) -> str:
        return {"": "(diabaikan)", FOREIGN: "(urusan kantor lain)"}.get(self.meant, self.meant)

    def clean(self) -> None:
        """Words are kept in small letters with single spaces; what leaves no term behind could never be found."""
        self.said = " ".join(self.said.lower().split())
        self.meant = ", ".join(" ".join(part.lower().split()) for part in self.meant.split(",") if part.strip())
        if not terms(self.said):
            raise ValidationError({"said": "Kata ini sudah selalu diabaikan oleh pencarian."})
        if self.meant not in ("", FOREIGN) and not all(terms(part) for part in self.meant.split(",")):
            raise ValidationError({"meant": "Salah satu kata ini selalu diabaikan oleh pencarian. Tulis kata lain."})


class MissedQuery(models.Model):
    """How often a query found nothing on a day. Nothing tells who asked or when on that day.

    ``term`` is folded words as typed; ``core.search.services.missed_queries`` says which queries are never kept.
    """

    term = models.CharField("kata yang dicari", max_length=60)
    day = models.DateField("tanggal")
    count = models.PositiveIntegerField("berapa kali", default=1)

    class Meta:
        verbose_name = "pencarian tanpa hasil"
        verbose_name_plural = "pencarian tanpa hasil"
        ordering = ["-day", "-count", "term"]
        constraints = [
            models.UniqueConstraint(fields=["day", "term"], name="core_missed_query_once_a_day"),
            models.CheckConstraint(condition=~Q(term="") & Q(count__gte=1), name="core_missed_query_counts"),
        ]

    def __str__(self) -> str:
        return self.term
