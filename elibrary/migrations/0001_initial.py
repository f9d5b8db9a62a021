import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.files.models.site_media
import elibrary.ordering.models.policy
import elibrary.publishers.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "orang"),
                            ("corporate", "badan"),
                            ("meeting", "pertemuan"),
                            ("subject", "subjek"),
                            ("place", "tempat"),
                            ("title", "judul seragam"),
                            ("genre", "bentuk atau genre"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("preferred", models.CharField(max_length=300, verbose_name="bentuk baku")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya Tajuk Subjek Perpustakaan Nasional.",
                        max_length=200,
                        verbose_name="sumber",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="catatan")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "tajuk kendali",
                "verbose_name_plural": "tajuk kendali",
                "ordering": ["preferred", "pk"],
                "permissions": [("merge_authority", "Dapat menggabungkan tajuk kendali")],
                "indexes": [models.Index(fields=["preferred", "id"], name="elibrary_authority_list")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("preferred", ""), _negated=True), name="elibrary_authority_named"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuthorityName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="elibrary.authority",
                        verbose_name="tajuk",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "orang"),
                            ("corporate", "badan"),
                            ("meeting", "pertemuan"),
                            ("subject", "subjek"),
                            ("place", "tempat"),
                            ("title", "judul seragam"),
                            ("genre", "bentuk atau genre"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="nama")),
                ("folded", models.CharField(max_length=300, verbose_name="nama tanpa tanda baca")),
                ("is_preferred", models.BooleanField(default=False, verbose_name="bentuk baku")),
            ],
            options={
                "verbose_name": "bentuk nama",
                "verbose_name_plural": "bentuk nama",
                "ordering": ["name", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "folded"), name="elibrary_authority_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_preferred", True)),
                        fields=("authority",),
                        name="elibrary_authority_one_preferred",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True), name="elibrary_authority_name_says"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name__contains", "<"), _negated=True),
                            models.Q(("name__contains", ">"), _negated=True),
                        ),
                        name="elibrary_authority_name_brackets",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuthorityLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="elibrary.authority",
                        verbose_name="tajuk",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="elibrary.authority",
                        verbose_name="lihat juga",
                    ),
                ),
            ],
            options={
                "verbose_name": "lihat juga",
                "verbose_name_plural": "lihat juga",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="elibrary_authority_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="elibrary_authority_link_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="judul")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="alamat")),
                (
                    "creators",
                    models.CharField(
                        blank=True,
                        help_text="Pisahkan beberapa nama dengan titik koma.",
                        max_length=300,
                        verbose_name="pengarang",
                    ),
                ),
                ("publisher_name", models.CharField(blank=True, max_length=200, verbose_name="penerbit")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1450),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="tahun terbit",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ind", "Indonesia"), ("eng", "Inggris")],
                        default="ind",
                        max_length=3,
                        verbose_name="bahasa",
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=3000, verbose_name="ringkasan")),
                (
                    "sha256",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="sidik berkas (SHA-256)"),
                ),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="",
                        verbose_name="berkas",
                    ),
                ),
                ("file_size", models.PositiveBigIntegerField(editable=False, verbose_name="ukuran berkas (bita)")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "sedang diperiksa"),
                            ("ready", "siap terbit"),
                            ("published", "terbit"),
                            ("withdrawn", "ditarik"),
                            ("refused", "ditolak"),
                        ],
                        default="checking",
                        editable=False,
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("problem", models.CharField(blank=True, editable=False, max_length=500, verbose_name="sebab ditolak")),
                ("page_count", models.PositiveIntegerField(default=0, editable=False, verbose_name="jumlah halaman")),
                (
                    "textless_count",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="halaman tanpa teks"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="diunggah")),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="terbit pada")),
            ],
            options={
                "verbose_name": "buku",
                "verbose_name_plural": "buku",
                "ordering": ["-created_at", "-pk"],
                "permissions": [("publish_book", "Dapat menerbitkan dan menarik buku")],
                "indexes": [models.Index(fields=["state", "-published_at"], name="elibrary_book_shelf")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("page_count__gt", 0), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="elibrary_book_published_has_pages",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("problem", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="elibrary_book_refused_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publisher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Nama pendek untuk perintah impor, misalnya balai-pustaka. Hanya huruf kecil, angka, dan tanda hubung.",
                        max_length=80,
                        unique=True,
                        verbose_name="kode",
                    ),
                ),
                (
                    "aliases",
                    models.TextField(
                        blank=True, help_text="Satu nama tiap baris.", max_length=2000, verbose_name="nama lain"
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="narahubung")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "profile",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Untuk katalog CSV dan XLSX dengan judul kolom yang tidak lazim. Cara termudah: unggah katalognya, lalu betulkan kolomnya pada hasil pemeriksaan.",
                        validators=[elibrary.publishers.models.check_profile],
                        verbose_name="kolom katalog",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "penerbit",
                "verbose_name_plural": "penerbit",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="elibrary.publisher",
                        verbose_name="penerbit",
                    ),
                ),
                ("reference", models.CharField(max_length=200, verbose_name="nomor rekaman penerbit")),
                ("isbn13", models.CharField(blank=True, max_length=13, null=True, verbose_name="ISBN")),
                ("related_isbns", models.CharField(blank=True, max_length=300, verbose_name="ISBN bentuk lain")),
                (
                    "carrier",
                    models.CharField(
                        choices=[("digital", "elektronik"), ("print", "cetak"), ("audio", "audio"), ("other", "lainnya")],
                        default="other",
                        max_length=10,
                        verbose_name="bentuk",
                    ),
                ),
                ("file_format", models.CharField(blank=True, max_length=40, verbose_name="format")),
                ("title", models.CharField(max_length=500, verbose_name="judul")),
                ("subtitle", models.CharField(blank=True, max_length=500, verbose_name="anak judul")),
                (
                    "creators",
                    models.CharField(
                        blank=True, help_text="Pisahkan dengan titik koma.", max_length=1000, verbose_name="pengarang"
                    ),
                ),
                ("series", models.CharField(blank=True, max_length=300, verbose_name="seri")),
                ("edition", models.CharField(blank=True, max_length=100, verbose_name="edisi")),
                ("imprint", models.CharField(blank=True, max_length=200, verbose_name="imprint")),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="Kode tiga huruf, misalnya ind atau eng.", max_length=20, verbose_name="bahasa"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1450),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="tahun terbit",
                    ),
                ),
                ("page_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="jumlah halaman")),
                ("subjects", models.CharField(blank=True, max_length=1000, verbose_name="subjek")),
                ("description", models.TextField(blank=True, verbose_name="sinopsis")),
                ("cover_url", models.CharField(blank=True, max_length=1000, verbose_name="alamat sampul")),
                ("price_idr", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="harga (rupiah)")),
                ("is_tax_included", models.BooleanField(blank=True, null=True, verbose_name="termasuk pajak")),
                ("price_note", models.CharField(blank=True, max_length=300, verbose_name="catatan harga")),
                ("available_in_indonesia", models.BooleanField(blank=True, null=True, verbose_name="tersedia di Indonesia")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="ditarik penerbit")),
                ("corrected", models.JSONField(blank=True, default=list, editable=False, verbose_name="dikoreksi petugas")),
                ("record", models.JSONField(default=dict, editable=False, verbose_name="rekaman katalog")),
                (
                    "first_run",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.importrun",
                        verbose_name="impor pertama",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.importrun",
                        verbose_name="impor yang terakhir mengubah",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="masuk")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="berubah")),
            ],
            options={
                "verbose_name": "penawaran",
                "verbose_name_plural": "penawaran",
                "ordering": ["title", "pk"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(fields=["publisher", "isbn13"], name="elibrary_offer_isbn"),
                    models.Index(fields=["title", "id"], name="elibrary_offer_title"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("publisher", "reference"), name="elibrary_offer_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(("isbn13", ""), _negated=True), name="elibrary_offer_isbn_or_null"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                ("field", models.CharField(max_length=60, verbose_name="bidang")),
                ("old", models.TextField(blank=True, verbose_name="sebelumnya")),
                ("new", models.TextField(blank=True, verbose_name="sesudahnya")),
                ("is_kept", models.BooleanField(default=False, verbose_name="koreksi petugas dipertahankan")),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.importrun",
                        verbose_name="impor",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="petugas",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="waktu")),
            ],
            options={
                "verbose_name": "perubahan penawaran",
                "verbose_name_plural": "perubahan penawaran",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["offer", "-at"], name="elibrary_offer_history")],
            },
        ),
        migrations.CreateModel(
            name="BibliographicRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bibliographic",
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                (
                    "book",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bibliographic",
                        to="elibrary.book",
                        verbose_name="buku",
                    ),
                ),
                (
                    "joined_later",
                    models.CharField(
                        choices=[("offer", "penawaran"), ("book", "buku")],
                        default="book",
                        editable=False,
                        max_length=5,
                        verbose_name="terhubung kemudian",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="judul")),
                ("subtitle", models.CharField(blank=True, max_length=500, verbose_name="anak judul")),
                ("responsibility", models.CharField(blank=True, max_length=500, verbose_name="pernyataan tanggung jawab")),
                ("material", models.CharField(blank=True, max_length=60, verbose_name="bentuk bahan (GMD)")),
                ("edition", models.CharField(blank=True, max_length=200, verbose_name="edisi")),
                ("isbn_issn", models.CharField(blank=True, max_length=60, verbose_name="ISBN/ISSN")),
                ("publisher_name", models.CharField(blank=True, max_length=200, verbose_name="penerbit")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="kota terbit")),
                ("published", models.CharField(blank=True, max_length=20, verbose_name="tahun terbit")),
                ("collation", models.CharField(blank=True, max_length=200, verbose_name="deskripsi fisik")),
                ("series", models.CharField(blank=True, max_length=300, verbose_name="seri")),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="bahasa")),
                ("notes", models.TextField(blank=True, verbose_name="catatan")),
                ("image", models.CharField(blank=True, max_length=300, verbose_name="gambar sampul")),
                ("ddc", models.CharField(blank=True, max_length=30, verbose_name="nomor DDC")),
                ("other_class", models.CharField(blank=True, max_length=40, verbose_name="nomor kelas lain")),
                ("call_number", models.CharField(blank=True, max_length=100, verbose_name="nomor panggil")),
                ("is_call_number_own", models.BooleanField(default=False, verbose_name="nomor panggil ditulis petugas")),
                (
                    "slug",
                    models.SlugField(
                        blank=True, editable=False, max_length=120, null=True, unique=True, verbose_name="alamat"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="berubah")),
            ],
            options={
                "verbose_name": "cantuman bibliografi",
                "verbose_name_plural": "cantuman bibliografi",
                "ordering": ["title", "pk"],
                "default_permissions": ("add", "view", "change"),
                "indexes": [
                    models.Index(fields=["title", "id"], name="elibrary_biblio_title"),
                    models.Index(fields=["isbn_issn"], name="elibrary_biblio_isbn"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="elibrary_biblio_titled"),
                    models.CheckConstraint(
                        condition=models.Q(("ddc", ""), ("ddc__regex", "^([0-9]{3}|2X[0-9])(\\.[0-9]+)?$"), _connector="OR"),
                        name="elibrary_biblio_ddc",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Heading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="elibrary.bibliographicrecord",
                        verbose_name="cantuman",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="elibrary.authority",
                        verbose_name="tajuk",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("creator", "pengarang"), ("subject", "subjek")], max_length=10, verbose_name="sebagai"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
            ],
            options={
                "verbose_name": "tajuk cantuman",
                "verbose_name_plural": "tajuk cantuman",
                "ordering": ["role", "position", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("record", "authority", "role"), name="elibrary_heading_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(2020),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="tahun anggaran",
                    ),
                ),
                ("amount_idr", models.PositiveBigIntegerField(verbose_name="pagu (rupiah)")),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Misalnya APBD dan nomor DPA.", max_length=200, verbose_name="sumber dana"
                    ),
                ),
            ],
            options={
                "verbose_name": "anggaran",
                "verbose_name_plural": "anggaran",
                "ordering": ["-year"],
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2020), ("year__lte", 2100)), name="elibrary_budget_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(editable=False, max_length=40, unique=True, verbose_name="nomor")),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="elibrary.publisher",
                        verbose_name="penerbit",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "konsep"),
                            ("submitted", "diajukan"),
                            ("approved", "disetujui"),
                            ("sent", "dikirim ke penerbit"),
                            ("partly", "diterima sebagian"),
                            ("delivered", "diterima lengkap"),
                            ("closed", "selesai"),
                            ("cancelled", "dibatalkan"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="elibrary.budget",
                        verbose_name="anggaran",
                    ),
                ),
                ("total_idr", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="jumlah (rupiah)")),
                ("unpriced_lines", models.PositiveIntegerField(default=0, editable=False, verbose_name="judul tanpa harga")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="catatan")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="berubah")),
            ],
            options={
                "verbose_name": "pesanan",
                "verbose_name_plural": "pesanan",
                "ordering": ["-created_at", "-pk"],
                "permissions": [
                    ("submit_order", "Dapat mengajukan pesanan"),
                    ("approve_order", "Dapat menyetujui pesanan"),
                    ("send_order", "Dapat mengirim, menerima, dan menutup pesanan"),
                ],
                "default_permissions": ("add", "change", "view"),
                "indexes": [models.Index(fields=["state", "-created_at"], name="elibrary_order_desk")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_idr", 0),
                            ("budget__isnull", False),
                            ("state__in", ["draft", "submitted", "cancelled"]),
                            _connector="OR",
                        ),
                        name="elibrary_order_paid_from_a_budget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpriced_lines", 0), ("state__in", ["draft", "submitted", "cancelled"]), _connector="OR"
                        ),
                        name="elibrary_order_priced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "konsep"),
                            ("submitted", "diajukan"),
                            ("approved", "disetujui"),
                            ("sent", "dikirim ke penerbit"),
                            ("partly", "diterima sebagian"),
                            ("delivered", "diterima lengkap"),
                            ("closed", "selesai"),
                            ("cancelled", "dibatalkan"),
                        ],
                        max_length=10,
                        verbose_name="dari",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "konsep"),
                            ("submitted", "diajukan"),
                            ("approved", "disetujui"),
                            ("sent", "dikirim ke penerbit"),
                            ("partly", "diterima sebagian"),
                            ("delivered", "diterima lengkap"),
                            ("closed", "selesai"),
                            ("cancelled", "dibatalkan"),
                        ],
                        max_length=10,
                        verbose_name="menjadi",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="keterangan")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="waktu")),
            ],
            options={
                "verbose_name": "langkah pesanan",
                "verbose_name_plural": "langkah pesanan",
                "ordering": ["position"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("order", "position"), name="elibrary_order_step_once")],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=500, verbose_name="judul")),
                ("isbn13", models.CharField(blank=True, editable=False, max_length=13, verbose_name="ISBN")),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("hosted", "berkas di perpustakaan ini"),
                            ("external", "platform luar"),
                            ("print", "cetak"),
                        ],
                        default="hosted",
                        max_length=10,
                        verbose_name="jalur akses",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("perpetual", "selamanya, satu salinan satu pembaca"),
                            ("concurrent", "sejumlah pembaca bersamaan"),
                            ("loans", "sejumlah peminjaman"),
                            ("months", "sejumlah bulan"),
                            ("subscription", "langganan"),
                            ("open", "akses terbuka"),
                            ("external", "di platform luar"),
                        ],
                        default="perpetual",
                        max_length=12,
                        verbose_name="lisensi",
                    ),
                ),
                (
                    "copies",
                    models.PositiveIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name="salinan"
                    ),
                ),
                (
                    "readers",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="pembaca bersamaan",
                    ),
                ),
                (
                    "loans",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="peminjaman",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name="bulan"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="berlaku mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                (
                    "unit_price_idr",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="harga satuan (rupiah)"),
                ),
                (
                    "discount_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="potongan (%)",
                    ),
                ),
                (
                    "tax_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="pajak (%)",
                    ),
                ),
                ("is_tax_included", models.BooleanField(default=False, verbose_name="harga sudah termasuk pajak")),
                ("total_idr", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="jumlah (rupiah)")),
                ("territory", models.CharField(default="ID", max_length=100, verbose_name="wilayah")),
                ("may_print", models.BooleanField(default=False, verbose_name="boleh dicetak")),
                ("may_copy", models.BooleanField(default=False, verbose_name="boleh disalin")),
                ("may_read_aloud", models.BooleanField(default=True, verbose_name="boleh dibacakan mesin")),
                ("may_download", models.BooleanField(default=False, verbose_name="boleh diunduh")),
                ("embargo_until", models.DateField(blank=True, null=True, verbose_name="tidak dibuka sebelum")),
                (
                    "external_url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Tulis alamat lengkap yang diawali https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="alamat di platform luar",
                    ),
                ),
                ("delivered_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="diterima")),
                ("came_as_file", models.BooleanField(default=False, editable=False, verbose_name="diterima lewat berkas")),
            ],
            options={
                "verbose_name": "baris pesanan",
                "verbose_name_plural": "baris pesanan",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "offer", "licence"), name="elibrary_line_once"),
                    models.CheckConstraint(condition=models.Q(("copies__gte", 1)), name="elibrary_line_copies"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence", "concurrent"), _negated=True),
                            models.Q(("readers__gt", 0), ("readers__isnull", False)),
                            _connector="OR",
                        ),
                        name="elibrary_line_readers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence", "loans"), _negated=True),
                            models.Q(("loans__gt", 0), ("loans__isnull", False)),
                            _connector="OR",
                        ),
                        name="elibrary_line_loans",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence", "months"), _negated=True),
                            models.Q(("months__gt", 0), ("months__isnull", False)),
                            _connector="OR",
                        ),
                        name="elibrary_line_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("discount_percent__gte", 0), ("discount_percent__lte", 100)),
                        name="elibrary_line_discount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tax_percent__gte", 0), ("tax_percent__lte", 100)), name="elibrary_line_tax"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("came_as_file", False), ("delivered_at__isnull", False), _connector="OR"),
                        name="elibrary_line_file_has_come",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("licence", "open"), _negated=True), ("total_idr", 0), _connector="OR"),
                        name="elibrary_line_open_access_is_free",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_price_idr__isnull", False),
                            models.Q(("delivered_at__isnull", True), ("total_idr", 0)),
                            _connector="OR",
                        ),
                        name="elibrary_line_priced_before_it_comes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="elibrary_line_term",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Accession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accessions",
                        to="elibrary.bibliographicrecord",
                        verbose_name="cantuman",
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="nomor induk")),
                (
                    "form",
                    models.CharField(
                        choices=[("copy", "eksemplar"), ("licence", "lisensi")],
                        default="copy",
                        max_length=10,
                        verbose_name="bentuk",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("purchase", "pembelian"),
                            ("gift", "hadiah atau hibah"),
                            ("exchange", "tukar-menukar"),
                            ("own", "terbitan sendiri"),
                            ("open", "akses terbuka"),
                            ("unknown", "tidak diketahui"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="asal",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="accessions",
                        to="elibrary.orderline",
                        verbose_name="baris pesanan",
                    ),
                ),
                ("line_copy", models.PositiveIntegerField(editable=False, null=True, verbose_name="salinan ke-")),
                ("price_idr", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="harga (rupiah)")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="diterima")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="catatan")),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="dikeluarkan")),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="alasan dikeluarkan"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "nomor induk",
                "verbose_name_plural": "buku induk",
                "ordering": ["pk"],
                "default_permissions": ("add", "view", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="elibrary_accession_numbered"
                    ),
                    models.UniqueConstraint(fields=("order_line", "line_copy"), name="elibrary_accession_line_copy_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__contains", "<"), _negated=True),
                            models.Q(("number__contains", ">"), _negated=True),
                        ),
                        name="elibrary_accession_brackets",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawal_reason", ""), ("withdrawn_on__isnull", True)),
                            models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="elibrary_accession_withdrawn_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueImport",
            fields=[],
            options={
                "verbose_name": "impor katalog",
                "verbose_name_plural": "impor katalog",
                "proxy": True,
                "default_permissions": ("add", "view"),
            },
            bases=("core.importrun",),
        ),
        migrations.CreateModel(
            name="CatalogueSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="elibrary.publisher",
                        verbose_name="penerbit",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("opds", "alamat OPDS"), ("folder", "folder katalog di server"), ("bucket", "bucket (S3)")],
                        default="opds",
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Alamat OPDS: https://… yang memuat daftar bukunya. Bucket: awalan nama berkas, misalnya balai-pustaka/. Folder katalog: kosongkan; namanya sama dengan kode penerbit.",
                        max_length=1000,
                        verbose_name="alamat",
                    ),
                ),
                (
                    "every",
                    models.PositiveIntegerField(
                        choices=[(15, "15 menit"), (60, "1 jam"), (360, "6 jam"), (1440, "1 hari"), (10080, "1 minggu")],
                        default=1440,
                        verbose_name="diperiksa tiap",
                    ),
                ),
                (
                    "applies_directly",
                    models.BooleanField(
                        default=False,
                        help_text="Tanpa centang, katalog hanya diperiksa dan menunggu pustakawan menerapkannya.",
                        verbose_name="langsung diterapkan",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="Yang tidak aktif tidak diperiksa dengan sendirinya.", verbose_name="aktif"
                    ),
                ),
                (
                    "last_checked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="terakhir diperiksa"),
                ),
                (
                    "last_result",
                    models.CharField(
                        blank=True,
                        choices=[("found", "ada katalog baru"), ("nothing", "tidak ada yang baru"), ("failed", "gagal")],
                        editable=False,
                        max_length=10,
                        verbose_name="hasil terakhir",
                    ),
                ),
                ("last_message", models.CharField(blank=True, editable=False, max_length=500, verbose_name="keterangan")),
                (
                    "next_check_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="pemeriksaan berikutnya"
                    ),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="gagal berturut-turut"),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=200)),
                ("modified", models.CharField(blank=True, editable=False, max_length=200)),
                ("read_whole_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("seen", models.JSONField(blank=True, default=dict, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "sumber katalog",
                "verbose_name_plural": "sumber katalog",
                "ordering": ["publisher__name", "pk"],
                "default_permissions": ("add", "change", "view"),
                "indexes": [models.Index(fields=["is_active", "next_check_at"], name="elibrary_source_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("kind", "folder")),
                            models.Q(("kind__in", ["opds", "bucket"]), models.Q(("address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="elibrary_source_has_its_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "folder")),
                        fields=("publisher",),
                        name="elibrary_source_one_folder",
                        violation_error_message="Folder katalog penerbit ini sudah dicatat.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "folder"), _negated=True),
                        fields=("kind", "address"),
                        name="elibrary_source_address_once",
                        violation_error_message="Alamat ini sudah dicatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failures__gte", 1), ("last_result", "failed")),
                            models.Q(models.Q(("last_result", "failed"), _negated=True), ("failures", 0)),
                            _connector="OR",
                        ),
                        name="elibrary_source_counts_failures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_result", "failed"), _negated=True),
                            models.Q(("last_message", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="elibrary_source_failure_says_why",
                    ),
                    models.CheckConstraint(condition=models.Q(("every__gte", 15)), name="elibrary_source_not_too_often"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="elibrary.cataloguesource",
                        verbose_name="sumber",
                    ),
                ),
                ("job", models.UUIDField(unique=True, verbose_name="pekerjaan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="waktu")),
                (
                    "result",
                    models.CharField(
                        choices=[("found", "ada katalog baru"), ("nothing", "tidak ada yang baru"), ("failed", "gagal")],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("message", models.CharField(max_length=500, verbose_name="keterangan")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="berkas diambil")),
            ],
            options={
                "verbose_name": "pemeriksaan sumber",
                "verbose_name_plural": "pemeriksaan sumber",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["source", "-at"], name="elibrary_source_history")],
            },
        ),
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="elibrary.cataloguesource",
                        verbose_name="sumber",
                    ),
                ),
                ("key", models.CharField(max_length=64, verbose_name="kunci")),
                ("name", models.CharField(max_length=300, verbose_name="nama")),
                ("mark", models.CharField(blank=True, max_length=200, verbose_name="ciri")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik (SHA-256)")),
                (
                    "run",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="source_file",
                        to="core.importrun",
                        verbose_name="impor",
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="sebab ditolak")),
                ("job", models.UUIDField(verbose_name="pekerjaan")),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diambil")),
            ],
            options={
                "verbose_name": "berkas sumber",
                "verbose_name_plural": "berkas sumber",
                "ordering": ["-taken_at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["source", "-taken_at"], name="elibrary_source_files")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="elibrary_source_file_once")],
            },
        ),
        migrations.CreateModel(
            name="DeliveryLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delivery_links",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="catalogue_links",
                        to="elibrary.publisher",
                        verbose_name="penerbit",
                    ),
                ),
                ("selector", models.CharField(editable=False, max_length=8, unique=True, verbose_name="penanda")),
                ("secret_hash", models.CharField(editable=False, max_length=64, verbose_name="sidik rahasia")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
            ],
            options={
                "verbose_name": "tautan penyerahan",
                "verbose_name_plural": "tautan penyerahan",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("order",),
                        name="elibrary_delivery_link_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("publisher",),
                        name="elibrary_catalogue_link_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("order__isnull", True), ("publisher__isnull", False)),
                            models.Q(("order__isnull", False), ("publisher__isnull", True)),
                            _connector="OR",
                        ),
                        name="elibrary_delivery_link_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="elibrary_delivery_link_lasts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sha256",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="sidik berkas (SHA-256)"),
                ),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="",
                        verbose_name="berkas",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="ukuran (bita)")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("", "belum diperiksa"), ("pdf", "PDF"), ("epub", "EPUB"), ("other", "lainnya")],
                        default="",
                        editable=False,
                        max_length=5,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "page_count",
                    models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="jumlah halaman"),
                ),
                (
                    "title",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="judul di dalam berkas"),
                ),
                ("isbns", models.JSONField(blank=True, default=dict, editable=False, verbose_name="ISBN di dalam berkas")),
                ("inspected_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="diperiksa")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="disimpan")),
            ],
            options={
                "verbose_name": "berkas kiriman",
                "verbose_name_plural": "berkas kiriman",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="elibrary_delivered_file_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="elibrary.deliveredfile",
                        verbose_name="berkas",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("other_names", models.JSONField(blank=True, default=list, editable=False, verbose_name="nama lain")),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="elibrary.deliverylink",
                        verbose_name="tautan",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah petugas",
                    ),
                ),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="diterima")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "diterima, sedang diperiksa"),
                            ("inspected", "selesai diperiksa"),
                            ("matched", "cocok dengan pesanan"),
                            ("unmatched", "belum cocok"),
                            ("refused", "ditolak"),
                        ],
                        default="received",
                        editable=False,
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="elibrary.orderline",
                        verbose_name="baris pesanan",
                    ),
                ),
                (
                    "matched_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "–"),
                            ("isbn_name", "ISBN pada nama berkas"),
                            ("isbn_meta", "ISBN pada data berkas"),
                            ("isbn_text", "ISBN di halaman awal atau akhir"),
                            ("title", "judul"),
                            ("hand", "dipilih petugas"),
                        ],
                        default="",
                        max_length=9,
                        verbose_name="dicocokkan lewat",
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="masalah")),
                ("advice", models.CharField(blank=True, max_length=500, verbose_name="yang perlu dilakukan")),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputuskan oleh",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
            ],
            options={
                "verbose_name": "kiriman penerbit",
                "verbose_name_plural": "kiriman penerbit",
                "ordering": ["-received_at", "-pk"],
                "default_permissions": ("add", "change", "view"),
                "indexes": [models.Index(fields=["state", "-received_at"], name="elibrary_delivery_desk")],
                "constraints": [
                    models.UniqueConstraint(fields=("order", "file"), name="elibrary_delivery_once_an_order"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("line__isnull", False), ("state", "matched")),
                            models.Q(models.Q(("state", "matched"), _negated=True), ("line__isnull", True)),
                            _connector="OR",
                        ),
                        name="elibrary_delivery_matched_has_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["refused", "unmatched"]), _negated=True),
                            models.Q(("problem", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="elibrary_delivery_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="elibrary.delivery",
                        verbose_name="kiriman",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elibrary.orderline",
                        verbose_name="baris pesanan",
                    ),
                ),
                (
                    "matched_how",
                    models.CharField(
                        choices=[
                            ("", "–"),
                            ("isbn_name", "ISBN pada nama berkas"),
                            ("isbn_meta", "ISBN pada data berkas"),
                            ("isbn_text", "ISBN di halaman awal atau akhir"),
                            ("title", "judul"),
                            ("hand", "dipilih petugas"),
                        ],
                        max_length=9,
                        verbose_name="dicocokkan lewat",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
                ("released_at", models.DateTimeField(auto_now_add=True, verbose_name="dilepas")),
            ],
            options={
                "verbose_name": "pelepasan kiriman",
                "verbose_name_plural": "pelepasan kiriman",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="elibrary_release_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kode alamat")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="elibrary.deliverylink",
                        verbose_name="tautan",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah petugas",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("size", models.PositiveBigIntegerField(verbose_name="ukuran (bita)")),
                ("offset", models.PositiveBigIntegerField(default=0, verbose_name="sudah tiba (bita)")),
                (
                    "delivery",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="elibrary.delivery",
                        verbose_name="kiriman",
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="kendala")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dimulai")),
                ("expires_at", models.DateTimeField(verbose_name="dibuang sesudah")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="lengkap")),
            ],
            options={
                "verbose_name": "unggahan",
                "verbose_name_plural": "unggahan",
                "ordering": ["created_at", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["expires_at"], name="elibrary_upload_expiry")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("offset__lte", models.F("size")), ("size__gt", 0), ("size__lte", 2147483648)),
                        name="elibrary_upload_within_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", True), ("delivery__isnull", True)),
                            models.Q(("completed_at__isnull", False), ("offset", models.F("size"))),
                            _connector="OR",
                        ),
                        name="elibrary_upload_complete_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="elibrary.deliveryupload"
                    ),
                ),
                ("offset", models.PositiveBigIntegerField(verbose_name="mulai bita")),
                ("size", models.PositiveBigIntegerField(verbose_name="ukuran (bita)")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="nama objek")),
            ],
            options={
                "verbose_name": "bagian unggahan",
                "verbose_name_plural": "bagian unggahan",
                "ordering": ["offset"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "offset"), name="elibrary_upload_part_once"),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="elibrary_upload_part_not_empty"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarcRecord",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="marc_record",
                        serialize=False,
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                ("leader", models.CharField(max_length=24, verbose_name="label (leader)")),
                ("fields", models.JSONField(default=list, verbose_name="ruas")),
                ("mended", models.JSONField(blank=True, default=list, verbose_name="yang diperbaiki saat dibaca")),
            ],
            options={
                "verbose_name": "rekaman MARC",
                "verbose_name_plural": "rekaman MARC",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OrderDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="elibrary.order",
                        verbose_name="pesanan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("quotation", "surat penawaran"),
                            ("letter", "surat pesanan"),
                            ("spk", "SPK"),
                            ("bast", "BAST"),
                            ("invoice", "faktur"),
                            ("contract", "kontrak"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama berkas")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="orders",
                        verbose_name="berkas",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="ukuran (bita)")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="sidik berkas (SHA-256)")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dimasukkan oleh",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="dimasukkan")),
            ],
            options={
                "verbose_name": "dokumen pesanan",
                "verbose_name_plural": "dokumen pesanan",
                "ordering": ["-added_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "kind", "sha256"), name="elibrary_order_document_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("needs_two_people", models.BooleanField(default=True, verbose_name="perlu dua orang")),
                (
                    "submit_roles",
                    models.JSONField(
                        default=elibrary.ordering.models.policy._librarian, verbose_name="yang menyusun dan mengajukan"
                    ),
                ),
                (
                    "approve_roles",
                    models.JSONField(default=elibrary.ordering.models.policy._analyst, verbose_name="yang menyetujui"),
                ),
                (
                    "send_roles",
                    models.JSONField(
                        default=elibrary.ordering.models.policy._librarian,
                        verbose_name="yang mengirim, menerima, dan menutup",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="berubah")),
            ],
            options={
                "verbose_name": "aturan pesanan",
                "verbose_name_plural": "aturan pesanan",
                "default_permissions": ("change", "view"),
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="elibrary_order_policy_one_row")],
            },
        ),
        migrations.CreateModel(
            name="BookPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="elibrary.book",
                        verbose_name="buku",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("text", models.TextField(blank=True, verbose_name="teks")),
                (
                    "picture",
                    models.FileField(
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="",
                        verbose_name="gambar",
                    ),
                ),
                ("width", models.PositiveIntegerField(verbose_name="lebar")),
                ("height", models.PositiveIntegerField(verbose_name="tinggi")),
            ],
            options={
                "verbose_name": "halaman buku",
                "verbose_name_plural": "halaman buku",
                "ordering": ["book", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("book", "number"), name="elibrary_page_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="elibrary_page_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlimsImport",
            fields=[],
            options={
                "verbose_name": "impor SLiMS",
                "verbose_name_plural": "impor SLiMS",
                "proxy": True,
                "default_permissions": ("add", "view"),
            },
            bases=("core.importrun",),
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kunci formulir")),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="judul")),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="pengarang")),
                ("isbn13", models.CharField(blank=True, max_length=13, verbose_name="ISBN")),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="alasan")),
                (
                    "origin",
                    models.CharField(
                        choices=[("reader", "pembaca"), ("analyst", "analis kurikulum"), ("librarian", "pustakawan")],
                        default="reader",
                        max_length=10,
                        verbose_name="dari",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diusulkan oleh",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "menunggu keputusan"),
                            ("ordered", "dipesan"),
                            ("declined", "tidak dapat dipenuhi"),
                            ("available", "sudah tersedia"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="wishes",
                        to="elibrary.orderline",
                        verbose_name="baris pesanan",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="diusulkan")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
            ],
            options={
                "verbose_name": "usulan buku",
                "verbose_name_plural": "usulan buku",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": ("add", "change", "view"),
                "indexes": [
                    models.Index(fields=["state", "-created_at"], name="elibrary_wish_desk"),
                    models.Index(fields=["asked_by", "-created_at"], name="elibrary_wish_own"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="elibrary_wish_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="elibrary_wish_declined_with_answer",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="bibliographicrecord",
            name="headings",
            field=models.ManyToManyField(related_name="records", through="elibrary.Heading", to="elibrary.authority"),
        ),
    ]
