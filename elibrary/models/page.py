"""A page of a book as readers get it: a picture, and the words on it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models.media import private_storage
from elibrary.models.book import Book


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
