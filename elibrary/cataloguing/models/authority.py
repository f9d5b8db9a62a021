"""Name and subject authorities: one form that is used, others that lead to it, and neighbours worth a look."""

from django.db import models
from django.db.models import F, Q


class Authority(models.Model):
    """A heading under which books are found. ``preferred`` is a copy of the name that is marked so (``AuthorityName``)."""

    class Kind(models.TextChoices):
        PERSON = "person", "orang"
        CORPORATE = "corporate", "badan"
        MEETING = "meeting", "pertemuan"
        SUBJECT = "subject", "subjek"
        PLACE = "place", "tempat"
        TITLE = "title", "judul seragam"
        GENRE = "genre", "bentuk atau genre"

    NAMES = (Kind.PERSON, Kind.CORPORATE, Kind.MEETING)
    """Those who make books; the others are what books are about."""

    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    preferred = models.CharField("bentuk baku", max_length=300)
    source = models.CharField("sumber", max_length=200, blank=True, help_text="Misalnya Tajuk Subjek Perpustakaan Nasional.")
    note = models.TextField("catatan", max_length=1000, blank=True)
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "tajuk kendali"
        verbose_name_plural = "tajuk kendali"
        ordering = ["preferred", "pk"]
        permissions = [("merge_authority", "Dapat menggabungkan tajuk kendali")]
        constraints = [models.CheckConstraint(condition=~Q(preferred=""), name="elibrary_authority_named")]
        indexes = [models.Index(fields=["preferred", "id"], name="elibrary_authority_list")]

    def __str__(self) -> str:
        return self.preferred

    @property
    def variants_text(self) -> str:
        """Reads ``names``; for many authorities the caller prefetches them."""
        return "; ".join(one.name for one in self.names.all() if not one.is_preferred)


class AuthorityName(models.Model):
    """A form of a name. Within a kind each folded form leads to one authority, so that no reference is in doubt."""

    authority = models.ForeignKey(Authority, verbose_name="tajuk", on_delete=models.CASCADE, related_name="names")
    kind = models.CharField("jenis", max_length=10, choices=Authority.Kind.choices)
    name = models.CharField("nama", max_length=300)
    folded = models.CharField("nama tanpa tanda baca", max_length=300)
    is_preferred = models.BooleanField("bentuk baku", default=False)

    class Meta:
        verbose_name = "bentuk nama"
        verbose_name_plural = "bentuk nama"
        default_permissions = ()
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "folded"], name="elibrary_authority_name_once"),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(is_preferred=True), name="elibrary_authority_one_preferred"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="elibrary_authority_name_says"),
            models.CheckConstraint(
                condition=~Q(name__contains="<") & ~Q(name__contains=">"), name="elibrary_authority_name_brackets"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AuthorityLink(models.Model):
    """See also, in both directions: the pair is stored once, the older authority first, and none refers to itself."""

    first = models.ForeignKey(Authority, verbose_name="tajuk", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Authority, verbose_name="lihat juga", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "lihat juga"
        verbose_name_plural = "lihat juga"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="elibrary_authority_link_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="elibrary_authority_link_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ↔ {self.second_id}"
