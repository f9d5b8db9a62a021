# ruff: noqa: E501 (running text)
"""The words of "Pemasaran Digital untuk UMKM". Written for this project; blocks as a trainer would choose them.

Names after "@" are files in ``media/``; the seed replaces them by the stored file.
"""

from typing import Any

from core.office import OFFICE
from courses.demo.marketing_media import AUDIO_TRANSCRIPT, SLIDES

Block = dict[str, Any]


def _text(html: str) -> Block:
    return {"type": "text", "value": html}


def _note(tone: str, title: str, html: str) -> Block:
    return {"type": "callout", "value": {"tone": tone, "title": title, "text": html}}


def _steps(*steps: tuple[str, str]) -> Block:
    return {"type": "steps", "value": {"steps": [{"title": title, "text": text} for title, text in steps]}}


def _question(question: str, *choices: tuple[str, bool, str]) -> Block:
    options = [{"text": text, "is_correct": right, "feedback": why} for text, right, why in choices]
    return {"type": "question", "value": {"question": question, "choices": options}}


def _picture(name: str, alt: str, caption: str) -> Block:
    image = {"image": f"@{name}", "alt_text": alt, "decorative": False}
    return {"type": "figure", "value": {"image": image, "caption": caption}}


def _table(caption: str, cells: str) -> Block:
    return {"type": "table", "value": {"caption": caption, "cells": cells}}


TITLE = "Pemasaran Digital untuk UMKM"
SLUG = "pemasaran-digital-untuk-umkm"
TOPIC = "Pemasaran digital"
SUMMARY = "Dari mengenal pembeli sampai melayani pesanan: menjual lewat ponsel dengan cara yang rapi, jujur, dan terhitung."
AUDIENCE = "Pelaku UMKM dan anggota koperasi yang punya produk dan ponsel"
BODY: list[Block] = [
    _text(
        "<p>Pelatihan ini tidak meminta Anda memasang iklan atau menjadi terkenal. Kita memakai yang sudah ada di tangan: ponsel, "
        "WhatsApp, dan peta. Setiap pelajaran berakhir dengan satu pekerjaan kecil untuk usaha Anda sendiri.</p>"
    ),
]

# (module title, summary, [(lesson title, slug, body)]); what is practised is in practice.py
MODULES: list[tuple[str, str, list[tuple[str, str, list[Block]]]]] = [
    (
        "Mengenal pembeli dan harga",
        "Siapa yang membeli, mengapa mereka membeli, dan berapa harga yang membuat usaha tetap hidup.",
        [
            (
                "Siapa pembeli Anda",
                "siapa-pembeli-anda",
                [
                    _text(
                        "<h2>“Semua orang” bukan pembeli</h2><p>Ketika ditanya siapa pembelinya, banyak pengusaha menjawab: siapa saja. Akibatnya, "
                        "foto, kata-kata, dan harga dibuat untuk semua orang dan tidak mengena pada siapa pun. Keripik tempe yang sama bisa dibeli "
                        "anak kos sebagai lauk, ibu kantor sebagai oleh-oleh, dan warung untuk dijual lagi. Ketiganya mencari hal yang berbeda: "
                        "anak kos mencari murah, ibu kantor mencari kemasan yang pantas, warung mencari harga grosir dan masa simpan.</p>"
                        "<h2>Mulai dari sepuluh pembeli terakhir</h2><p>Anda tidak perlu survei. Buka catatan atau percakapan WhatsApp, lalu tulis "
                        "sepuluh pembeli terakhir: siapa, membeli berapa, untuk apa, dan tahu dari mana. Biasanya enam atau tujuh di antaranya mirip. "
                        "Merekalah pembeli utama Anda bulan ini.</p>"
                    ),
                    _steps(
                        ("Tulis sepuluh pembeli terakhir", "Cukup nama panggilan, jumlah, dan keperluannya."),
                        ("Kelompokkan yang keperluannya sama", "Misalnya: oleh-oleh, lauk sehari-hari, dijual lagi."),
                        ("Pilih satu kelompok", "Yang paling sering kembali, bukan yang sekali membeli banyak."),
                        (
                            "Tanyakan satu hal",
                            "“Apa yang hampir membuat Ibu tidak jadi membeli?” Jawabannya adalah pekerjaan rumah Anda.",
                        ),
                    ),
                    _question(
                        "Tujuh dari sepuluh pembeli terakhir membeli untuk oleh-oleh. Mana yang paling dulu diperbaiki?",
                        ("Kemasan yang pantas dibawa", True, "Pembeli oleh-oleh menilai kemasan sebelum rasanya."),
                        (
                            "Harga dibuat semurah mungkin",
                            False,
                            "Bagi pembeli oleh-oleh, tampilan dan ketahanan lebih menentukan daripada selisih harga kecil.",
                        ),
                        (
                            "Membuat sepuluh rasa baru",
                            False,
                            "Banyak pilihan menambah stok dan sisa; belum tentu menambah pembeli.",
                        ),
                    ),
                ],
            ),
            (
                "Satu kalimat yang menjual",
                "satu-kalimat-yang-menjual",
                [
                    _text(
                        "<h2>Tiga pertanyaan, satu kalimat</h2><p>Kalimat ini dipakai di profil WhatsApp, di peta, dan di awal setiap unggahan. "
                        "Isinya menjawab tiga hal: untuk siapa, masalah apa yang selesai, dan apa buktinya.</p>"
                    ),
                    _picture(
                        "kalimat-menjual",
                        "Tiga pertanyaan: untuk siapa, masalah apa yang selesai, apa buktinya.",
                        "Jawab ketiganya dalam satu kalimat, paling banyak dua puluh kata.",
                    ),
                    _table(
                        "Sebelum dan sesudah",
                        "Sebelum | Sesudah\n"
                        "Keripik enak dan murah | Keripik tempe renyah untuk oleh-oleh Surabaya, tahan satu bulan, izin rumah tangga ada di kemasan\n"
                        "Terima jahitan | Permak seragam sekolah selesai dua hari, ukuran dicatat untuk tahun depan\n"
                        "Jual sambal | Sambal bawang tanpa pengawet untuk bekal, dikirim beku, bertahan tiga bulan di lemari es",
                    ),
                    _text(
                        "<p>Perhatikan: tidak ada kata “terbaik” atau “nomor satu”. Kata seperti itu tidak bisa dibuktikan dan tidak membantu pembeli "
                        "memilih. Yang membantu adalah ukuran, waktu, dan keterangan yang bisa diperiksa.</p>"
                    ),
                    {
                        "type": "quote",
                        "value": {
                            "text": (
                                "Kewajiban pelaku usaha adalah: memberikan informasi yang benar, jelas dan jujur mengenai kondisi dan jaminan barang "
                                "dan/atau jasa serta memberi penjelasan penggunaan, perbaikan dan pemeliharaan."
                            ),
                            "source": "Undang-Undang Nomor 8 Tahun 1999 tentang Perlindungan Konsumen, Pasal 7 huruf b",
                        },
                    },
                    _note(
                        "info",
                        "Pekerjaan hari ini",
                        "<p>Tulis satu kalimat untuk satu produk. Bacakan kepada orang yang belum mengenal usaha Anda. Bila ia masih bertanya "
                        "“jadi jual apa?”, pendekkan lagi.</p>",
                    ),
                ],
            ),
            (
                "Menghitung harga dan untung",
                "menghitung-harga-dan-untung",
                [
                    _text(
                        "<h2>Harga pokok dulu, harga jual kemudian</h2><p>Harga pokok adalah semua biaya untuk membuat satu barang, termasuk upah "
                        "Anda sendiri. Pengusaha yang lupa upahnya sendiri merasa untung, padahal hanya menukar tenaga dengan uang receh.</p>"
                    ),
                    _table(
                        "Contoh: 50 bungkus keripik tempe",
                        "Biaya | Sekali membuat | Tiap bungkus\nTempe, minyak, bumbu | Rp150.000 | Rp3.000\nKemasan | Rp40.000 | Rp800\n"
                        "Gas dan listrik | Rp10.000 | Rp200\nUpah | Rp50.000 | Rp1.000\nHarga pokok | Rp250.000 | Rp5.000",
                    ),
                    _text(
                        "<p>Di toko daring ada potongan. Bila potongannya 8% dan harga jualnya Rp8.000, potongannya Rp640. Untung Anda Rp8.000 − "
                        "Rp5.000 − Rp640 = Rp2.360 tiap bungkus. Periksa potongan yang berlaku di toko Anda sendiri; angkanya berbeda-beda dan "
                        "bisa berubah.</p>"
                    ),
                    {
                        "type": "document",
                        "value": {
                            "title": "Lembar hitung harga",
                            "file": "@hitung-harga",
                            "summary": "Ganti angka di kolom B; harga pokok dan untung terhitung sendiri.",
                        },
                    },
                    _question(
                        "Harga pokok Rp5.000, dijual Rp6.000 di toko daring dengan potongan 8%. Berapa untungnya?",
                        ("Rp1.000", False, "Itu sebelum potongan toko daring."),
                        ("Rp520", True, "Potongan 8% dari Rp6.000 adalah Rp480. Rp6.000 − Rp5.000 − Rp480 = Rp520."),
                        ("Rp600", False, "Potongan dihitung dari harga jual, yaitu Rp480."),
                    ),
                ],
            ),
        ],
    ),
    (
        "Tampil di ponsel pembeli",
        "Ditemukan di peta, rapi di WhatsApp, dan menjawab pertanyaan sebelum ditanyakan.",
        [
            (
                "Ada di peta",
                "ada-di-peta",
                [
                    _text(
                        "<h2>Orang mencari yang dekat</h2><p>“Katering dekat sini”, “servis mesin jahit terdekat”. Profil Bisnis di Google gratis dan "
                        "muncul di pencarian serta peta. Untuk usaha yang punya tempat atau daerah layanan, inilah tempat pertama yang diisi.</p>"
                    ),
                    _steps(
                        (
                            "Masuk dengan akun Google usaha",
                            "Jangan memakai akun anak atau karyawan: pemilik akun adalah pemilik profil.",
                        ),
                        ("Cari nama usaha Anda", "Kalau sudah ada di peta, klaim. Jangan membuat yang kedua."),
                        (
                            "Pilih kategori yang tepat",
                            "Kategori menentukan Anda muncul pada pencarian apa. Pilih yang paling sempit.",
                        ),
                        ("Isi jam buka yang benar", "Jam yang keliru menghasilkan ulasan buruk. Ubah saat libur."),
                        (
                            "Ikuti verifikasi",
                            "Google meminta bukti bahwa usaha ini nyata, misalnya lewat video atau telepon. Caranya tampil di layar.",
                        ),
                    ),
                    _note(
                        "warning",
                        "Jangan membeli ulasan",
                        "<p>Ulasan palsu bisa membuat profil ditutup, dan menipu pembeli. Minta ulasan kepada pembeli sungguhan, sesudah barang "
                        "diterima, dengan mengirim tautannya.</p>",
                    ),
                ],
            ),
            (
                "WhatsApp Business yang rapi",
                "whatsapp-business-yang-rapi",
                [
                    _text("<p>Tonton dulu, setengah menit. Sesudahnya, perbaiki profil Anda sendiri.</p>"),
                    {
                        "type": "video",
                        "value": {
                            "title": "Tiga hal di profil WhatsApp Business",
                            "file": "@profil-whatsapp",
                            "address": "",
                            "captions_checked": False,
                            "poster": "@sampul-whatsapp",
                            "transcript": "\n\n".join(
                                f"{spoken}\n(Di layar: {title}. {'. '.join(lines)}.)" for title, lines, spoken in SLIDES
                            ),
                        },
                    },
                    _text(
                        "<h2>Empat alat yang menghemat waktu</h2><ul>"
                        "<li><b>Pesan salam</b> menyapa orang yang baru pertama menulis dan mengatakan kapan Anda membalas.</li>"
                        "<li><b>Balasan cepat</b> menyimpan jawaban yang sering dipakai: harga, ongkos kirim, cara membayar.</li>"
                        "<li><b>Label</b> menandai percakapan: pesanan baru, menunggu pembayaran, sudah dikirim.</li>"
                        "<li><b>Katalog</b> memuat barang dengan foto dan harga, supaya tidak dikirim ulang setiap kali.</li></ul>"
                    ),
                    _question(
                        "Mana yang sebaiknya dijawab dengan balasan cepat?",
                        ("Daftar harga dan isi", True, "Jawabannya selalu sama, jadi tidak perlu diketik ulang."),
                        (
                            "Keluhan barang rusak",
                            False,
                            "Keluhan perlu dibaca dan dijawab sendiri; jawaban seragam membuat orang makin kesal.",
                        ),
                        ("Cara membayar", True, "Sama untuk semua orang. Periksa nomor rekeningnya sebelum disimpan."),
                    ),
                ],
            ),
            (
                "Keterangan produk yang menjawab",
                "keterangan-produk-yang-menjawab",
                [
                    _picture(
                        "susunan-keterangan",
                        "Susunan keterangan: nama, isi, dan ukuran; bahan dan cara simpan; harga dan ongkos kirim; cara memesan.",
                        "Urutannya mengikuti pertanyaan pembeli.",
                    ),
                    _text(
                        "<h2>Tulis seperti menjawab tetangga</h2><p>Pembeli membaca di layar kecil, sering sambil berdiri. Kalimat pendek, satu hal "
                        "satu baris. Angka ditulis dengan satuannya: 150 gram, bukan “isi banyak”. Bila ada bahan yang bisa menimbulkan alergi "
                        "(kacang, telur, susu, udang), tulis di baris tersendiri.</p><h2>Contoh yang bisa ditiru</h2>"
                        "<p>Keripik tempe daun jeruk, 150 gram.<br/>Bahan: tempe kedelai, tepung beras, daun jeruk, bawang putih, garam.<br/>"
                        "Simpan di tempat kering, baik sebelum satu bulan.<br/>Rp8.000, belum termasuk ongkos kirim.<br/>"
                        "Pesan lewat WhatsApp sebelum pukul dua siang, dikirim hari itu juga.</p>"
                    ),
                    _note(
                        "success",
                        "Foto melengkapi, bukan menggantikan",
                        "<p>Cara memotret dengan ponsel dan cahaya jendela ada di pelatihan Foto Produk yang Laku dengan Ponsel.</p>",
                    ),
                ],
            ),
        ],
    ),
    (
        "Melayani dan menjaga",
        "Unggahan yang teratur, pesan yang dijawab, pembayaran dan data pembeli yang aman.",
        [
            (
                "Unggahan seminggu",
                "unggahan-seminggu",
                [
                    _text(
                        "<h2>Teratur lebih baik daripada ramai</h2><p>Tiga unggahan seminggu yang bertahan setahun lebih berguna daripada tiga sehari yang "
                        "berhenti bulan depan. Sediakan satu jam pada hari Minggu untuk memotret dan menulis semuanya sekaligus.</p>"
                    ),
                    _table(
                        "Jadwal yang bisa diulang",
                        "Hari | Isi | Contoh\nSenin | Barang dan harga | Stok minggu ini dan cara memesan\n"
                        "Rabu | Di balik dapur | Cara tempe diiris, tangan yang membungkus\nJumat | Suara pembeli | Foto kiriman pembeli, dengan izinnya",
                    ),
                    _text(
                        "<p>Setelah sebulan, lihat satu angka saja: berapa orang yang bertanya setelah setiap unggahan. Perbanyak yang mengundang "
                        "pertanyaan, kurangi yang hanya mengundang tanda suka.</p>"
                    ),
                ],
            ),
            (
                "Menjawab pesan dan keluhan",
                "menjawab-pesan-dan-keluhan",
                [
                    _text(
                        "<h2>Jawaban yang menutup pertanyaan</h2><p>Dengarkan contoh jawaban penjual. Perhatikan urutannya.</p>"
                    ),
                    {
                        "type": "audio",
                        "value": {
                            "title": "Contoh jawaban penjual",
                            "file": "@contoh-pesan",
                            "transcript": AUDIO_TRANSCRIPT,
                        },
                    },
                    _steps(
                        ("Sapa dan berterima kasih", "Satu kalimat, tanpa basa-basi panjang."),
                        ("Jawab yang ditanyakan", "Isi, harga, dan ada tidaknya barang."),
                        ("Katakan langkah berikutnya", "Kapan dikirim dan apa yang Anda perlukan dari pembeli."),
                    ),
                    _note(
                        "info",
                        "Bila ada keluhan",
                        "<p>Minta maaf atas kejadiannya, tanyakan foto, tawarkan ganti atau uang kembali, dan tepati. Catat penyebabnya: keluhan yang "
                        "sama dua kali berarti ada yang harus diubah di dapur, bukan di pesan.</p>",
                    ),
                    _question(
                        "Pembeli menulis: “Keripiknya remuk!” Apa balasan pertama?",
                        ("“Itu salah kurir.”", False, "Mungkin benar, tetapi pembeli membeli dari Anda."),
                        (
                            "“Maaf ya Bu. Boleh minta fotonya? Kami ganti hari ini.”",
                            True,
                            "Mengakui, meminta bukti, dan menawarkan penyelesaian.",
                        ),
                        ("Tidak dibalas dulu", False, "Diam membuat keluhan pindah ke ulasan yang dibaca semua orang."),
                    ),
                ],
            ),
            (
                "Aman membayar, aman menyimpan data",
                "aman-membayar-aman-menyimpan-data",
                [
                    _text(
                        "<h2>Uang masuk dilihat di rekening</h2><p>Gambar bukti transfer mudah dipalsukan. Kirim barang setelah uangnya terlihat di "
                        "aplikasi bank atau dompet digital Anda sendiri. Bila memakai QRIS, periksa nama usaha yang muncul di layar pembeli dan tunggu "
                        "pemberitahuan masuk.</p><h2>Data pembeli dititipkan kepada Anda</h2><p>Nama, alamat, dan nomor telepon pembeli adalah data pribadi. "
                        "Pakai untuk mengirim pesanan, jangan dibagikan atau dijual, dan hapus bila sudah tidak perlu. Hal ini diatur dalam "
                        "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.</p>"
                    ),
                    _note(
                        "warning",
                        "Kode OTP bukan untuk siapa pun",
                        "<p>Bank, WhatsApp, dan dinas tidak pernah meminta kode OTP atau PIN. Siapa pun yang memintanya sedang mencoba mengambil akun "
                        "Anda. Nyalakan verifikasi dua langkah di WhatsApp.</p>",
                    ),
                    {
                        "type": "pdf",
                        "value": {
                            "title": "Daftar periksa toko di ponsel",
                            "file": "@daftar-periksa",
                            "summary": "Satu halaman untuk ditempel di dekat meja kemas.",
                        },
                    },
                ],
            ),
        ],
    ),
]

CHECKLIST_TITLE = "Daftar periksa toko di ponsel"
CHECKLIST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Profil", ("Satu kalimat: untuk siapa, masalah apa, apa buktinya", "Jam buka benar, alamat benar", "Katalog berharga")),
    (
        "Setiap barang",
        ("Harga pokok dihitung, upah ikut", "Isi, bahan, cara simpan, dan alergen ditulis", "Lima foto yang tajam"),
    ),
    (
        "Setiap pesanan",
        ("Uang dilihat di rekening sendiri", "Langkah berikutnya dikatakan", "Alamat pembeli tidak dibagikan"),
    ),
    (
        "Setiap bulan",
        ("Sepuluh pembeli terakhir dilihat lagi", "Keluhan yang berulang dicari sebabnya", "Satu harga diperiksa ulang"),
    ),
)

SELF_PACED = "Kelas mandiri"
ON_SITE = "Tatap muka Sidoarjo"
PLACE = "Kantor Dinas Koperasi dan UKM Provinsi Jawa Timur"
ADDRESS = f"{OFFICE.street}, {OFFICE.city}"
SESSIONS = ("Hari pertama: pembeli, harga, dan profil", "Hari kedua: keterangan produk dan pelayanan")
