import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import core.django_patches.ancestors
import courses.content.models.lessons
import courses.runs.models.run


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvaluationForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nama")),
            ],
            options={
                "verbose_name": "formulir evaluasi",
                "verbose_name_plural": "formulir evaluasi",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "form",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="courses.evaluationform"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="pertanyaan")),
                (
                    "kind",
                    models.CharField(
                        choices=[("scale", "Skala 1–4"), ("text", "Jawaban bebas")],
                        default="scale",
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="wajib dijawab")),
            ],
            options={
                "verbose_name": "pertanyaan evaluasi",
                "verbose_name_plural": "pertanyaan evaluasi",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModulePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="Apa yang dipelajari di bagian ini.", max_length=300, verbose_name="ringkasan"
                    ),
                ),
            ],
            options={
                "verbose_name": "modul",
                "verbose_name_plural": "modul",
            },
            bases=(courses.content.models.lessons.UnroutablePageMixin, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="LessonPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "duration_minutes",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="lama belajar (menit)"
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("text", 0),
                            ("figure", 3),
                            ("steps", 8),
                            ("callout", 12),
                            ("video", 19),
                            ("audio", 21),
                            ("pdf", 24),
                            ("document", 24),
                            ("quote", 27),
                            ("table", 30),
                            ("question", 37),
                        ],
                        block_lookup={
                            0: (
                                "core.pages.blocks.body.TextBlock",
                                (),
                                {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link"]},
                            ),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Gambar"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Keterangan", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 120}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Penjelasan", "required": False, "rows": 3}),
                            6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {"label": "Langkah", "max_num": 20, "min_num": 1}),
                            8: ("wagtail.blocks.StructBlock", [[("steps", 7)]], {}),
                            9: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")],
                                    "label": "Jenis",
                                },
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 80}),
                            11: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ul", "link"], "label": "Isi"},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("tone", 9), ("title", 10), ("text", 11)]], {}),
                            13: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 120}),
                            14: (
                                "core.pages.blocks.media.VideoChooserBlock",
                                (),
                                {
                                    "help_text": "Isi ini, atau alamat di bawah; jangan keduanya.",
                                    "label": "Berkas video",
                                    "required": False,
                                },
                            ),
                            15: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "Salin dari bilah alamat, misalnya https://www.youtube.com/watch?v=…",
                                    "label": "Alamat YouTube atau Vimeo",
                                    "required": False,
                                },
                            ),
                            16: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Centang setelah Anda melihatnya sendiri. Takarir otomatis tidak cukup.",
                                    "label": "Takarir bahasa Indonesia ada di YouTube/Vimeo",
                                    "required": False,
                                },
                            ),
                            17: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {
                                    "help_text": "Tampil sebelum video diputar, perbandingan 16 : 9.",
                                    "label": "Gambar sampul",
                                },
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "Semua yang diucapkan dan yang penting di layar, untuk orang yang tidak mendengar atau menghemat kuota. Wajib sebelum terbit.",
                                    "label": "Transkrip",
                                    "required": False,
                                    "rows": 8,
                                },
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 13),
                                        ("file", 14),
                                        ("address", 15),
                                        ("captions_checked", 16),
                                        ("poster", 17),
                                        ("transcript", 18),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            20: ("core.pages.blocks.media.AudioChooserBlock", (), {"label": "Berkas suara"}),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("file", 20), ("transcript", 18)]],
                                {"group": "Media"},
                            ),
                            22: ("core.pages.blocks.media.DocumentChooserBlock", (), {"label": "Berkas"}),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Isinya apa", "max_length": 200, "required": False},
                            ),
                            24: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("file", 22), ("summary", 23)]],
                                {"group": "Media"},
                            ),
                            25: ("wagtail.blocks.TextBlock", (), {"label": "Kutipan", "rows": 3}),
                            26: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Siapa yang berkata, atau dari mana", "max_length": 160},
                            ),
                            27: ("wagtail.blocks.StructBlock", [[("text", 25), ("source", 26)]], {}),
                            28: ("wagtail.blocks.CharBlock", (), {"label": "Judul tabel", "max_length": 160}),
                            29: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "Baris pertama adalah judul kolom. Tempel dari Excel, atau pisahkan kolom dengan garis tegak |.",
                                    "label": "Isi tabel",
                                    "rows": 8,
                                },
                            ),
                            30: ("wagtail.blocks.StructBlock", [[("caption", 28), ("cells", 29)]], {}),
                            31: ("wagtail.blocks.CharBlock", (), {"label": "Pertanyaan", "max_length": 240}),
                            32: ("wagtail.blocks.CharBlock", (), {"label": "Pilihan", "max_length": 160}),
                            33: ("wagtail.blocks.BooleanBlock", (), {"label": "Benar", "required": False}),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Mengapa benar, atau mengapa belum tepat.",
                                    "label": "Penjelasan",
                                    "max_length": 300,
                                },
                            ),
                            35: ("wagtail.blocks.StructBlock", [[("text", 32), ("is_correct", 33), ("feedback", 34)]], {}),
                            36: ("wagtail.blocks.ListBlock", (35,), {"label": "Pilihan", "max_num": 8, "min_num": 2}),
                            37: ("wagtail.blocks.StructBlock", [[("question", 31), ("choices", 36)]], {}),
                        },
                        verbose_name="isi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pelajaran",
                "verbose_name_plural": "pelajaran",
            },
            bases=(courses.content.models.lessons.UnroutablePageMixin, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="CourseIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("introduction", models.TextField(max_length=400, verbose_name="pengantar")),
            ],
            options={
                "verbose_name": "daftar pelatihan",
                "verbose_name_plural": "daftar pelatihan",
            },
            bases=(core.django_patches.ancestors.KnownAncestors, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="QuestionImport",
            fields=[],
            options={
                "verbose_name": "impor pertanyaan",
                "verbose_name_plural": "impor pertanyaan",
                "proxy": True,
                "default_permissions": ("add", "view"),
            },
            bases=("core.importrun",),
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="nama")),
                ("slug", models.SlugField(editable=False, max_length=70, unique=True, verbose_name="kode alamat")),
            ],
            options={
                "verbose_name": "topik",
                "verbose_name_plural": "topik",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="CoursePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="terakhir ditinjau")),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="ditinjau lagi paling lambat")),
                (
                    "summary",
                    models.TextField(
                        help_text="Satu atau dua kalimat: apa yang bisa dilakukan sesudahnya.",
                        max_length=300,
                        verbose_name="ringkasan",
                    ),
                ),
                ("audience", models.CharField(max_length=200, verbose_name="untuk siapa")),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="courses.topic",
                        verbose_name="topik",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("basic", "Dasar"), ("intermediate", "Menengah"), ("advanced", "Lanjut")],
                        default="basic",
                        max_length=14,
                        verbose_name="tingkat",
                    ),
                ),
                (
                    "duration_minutes",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="lama belajar (menit)"
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("figure", 3), ("steps", 8), ("callout", 12)],
                        blank=True,
                        block_lookup={
                            0: ("core.pages.blocks.body.TextBlock", (), {}),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Gambar"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Keterangan", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 120}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Penjelasan", "required": False, "rows": 3}),
                            6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {"label": "Langkah", "max_num": 20, "min_num": 1}),
                            8: ("wagtail.blocks.StructBlock", [[("steps", 7)]], {}),
                            9: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")],
                                    "label": "Jenis",
                                },
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 80}),
                            11: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ul", "link"], "label": "Isi"},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("tone", 9), ("title", 10), ("text", 11)]], {}),
                        },
                        verbose_name="isi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pelatihan",
                "verbose_name_plural": "pelatihan",
            },
            bases=(core.django_patches.ancestors.KnownAncestors, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="CourseCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="courses.coursepage",
                    ),
                ),
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="made_from", to="courses.coursepage"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="disalin")),
            ],
            options={
                "verbose_name": "salinan pelatihan",
                "verbose_name_plural": "salinan pelatihan",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="courses.coursepage",
                        verbose_name="pelatihan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "Pilih satu"),
                            ("multiple", "Pilih beberapa"),
                            ("true_false", "Benar atau salah"),
                            ("number", "Jawaban angka"),
                            ("word", "Jawaban kata"),
                        ],
                        default="single",
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: Harga. Tes mengambil pertanyaan merata dari setiap topik, dan peserta membaca topik mana yang perlu diulang.",
                        max_length=60,
                        verbose_name="topik",
                    ),
                ),
                (
                    "text",
                    models.TextField(validators=[django.core.validators.MaxLengthValidator(600)], verbose_name="pertanyaan"),
                ),
                ("statement_is_true", models.BooleanField(blank=True, null=True, verbose_name="pernyataan ini")),
                (
                    "explanation",
                    models.TextField(
                        blank=True,
                        help_text="Mengapa jawabannya begitu. Dibaca peserta bersama jawaban yang benar.",
                        validators=[django.core.validators.MaxLengthValidator(600)],
                        verbose_name="penjelasan",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="diarsipkan")),
                ("edited_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "pertanyaan tes",
                "verbose_name_plural": "bank pertanyaan",
                "ordering": ["course", "topic", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="courses_question_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "true_false"), ("statement_is_true__isnull", False)),
                            models.Q(models.Q(("kind", "true_false"), _negated=True), ("statement_is_true", None)),
                            _connector="OR",
                        ),
                        name="courses_question_statement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "question",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="courses.question"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="pilihan atau jawaban")),
                ("is_right", models.BooleanField(default=False, verbose_name="benar")),
            ],
            options={
                "verbose_name": "pilihan",
                "verbose_name_plural": "pilihan",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Test",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tests",
                        to="courses.coursepage",
                        verbose_name="pelatihan",
                    ),
                ),
                ("lineage", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="asal-usul")),
                ("title", models.CharField(default="Post-test", max_length=120, verbose_name="judul")),
                (
                    "instructions",
                    models.TextField(
                        blank=True,
                        help_text="Dibaca peserta sebelum mulai. Jumlah pertanyaan, waktu, nilai, dan kesempatan sudah tertulis sendiri.",
                        validators=[django.core.validators.MaxLengthValidator(1000)],
                        verbose_name="petunjuk",
                    ),
                ),
                (
                    "number_drawn",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Diambil acak, merata dari setiap topik. Kosong: semua pertanyaan.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="jumlah pertanyaan yang diambil",
                    ),
                ),
                ("shuffled", models.BooleanField(default=True, verbose_name="acak urutan pertanyaan dan pilihan")),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(
                        default=70,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="nilai lulus (%)",
                    ),
                ),
                (
                    "attempts_allowed",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        help_text="Kosong: tidak dibatasi.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="kesempatan mengerjakan",
                    ),
                ),
                (
                    "time_limit_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Dihitung sejak peserta menekan Mulai. Kosong: tanpa batas waktu.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(300),
                        ],
                        verbose_name="batas waktu (menit)",
                    ),
                ),
                (
                    "show_answers",
                    models.CharField(
                        choices=[
                            ("never", "Tidak pernah"),
                            ("at_end", "Sesudah lulus, atau sesudah kesempatan habis"),
                            ("always", "Setiap selesai mengerjakan"),
                        ],
                        default="at_end",
                        max_length=6,
                        verbose_name="tampilkan jawaban yang benar",
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Kosong: semua.",
                        related_name="tests",
                        to="courses.question",
                        verbose_name="pertanyaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tes",
                "verbose_name_plural": "tes",
                "ordering": ["course", "title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "title"),
                        name="courses_test_title_once",
                        violation_error_message="Pelatihan ini sudah punya tes dengan judul itu.",
                    ),
                    models.UniqueConstraint(fields=("course", "lineage"), name="courses_test_lineage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pass_mark__range", (1, 100))), name="courses_test_pass_mark"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number_drawn", None), ("number_drawn__range", (1, 100)), _connector="OR"),
                        name="courses_test_number_drawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attempts_allowed", None), ("attempts_allowed__range", (1, 50)), _connector="OR"
                        ),
                        name="courses_test_attempts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_limit_minutes", None), ("time_limit_minutes__range", (1, 300)), _connector="OR"
                        ),
                        name="courses_test_time_limit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kode alamat")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="courses.coursepage",
                        verbose_name="pelatihan",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Misalnya: Kelas mandiri 2026, Angkatan 3.", max_length=120, verbose_name="nama kelas"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("self_paced", "Belajar mandiri"),
                            ("scheduled", "Terjadwal daring"),
                            ("on_site", "Tatap muka"),
                            ("hybrid", "Campuran"),
                        ],
                        default="self_paced",
                        max_length=12,
                        verbose_name="cara belajar",
                    ),
                ),
                (
                    "enrolment_opens",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="pendaftaran dibuka"),
                ),
                (
                    "enrolment_closes",
                    models.DateTimeField(
                        blank=True, help_text="Kosong: tetap dibuka.", null=True, verbose_name="pendaftaran ditutup"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, help_text="Kosong: kapan saja.", null=True, verbose_name="mulai"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="selesai")),
                (
                    "quota",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Kosong: tidak dibatasi.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="kuota peserta",
                    ),
                ),
                (
                    "place_name",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: Aula UPT Pelatihan KUKM.",
                        max_length=120,
                        verbose_name="nama tempat",
                    ),
                ),
                ("place_address", models.TextField(blank=True, max_length=300, verbose_name="alamat tempat")),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="tautan peta",
                    ),
                ),
                (
                    "meeting_url",
                    models.URLField(
                        blank=True,
                        help_text="Hanya tampil bagi peserta kelas ini.",
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="tautan pertemuan daring",
                    ),
                ),
                (
                    "requirements",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[courses.runs.models.run.validate_requirements],
                        verbose_name="persyaratan peserta",
                    ),
                ),
                (
                    "requires_lessons",
                    models.BooleanField(
                        default=True,
                        help_text="Pelajaran yang terbit saat peserta mengisi evaluasi.",
                        verbose_name="semua pelajaran harus selesai",
                    ),
                ),
                (
                    "attendance_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Dari semua pertemuan di atas, misalnya 75. Kosong: kehadiran tidak menentukan kelulusan.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="kehadiran paling sedikit (%)",
                    ),
                ),
                (
                    "post_test",
                    models.ForeignKey(
                        blank=True,
                        help_text="Tes dari pelatihan ini; nilai lulusnya ditentukan tes itu. Kosong: tanpa tes.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="courses.test",
                        verbose_name="post-test yang harus lulus",
                    ),
                ),
                (
                    "evaluation_form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="courses.evaluationform",
                        verbose_name="formulir evaluasi",
                    ),
                ),
                (
                    "certificate_title",
                    models.CharField(default="Sertifikat Pelatihan", max_length=60, verbose_name="judul sertifikat"),
                ),
                (
                    "certificate_statement",
                    models.CharField(
                        default="telah menyelesaikan pelatihan",
                        help_text="Berdiri di antara nama peserta dan nama pelatihan.",
                        max_length=120,
                        verbose_name="kalimat sertifikat",
                    ),
                ),
                (
                    "certificate_signatory",
                    models.CharField(
                        default="Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",
                        help_text="Jabatan saja, tanpa nama.",
                        max_length=120,
                        verbose_name="pejabat pada sertifikat",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dibatalkan")),
                (
                    "cancellation_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="alasan pembatalan"),
                ),
                (
                    "instructors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Pengguna dengan peran Pengajar. Mereka melihat kelas ini di ruang kerja.",
                        limit_choices_to={"groups__name": "Pengajar", "is_active": True},
                        related_name="taught_runs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengajar",
                    ),
                ),
            ],
            options={
                "verbose_name": "kelas",
                "verbose_name_plural": "kelas",
                "ordering": ["-enrolment_opens", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "name"),
                        name="courses_run_name_once",
                        violation_error_message="Pelatihan ini sudah punya kelas dengan nama itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__isnull", True), ("quota__gt", 0), _connector="OR"),
                        name="courses_run_quota_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attendance_percent__isnull", True), ("attendance_percent__range", (1, 100)), _connector="OR"
                        ),
                        name="courses_run_attendance_percent",
                        violation_error_message="Kehadiran diisi dari 1 sampai 100 persen, atau dikosongkan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("enrolment_closes__isnull", True),
                            ("enrolment_closes__gt", models.F("enrolment_opens")),
                            _connector="OR",
                        ),
                        name="courses_run_window",
                        violation_error_message="Pendaftaran harus ditutup sesudah dibuka.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            models.Q(("starts_on__isnull", False), ("ends_on__gte", models.F("starts_on"))),
                            _connector="OR",
                        ),
                        name="courses_run_days",
                        violation_error_message="Isi tanggal mulai; tanggal selesai tidak boleh sebelum tanggal mulai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("cancellation_reason", "")),
                            models.Q(("cancelled_at__isnull", False), models.Q(("cancellation_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="courses_run_cancelled_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="courses.courserun",
                        verbose_name="kelas",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                (
                    "text",
                    models.TextField(
                        help_text="Teks biasa. Alamat web menjadi tautan. Baris kosong memulai paragraf baru. Jangan memuat data pribadi.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="isi",
                    ),
                ),
                ("pinned", models.BooleanField(default=False, verbose_name="sematkan di atas")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penulis",
                    ),
                ),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="diumumkan")),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="diperbaiki")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kode kiriman")),
            ],
            options={
                "verbose_name": "pengumuman",
                "verbose_name_plural": "pengumuman",
                "ordering": ["-pinned", "-published_at", "-pk"],
                "indexes": [models.Index(fields=["run", "-pinned", "-published_at"], name="courses_announcement_list")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                        name="courses_announcement_not_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="courses.courserun"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="courses.evaluationquestion"
                    ),
                ),
                ("submission", models.UUIDField(verbose_name="kiriman")),
                ("submitted_on", models.DateField(verbose_name="tanggal")),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nilai")),
                ("text", models.TextField(blank=True, verbose_name="jawaban")),
            ],
            options={
                "verbose_name": "jawaban evaluasi",
                "verbose_name_plural": "jawaban evaluasi",
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "question"), name="courses_answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("score__range", (1, 4)), _connector="OR"),
                        name="courses_answer_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", False), models.Q(("text", ""), _negated=True), _connector="OR"),
                        name="courses_answer_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="courses.courserun",
                        verbose_name="kelas",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="selesai")),
                (
                    "place",
                    models.CharField(blank=True, help_text="Kosong: tempat kelas.", max_length=200, verbose_name="tempat"),
                ),
                (
                    "meeting_url",
                    models.URLField(
                        blank=True,
                        help_text="Kosong: tautan kelas. Hanya tampil bagi peserta.",
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="tautan pertemuan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pertemuan",
                "verbose_name_plural": "pertemuan",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="courses_session_times",
                        violation_error_message="Pertemuan harus selesai sesudah mulai.",
                    ),
                    models.UniqueConstraint(
                        fields=("run", "starts_at"),
                        name="courses_session_once",
                        violation_error_message="Dua pertemuan mulai pada waktu yang sama.",
                    ),
                ],
            },
        ),
    ]
