"""The library's own catalogue: the description of an edition, and the headings under which it is found."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.ddc import LONGEST, PATTERN
from elibrary.cataloguing.models.authority import Authority

DESCRIPTION_FIELDS = (
    "title",
    "subtitle",
    "responsibility",
    "material",
    "edition",
    "isbn_issn",
    "publisher_name",
    "place",
    "published",
    "collation",
    "series",
    "language",
    "notes",
    "image",
)
CLASSES = ("ddc", "other_class")


class BibliographicRecord(models.Model):
    """One edition in the library's words (docs/adr/0012); ``offer`` is where it came from, ``book`` where it is read.

    ``ddc`` is a right class number or empty; a class of another system is in ``other_class``. ``call_number`` is made
    from class, main heading and title unless ``is_call_number_own``. ``joined_later``: which of the two came to a
    description that was there; it leaves again when the file turns out to be another title's.
    """

    class Side(models.TextChoices):
        OFFER = "offer", "penawaran"
        BOOK = "book", "buku"

    offer = models.OneToOneField(
        Offer, verbose_name="penawaran", null=True, blank=True, on_delete=models.PROTECT, related_name="bibliographic"
    )
    book = models.OneToOneField(
        Book, verbose_name="buku", null=True, blank=True, on_delete=models.PROTECT, related_name="bibliographic"
    )
    joined_later = models.CharField(
        "terhubung kemudian", max_length=5, choices=Side.choices, default=Side.BOOK, editable=False
    )
    title = models.CharField("judul", max_length=500)
    subtitle = models.CharField("anak judul", max_length=500, blank=True)
    responsibility = models.CharField("pernyataan tanggung jawab", max_length=500, blank=True)
    material = models.CharField("bentuk bahan (GMD)", max_length=60, blank=True)
    edition = models.CharField("edisi", max_length=200, blank=True)
    isbn_issn = models.CharField("ISBN/ISSN", max_length=60, blank=True)
    publisher_name = models.CharField("penerbit", max_length=200, blank=True)
    place = models.CharField("kota terbit", max_length=100, blank=True)
    published = models.CharField("tahun terbit", max_length=20, blank=True)
    collation = models.CharField("deskripsi fisik", max_length=200, blank=True)
    series = models.CharField("seri", max_length=300, blank=True)
    language = models.CharField("bahasa", max_length=60, blank=True)
    notes = models.TextField("catatan", blank=True)
    image = models.CharField("gambar sampul", max_length=300, blank=True)
    ddc = models.CharField("nomor DDC", max_length=LONGEST, blank=True)
    other_class = models.CharField("nomor kelas lain", max_length=40, blank=True)
    call_number = models.CharField("nomor panggil", max_length=100, blank=True)
    is_call_number_own = models.BooleanField("nomor panggil ditulis petugas", default=False)
    slug = models.SlugField("alamat", max_length=120, unique=True, null=True, blank=True, editable=False)
    """Given once, when the edition first comes on a platform or on paper; readers have it in their bookmarks."""
    headings = models.ManyToManyField(Authority, through="Heading", related_name="records")
    created_at = models.DateTimeField("dicatat", auto_now_add=True)
    changed_at = models.DateTimeField("berubah", auto_now=True)

    class Meta:
        verbose_name = "cantuman bibliografi"
        verbose_name_plural = "cantuman bibliografi"
        ordering = ["title", "pk"]
        default_permissions = ("add", "view", "change")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="elibrary_biblio_titled"),
            models.CheckConstraint(condition=Q(ddc="") | Q(ddc__regex=PATTERN), name="elibrary_biblio_ddc"),
        ]
        indexes = [
            models.Index(fields=["title", "id"], name="elibrary_biblio_title"),
            models.Index(fields=["isbn_issn"], name="elibrary_biblio_isbn"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("elibrary:title", args=[self.slug])

    @property
    def whole_title(self) -> str:
        return f"{self.title} : {self.subtitle}" if self.subtitle else self.title

    @property
    def class_number(self) -> str:
        return self.ddc or self.other_class


class Heading(models.Model):
    """A record is found under an authority, as the work of one (``creator``, in the title page's order) or about it."""

    class Role(models.TextChoices):
        CREATOR = "creator", "pengarang"
        SUBJECT = "subject", "subjek"

    record = models.ForeignKey(BibliographicRecord, verbose_name="cantuman", on_delete=models.CASCADE, related_name="uses")
    authority = models.ForeignKey(Authority, verbose_name="tajuk", on_delete=models.PROTECT, related_name="uses")
    role = models.CharField("sebagai", max_length=10, choices=Role.choices)
    position = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "tajuk cantuman"
        verbose_name_plural = "tajuk cantuman"
        default_permissions = ()
        ordering = ["role", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "authority", "role"], name="elibrary_heading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.authority_id}"
