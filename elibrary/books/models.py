"""A book: its description by the librarian, its file, and its state."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.files.models.site_media import private_storage


class Book(models.Model):
    """One file, whatever names it arrives under: ``sha256`` is unique.

    The file is in private storage; readers get pages, never the file. ``publisher_name`` is what is printed on the title
    page; a publisher as a partner of the library is another thing.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "sedang diperiksa"
        READY = "ready", "siap terbit"
        PUBLISHED = "published", "terbit"
        WITHDRAWN = "withdrawn", "ditarik"
        REFUSED = "refused", "ditolak"

    title = models.CharField("judul", max_length=300)
    slug = models.SlugField("alamat", max_length=120, unique=True)
    creators = models.CharField(
        "pengarang", max_length=300, blank=True, help_text="Pisahkan beberapa nama dengan titik koma."
    )
    publisher_name = models.CharField("penerbit", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        "tahun terbit", null=True, blank=True, validators=[MinValueValidator(1450), MaxValueValidator(2100)]
    )
    language = models.CharField("bahasa", max_length=3, default="ind", choices=[("ind", "Indonesia"), ("eng", "Inggris")])
    description = models.TextField("ringkasan", max_length=3000, blank=True)
    sha256 = models.CharField("sidik berkas (SHA-256)", max_length=64, unique=True, editable=False)
    file: Any = models.FileField("berkas", storage=private_storage, max_length=200, editable=False)
    file_size = models.PositiveBigIntegerField("ukuran berkas (bita)", editable=False)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.CHECKING, editable=False)
    problem = models.CharField("sebab ditolak", max_length=500, blank=True, editable=False)
    page_count = models.PositiveIntegerField("jumlah halaman", default=0, editable=False)
    textless_count = models.PositiveIntegerField("halaman tanpa teks", default=0, editable=False)
    created_at = models.DateTimeField("diunggah", auto_now_add=True)
    published_at = models.DateTimeField("terbit pada", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "buku"
        verbose_name_plural = "buku"
        ordering = ["-created_at", "-pk"]
        permissions = [("publish_book", "Dapat menerbitkan dan menarik buku")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(page_count__gt=0) & Q(published_at__isnull=False)),
                name="elibrary_book_published_has_pages",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(problem=""), name="elibrary_book_refused_says_why"),
        ]
        indexes = [models.Index(fields=["state", "-published_at"], name="elibrary_book_shelf")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("elibrary:book", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def may_be_published(self) -> bool:
        return self.state in {self.State.READY, self.State.WITHDRAWN}

    @property
    def has_no_text(self) -> bool:
        """Pictures only: it can be read, but nothing in it can be found."""
        return 0 < self.page_count == self.textless_count


class BookPage(models.Model):
    """``number`` counts the file's pages from 1, whatever is printed on them. ``text`` is empty on a scan."""

    book = models.ForeignKey(Book, verbose_name="buku", on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("nomor")
    text = models.TextField("teks", blank=True)
    picture: Any = models.FileField("gambar", storage=private_storage, max_length=200)
    width = models.PositiveIntegerField("lebar")
    height = models.PositiveIntegerField("tinggi")

    class Meta:
        verbose_name = "halaman buku"
        verbose_name_plural = "halaman buku"
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="elibrary_page_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="elibrary_page_from_one"),
        ]

    def __str__(self) -> str:
        return f"Halaman {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("elibrary:page", args=[self.book.slug, self.number])
