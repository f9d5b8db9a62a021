"""What courses are about, as staff sort them."""

from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel


class Topic(models.Model):
    """A heading of the course list. The address of the filter stays when the name is corrected."""

    name = models.CharField("nama", max_length=60, unique=True)
    slug = models.SlugField("kode alamat", max_length=70, unique=True, editable=False)

    panels = [FieldPanel("name", help_text="Tampil sebagai pilihan di halaman Pelatihan, misalnya: Pemasaran digital.")]

    class Meta:
        verbose_name = "topik"
        verbose_name_plural = "topik"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = slugify(self.name) or "topik"
            if Topic.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
                self.slug = f"{self.slug}-{Topic.objects.count() + 1}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]
