# ruff: noqa: E501 (running text)
"""The words of the short demo course and its evaluation. Written for this project; block types and order as an editor would choose them."""

Block = dict[str, object]
PRACTICE_MINUTES = 20


def _figure(name: str, alt: str, caption: str) -> Block:
    image = {"image": f"@{name}", "alt_text": alt, "decorative": False}
    return {"type": "figure", "value": {"image": image, "caption": caption}}


SLUG = "foto-produk-dengan-ponsel"
TOPIC = "Foto dan kemasan"
COURSE_TITLE = "Foto Produk yang Laku dengan Ponsel"
COURSE_SUMMARY = (
    "Belajar memotret produk sendiri dengan ponsel dan cahaya jendela, sampai fotonya layak dipasang di toko daring, "
    "WhatsApp, dan media sosial."
)
COURSE_AUDIENCE = "Pelaku UMKM dan anggota koperasi, tanpa syarat pengalaman"
COURSE_BODY: list[Block] = [
    {
        "type": "text",
        "value": (
            "<p>Pembeli di layar tidak bisa memegang, mencium, atau mencicipi. Foto yang bekerja untuk Anda. "
            "Pelatihan ini membahas satu hal sampai tuntas: satu produk, satu jendela, satu ponsel, lima foto.</p>"
            "<p>Yang perlu disiapkan: ponsel berkamera apa pun, satu produk, selembar kertas putih, dan jendela.</p>"
        ),
    },
]

LESSON_SLUG = "satu-jendela-lima-foto"
LESSON_TITLE = "Satu jendela, lima foto"
LESSON_BODY: list[Block] = [
    {
        "type": "text",
        "value": (
            "<h2>Mengapa cahaya lebih penting daripada kamera</h2>"
            "<p>Coba potret sebungkus keripik di bawah lampu dapur, lalu potret lagi di dekat jendela. Kameranya sama, "
            "hasilnya jauh berbeda. Lampu rumah berwarna kekuningan dan datang dari atas, sehingga warna produk berubah dan "
            "bayangannya jatuh ke depan. Cahaya jendela pada siang hari hampir putih, lebar, dan lembut: warna terlihat apa "
            "adanya dan permukaan produk tampak jelas.</p>"
            "<p>Waktu yang paling mudah adalah sekitar pukul delapan sampai sepuluh pagi atau pukul dua sampai empat sore. "
            "Matahari tidak boleh jatuh langsung pada produk. Bila jendela Anda menghadap matahari, tutup dengan kain putih tipis "
            "atau kertas roti; cahayanya menjadi lembut kembali.</p>"
        ),
    },
    _figure(
        "cahaya-dari-samping",
        "Bola yang sama dua kali: dengan blitz tampak datar dan bayangannya hitam; dengan cahaya dari samping bulatnya tampak.",
        "Bola yang sama. Kiri: blitz. Kanan: jendela di samping, kertas putih di seberangnya.",
    ),
    {
        "type": "callout",
        "value": {
            "tone": "warning",
            "title": "Matikan lampu dan blitz",
            "text": (
                "<p>Dua warna cahaya sekaligus membuat foto setengah kuning dan setengah biru, dan warna itu sulit diperbaiki. "
                "Blitz ponsel membuat plastik kemasan memantul putih. Saat memotret di jendela, matikan keduanya.</p>"
            ),
        },
    },
    {
        "type": "text",
        "value": (
            "<h2>Menyiapkan studio di meja</h2>"
            "<p>Anda tidak perlu membeli apa pun. Meja, kertas, dan benda putih yang ada di rumah sudah cukup.</p>"
        ),
    },
    _figure(
        "meja-di-samping-jendela",
        "Dilihat dari atas: jendela di kiri, produk di depan kertas putih di tengah meja, pemantul di kanan, ponsel di depan.",
        "Dilihat dari atas. Cahaya datang dari kiri, pemantul mengembalikannya dari kanan.",
    ),
    {
        "type": "steps",
        "value": {
            "steps": [
                {
                    "title": "Geser meja ke samping jendela",
                    "text": "Jendela ada di kiri atau kanan produk, bukan di belakang Anda dan bukan di belakang produk.",
                },
                {
                    "title": "Pasang latar yang melengkung",
                    "text": (
                        "Tempelkan karton atau kertas putih pada dinding, lalu biarkan melengkung turun ke meja. Tanpa lipatan, "
                        "garis antara meja dan dinding hilang."
                    ),
                },
                {
                    "title": "Letakkan pemantul di sisi gelap",
                    "text": (
                        "Sehelai kertas putih, tutup kotak styrofoam, atau piring putih di sisi yang jauh dari jendela "
                        "mengembalikan cahaya, sehingga bayangan tidak terlalu hitam."
                    ),
                },
                {
                    "title": "Bersihkan produk dan lensa",
                    "text": "Lap debu dan sidik jari dari kemasan. Lap juga lensa ponsel: lensa berminyak membuat foto berkabut.",
                },
                {
                    "title": "Sandarkan ponsel",
                    "text": (
                        "Tumpuk dua buku atau pakai gelas sebagai penyangga, lalu pakai pewaktu tiga detik. Foto yang tajam "
                        "lebih meyakinkan daripada foto yang ramai."
                    ),
                },
            ]
        },
    },
    {
        "type": "text",
        "value": (
            "<h2>Mengatur ponsel</h2>"
            "<p>Buka aplikasi kamera bawaan. Pilih mode foto biasa dan jangan memperbesar dengan jari; lebih baik ponselnya yang "
            "didekatkan. Nyalakan garis bantu (grid) di pengaturan kamera. Sentuh produk di layar agar kamera fokus ke sana, "
            "tahan sampai terkunci, lalu geser jari ke atas atau ke bawah sampai putihnya kertas tampak putih, bukan abu-abu. "
            "Bila kertas tampak menyala dan tulisan pada kemasan hilang, turunkan sedikit.</p>"
            "<h2>Lima foto yang dicari pembeli</h2>"
            "<p>Orang membeli setelah pertanyaannya terjawab. Lima foto ini menjawab pertanyaan yang paling sering ditanyakan.</p>"
            "<ol>"
            "<li><b>Tampak depan, utuh.</b> Produk di tengah dengan sedikit ruang di sekelilingnya. Ini foto pertama di toko Anda.</li>"
            "<li><b>Dari dekat.</b> Serat kain, taburan bumbu, jahitan, atau ukiran. Pembeli menilai mutu dari foto ini.</li>"
            "<li><b>Ukuran.</b> Produk di telapak tangan, di samping sendok, atau dipakai orang. Keluhan “kok kecil” berkurang.</li>"
            "<li><b>Keterangan kemasan.</b> Komposisi, berat bersih, tanggal kedaluwarsa, nomor izin, dan label halal bila sudah "
            "ada, cukup besar untuk dibaca.</li>"
            "<li><b>Saat digunakan.</b> Keripik di piring bersama teh, tas dibawa ke pasar. Pembeli membayangkan dirinya.</li>"
            "</ol>"
        ),
    },
    {
        "type": "callout",
        "value": {
            "tone": "success",
            "title": "Contoh: keripik tempe Bu Rini",
            "text": (
                "<p>Bu Rini, tokoh contoh dalam pelatihan ini, semula memotret di etalase pada malam hari. Ia memindahkan meja ke "
                "jendela dapur, memakai karton bekas kalender sebagai latar, dan memotret lima gambar tadi. Pertanyaan pembeli "
                "tentang ukuran dan isi tidak perlu lagi dijawab satu per satu: jawabannya sudah ada di foto.</p>"
            ),
        },
    },
    {
        "type": "text",
        "value": (
            "<h2>Merapikan tanpa membohongi</h2>"
            "<p>Cukup tiga perbaikan, dan semuanya ada di aplikasi galeri ponsel. Pertama, <b>potong</b> menjadi persegi agar pas "
            "di semua toko daring. Kedua, naikkan <b>kecerahan</b> sedikit sampai latar putih bersih. Ketiga, periksa <b>warna</b>: "
            "letakkan produk asli di samping layar dan samakan. Jangan memakai filter. Warna yang lebih indah dari aslinya "
            "mendatangkan pengembalian barang dan ulasan buruk.</p>"
            "<p>Jangan memakai foto milik orang lain dari internet, walaupun produknya mirip. Foto itu ada penciptanya, dan "
            "pembeli berhak melihat barang yang benar-benar akan dikirim.</p>"
            "<p>Simpan foto asli dalam satu folder bernama produknya. Saat mengirim lewat WhatsApp, kirim sebagai dokumen supaya "
            "tidak mengecil. Untuk toko daring, sisi foto sekitar 1.000 piksel sudah cukup tajam dan tetap ringan dibuka di ponsel "
            "pembeli.</p>"
            "<h2>Latihan hari ini (20 menit)</h2>"
            "<p>Pilih satu produk yang paling sering ditanyakan. Buat lima foto di atas, lalu ganti foto lama di toko Anda. Catat "
            "tanggalnya. Dua minggu lagi, bandingkan: berapa orang bertanya, berapa yang membeli. Angka itu lebih jujur daripada "
            "perasaan kita tentang bagus tidaknya sebuah foto.</p>"
        ),
    },
    {
        "type": "callout",
        "value": {
            "tone": "info",
            "title": "Periksa sebelum memasang foto",
            "text": (
                "<ul><li>Lampu dan blitz mati, cahaya dari samping.</li><li>Latar polos, produk bersih, foto tajam.</li>"
                "<li>Ukuran dan keterangan kemasan terbaca.</li><li>Warna sama dengan barang aslinya.</li></ul>"
            ),
        },
    },
]

RUN_NAME = "Kelas mandiri"
EVALUATION_NAME = "Evaluasi pelatihan singkat"
QUESTIONS = [
    ("scale", "Isi pelajaran mudah saya pahami.", True),
    ("scale", "Saya bisa menerapkan isi pelajaran ini pada usaha saya.", True),
    ("text", "Apa yang perlu kami perbaiki dari kelas ini?", False),
]
