"""What the editor's accessibility checker looks for in the preview, in words that editors understand.

axe-core runs in the preview beside the form. Its findings never block saving: they are told where the mistake is made.
"""

from typing import Any, ClassVar

from django.forms import Media
from wagtail.admin.userbar import ContentCheckerItem

# A link is often read out of its sentence: these words alone say nothing about where it leads.
EMPTY_LINK_WORDS = (
    "klik|klik di ?sini|di ?sini|disini|baca|lihat|selengkapnya|baca selengkapnya|lihat selengkapnya|tautan|link|ini"
)


class SiteContentChecker(ContentCheckerItem):
    """Wagtail's rules, and those of ours: alternative text is there, links make sense by themselves."""

    media = Media(js=["core/publishing/content-checks.js"])

    axe_include: ClassVar[list[str]] = ["main"]
    axe_run_only: ClassVar[list[str]] = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "link-text-quality",
        "list",
        "listitem",
    ]
    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "link-text-quality",
            "impact": "serious",
            "selector": "a[href]",
            "tags": ["best-practice"],
            "none": ["check-link-text"],
            "enabled": True,
        },
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "check-link-text",
            # Where static/core/publishing/content-checks.js isn't loaded: the form around the preview.
            "evaluate": "exists-evaluate",
            "options": {"pattern": EMPTY_LINK_WORDS},
        },
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": "Gambar tanpa teks alternatif",
            "help_text": "Tulis apa yang terlihat, atau tandai gambar sebagai hiasan.",
        },
        "image-redundant-alt": {
            "error_name": "Teks alternatif mengulang tulisan di sebelahnya",
            "help_text": "Pembaca layar akan menyebutnya dua kali. Tulis hal lain, atau tandai gambar sebagai hiasan.",
        },
        "link-text-quality": {
            "error_name": "Tulisan tautan tidak menyebut tujuannya",
            "help_text": "Sebutkan ke mana tautan membawa pembaca, misalnya “syarat izin usaha”, bukan “klik di sini”.",
        },
        "list": {
            "error_name": "Daftar berisi sesuatu yang bukan butir",
            "help_text": "Buat ulang daftar dengan tombol daftar.",
        },
        "listitem": {
            "error_name": "Butir berdiri di luar daftar",
            "help_text": "Buat ulang daftar dengan tombol daftar.",
        },
    }
