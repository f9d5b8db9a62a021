"""``/gaya/``: every component in every state, with the words of a real page. Exists only while DEBUG is on."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

SECTORS = [("makanan", "Makanan dan minuman"), ("kriya", "Kriya dan batik"), ("jasa", "Jasa")]
TOPICS = [("halal", "Sertifikasi halal"), ("merek", "Pendaftaran merek"), ("ekspor", "Ekspor")]


class ExampleForm(forms.Form):
    """One field of each kind that the site uses."""

    name = forms.CharField(label="Nama lengkap", help_text="Seperti tertulis di KTP.", max_length=100)
    email = forms.EmailField(label="Alamat e-mail")
    password = forms.CharField(
        label="Kata sandi", widget=forms.PasswordInput, help_text="Paling sedikit 8 huruf atau angka."
    )
    regency = forms.ChoiceField(
        label="Kabupaten atau kota", choices=[("", "Pilih satu"), ("sidoarjo", "Sidoarjo"), ("tuban", "Tuban")]
    )
    sector = forms.ChoiceField(label="Bidang usaha", choices=SECTORS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Topik yang Anda butuhkan",
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Boleh lebih dari satu.",
    )
    story = forms.CharField(label="Ceritakan usaha Anda", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    licence = forms.FileField(label="Berkas NIB", help_text="PDF, paling besar 5 MB.")
    consent = forms.BooleanField(label="Saya setuju data saya dipakai untuk mendaftar pelatihan")


STEPS = [
    {"title": "Daftar akun", "text": "Cukup e-mail dan kata sandi.", "state": "done"},
    {"title": "Ikuti pelajaran", "text": "Lanjutkan kapan saja; yang sudah selesai tersimpan.", "state": "current"},
    {"title": "Isi evaluasi", "text": "Tiga pertanyaan singkat.", "state": ""},
    {"title": "Unduh sertifikat", "text": "Langsung terbit setelah evaluasi.", "state": ""},
]
FACTS = [
    {"label": "Syarat", "value": "NIB dan KTP", "icon": "syarat"},
    {"label": "Waktu", "value": "1 hari kerja", "icon": "waktu"},
    {"label": "Biaya", "value": "Gratis", "icon": "biaya"},
]
SUMMARY = [
    {"label": "Nama lengkap", "value": "Siti Aminah", "url": "#ringkasan", "action": "Ubah"},
    {"label": "Pelatihan", "value": "Diversifikasi Produk Koperasi UKM", "url": "#ringkasan", "action": "Ubah"},
    {"label": "Tanggal", "value": "24 November 2026"},
]
TABLE = {
    "caption": "Jadwal pelatihan",
    "heads": ["Pelatihan", "Mulai", "Tempat", "Sisa kursi"],
    "rows": [
        ["Diversifikasi produk", "24 November 2026", "Sidoarjo", "12"],
        ["Kemasan yang menjual", "1 Desember 2026", "Daring", "40"],
        ["Pembukuan koperasi", "8 Desember 2026", "Malang", "0"],
    ],
}
ICONS = [
    "layanan",
    "pelatihan",
    "perpustakaan",
    "pengaduan",
    "cari",
    "akun",
    "syarat",
    "waktu",
    "biaya",
    "tanggal",
    "berhasil",
    "info",
    "peringatan",
    "kesalahan",
    "maju",
    "mundur",
    "unduh",
    "cetak",
    "telepon",
    "surat",
    "tempat",
    "sertifikat",
]
COLOURS = [
    "ground",
    "surface",
    "sand",
    "line",
    "text",
    "text-quiet",
    "action",
    "action-soft",
    "band",
    "accent",
    "info",
    "success",
    "warning",
    "error",
]


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """Draw the whole system on one page."""
    context = {
        "form": ExampleForm(prefix="a"),
        "bad_form": ExampleForm({"b-email": "siti", "b-name": "Siti Aminah"}, prefix="b"),
        "steps": STEPS,
        "facts": FACTS,
        "summary": SUMMARY,
        "table": TABLE,
        "page_obj": Paginator(range(1, 200), 10).page(7),
        "trail": [
            {"label": "Beranda", "url": "/"},
            {"label": "Layanan", "url": "/layanan/"},
            {"label": "Penyuluhan Pembentukan dan Pendirian Koperasi"},
        ],
        "tones": ["info", "success", "warning", "error"],
        "icons": ICONS,
        "colours": COLOURS,
        "price": 25000,
    }
    return render(request, "core/pages/styleguide.html", context)
