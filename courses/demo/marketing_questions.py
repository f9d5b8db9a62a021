# ruff: noqa: E501 (running text)
"""The post-test of "Pemasaran Digital untuk UMKM", written for this project from its lessons."""

from courses.questions.snapshots import Kind

TITLE = "Tes akhir"
INSTRUCTIONS = (
    "Pertanyaannya diambil dari semua modul. Boleh membuka catatan dan memakai kalkulator; yang dinilai adalah apakah Anda bisa "
    "memakainya untuk usaha sendiri."
)
RULE: dict[str, object] = {"number_drawn": 8, "pass_mark": 70, "attempts_allowed": 3, "time_limit_minutes": 30}

BUYERS, SHOWN, SERVED = "Pembeli dan harga", "Tampil di ponsel pembeli", "Melayani dan menjaga"

# (kind, topic, question, explanation, choices or accepted answers, the truth of a statement)
QUESTIONS: list[tuple[Kind, str, str, str, list[tuple[str, bool]], bool | None]] = [
    (
        Kind.SINGLE,
        BUYERS,
        "Delapan dari sepuluh pembeli terakhir membeli sambal Anda untuk bekal anak yang kos. Kalimat mana yang paling mengena?",
        "Kalimat yang menjual menyebut untuk siapa, masalah apa yang selesai, dan bukti yang bisa diperiksa.",
        [
            ("Sambal terbaik se-Jawa Timur, dijamin puas", False),
            ("Sambal bawang untuk bekal kos, tahan tiga bulan di lemari es, tanpa pengawet", True),
            ("Jual aneka sambal, harga bersaing, untuk semua kalangan", False),
        ],
        None,
    ),
    (
        Kind.NUMBER,
        BUYERS,
        "Sekali membuat 40 bungkus keripik, Anda memakai bahan Rp120.000, kemasan Rp32.000, gas Rp8.000, dan upah Anda sendiri Rp40.000. Berapa rupiah harga pokok tiap bungkus?",
        "Semua biaya, termasuk upah sendiri, berjumlah Rp200.000. Dibagi 40 bungkus menjadi Rp5.000.",
        [("5.000", True)],
        None,
    ),
    (
        Kind.NUMBER,
        BUYERS,
        "Harga pokok satu bungkus Rp5.000. Dijual Rp7.500 di toko daring yang memotong 8% dari harga jual. Berapa rupiah untung tiap bungkus?",
        "Potongannya 8% dari Rp7.500, yaitu Rp600. Rp7.500 − Rp5.000 − Rp600 = Rp1.900.",
        [("1.900", True)],
        None,
    ),
    (
        Kind.TRUE_FALSE,
        SHOWN,
        "Bila nama usaha Anda ternyata sudah ada di peta, buat saja profil kedua dengan foto yang lebih bagus.",
        "Klaim profil yang sudah ada. Dua profil membuat pembeli bingung, dan ulasannya terbagi.",
        [],
        False,
    ),
    (
        Kind.MULTIPLE,
        SHOWN,
        "Pesan mana yang cocok dijawab dengan balasan cepat di WhatsApp Business?",
        "Balasan cepat cocok untuk jawaban yang selalu sama. Keluhan dan penukaran perlu dibaca dan dijawab sendiri.",
        [
            ("“Berapa ongkos kirim ke Malang?”", True),
            ("“Bayarnya lewat apa?”", True),
            ("“Paket saya basah dan isinya rusak.”", False),
            ("“Barang yang datang salah ukuran, bisa ditukar?”", False),
        ],
        None,
    ),
    (
        Kind.WORD,
        SHOWN,
        "Alat WhatsApp Business untuk menandai percakapan, misalnya “menunggu pembayaran” atau “sudah dikirim”, disebut apa?",
        "Label memisahkan pesanan baru, yang menunggu pembayaran, dan yang sudah dikirim.",
        [("label", True), ("label percakapan", True), ("fitur label", True), ("pelabelan", True)],
        None,
    ),
    (
        Kind.SINGLE,
        SHOWN,
        "Keterangan produk mana yang paling menjawab pertanyaan pembeli?",
        "Nama, isi, cara simpan, harga, dan cara memesan menjawab pertanyaan sebelum ditanyakan.",
        [
            ("Keripik enak, stok terbatas, buruan sebelum kehabisan!", False),
            ("Keripik tempe 200 gram, tahan satu bulan di tempat kering, Rp8.000, pesan lewat tombol WhatsApp", True),
            ("Keripik tempe. Tanya-tanya dulu boleh, langsung kirim pesan.", False),
        ],
        None,
    ),
    (
        Kind.SINGLE,
        SERVED,
        "Pembeli mengirim gambar bukti transfer dan meminta barang dikirim saat itu juga. Apa yang Anda lakukan lebih dulu?",
        "Gambar bukti transfer mudah dipalsukan. Kirim barang setelah uangnya terlihat di rekening.",
        [
            ("Mengirim barang, karena buktinya sudah ada", False),
            ("Melihat di rekening apakah uangnya sudah masuk", True),
            ("Meminta foto KTP pembeli untuk disimpan", False),
        ],
        None,
    ),
    (
        Kind.SINGLE,
        SERVED,
        "Pembeli menulis: “Pesanan saya kurang satu bungkus!” Balasan pertama mana yang paling tepat?",
        "Akui, minta yang perlu untuk memeriksa, lalu tawarkan penyelesaian.",
        [
            ("“Tidak mungkin, kami selalu menghitung dua kali.”", False),
            ("“Maaf atas kekurangannya. Boleh kirim foto isi paketnya? Kekurangannya kami kirim hari ini.”", True),
            ("“Silakan hubungi kurir, itu bukan tanggung jawab kami.”", False),
        ],
        None,
    ),
    (
        Kind.TRUE_FALSE,
        SERVED,
        "Petugas bank atau WhatsApp yang sungguhan boleh meminta kode OTP Anda lewat telepon untuk memeriksa akun.",
        "Kode OTP bukan untuk siapa pun. Yang memintanya, dengan alasan apa pun, sedang mencoba mengambil akun Anda.",
        [],
        False,
    ),
]
