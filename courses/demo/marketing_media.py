"""What is drawn, spoken and calculated for the demo course "Pemasaran Digital untuk UMKM"."""

# name: (title, lines)
PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sampul-whatsapp": ("Profil WhatsApp Business", ("Nama dan foto usaha", "Jam buka dan alamat", "Katalog dengan harga")),
    "kalimat-menjual": ("Satu kalimat yang menjual", ("Untuk siapa?", "Masalah apa yang selesai?", "Apa buktinya?")),
    "susunan-keterangan": (
        "Keterangan produk yang lengkap",
        ("Nama, isi, dan ukuran", "Bahan dan cara simpan", "Harga dan ongkos kirim", "Cara memesan"),
    ),
}

# (title, lines on the picture, spoken text, which is also the caption)
SLIDES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "Profil WhatsApp Business",
        ("Tiga hal yang dicari pembeli",),
        "Pembeli membuka profil sebelum bertanya. Isi tiga hal ini.",
    ),
    (
        "1. Siapa Anda",
        ("Nama usaha dan foto yang jelas", "Satu kalimat: menjual apa"),
        "Pertama, nama usaha, foto yang jelas, dan satu kalimat tentang barang yang dijual.",
    ),
    (
        "2. Kapan dan di mana",
        ("Jam buka", "Alamat, supaya muncul peta"),
        "Kedua, jam buka dan alamat, supaya orang tahu kapan pesan mereka dibalas.",
    ),
    (
        "3. Katalog",
        ("Foto, harga, isi", "Satu barang, satu tautan"),
        "Ketiga, katalog. Setiap barang punya foto, harga, dan isi. Tautannya bisa dikirim kepada pembeli.",
    ),
)

AUDIO_TRANSCRIPT = (
    "Selamat pagi Bu, terima kasih sudah bertanya. Keripik tempe isi seratus lima puluh gram, harganya delapan ribu rupiah. "
    "Hari ini ada dua puluh bungkus. Kalau dipesan sebelum pukul dua siang, kami kirim hari ini juga. "
    "Mau dikirim ke mana, Bu?"
)

SHEET: tuple[tuple[str | int, ...], ...] = (
    ("Hitung harga pokok dan harga jual",),
    ("Ganti angka di kolom B dengan angka usaha Anda",),
    ("Bahan baku sekali membuat (Rp)", 150000),
    ("Kemasan sekali membuat (Rp)", 40000),
    ("Gas dan listrik (Rp)", 10000),
    ("Upah, juga untuk Anda sendiri (Rp)", 50000),
    ("Jumlah bungkus yang jadi", 50),
    ("Harga pokok tiap bungkus (Rp)", "=SUM(B3:B6)/B7"),
    ("Potongan toko daring (%)", 8),
    ("Harga jual (Rp)", 8000),
    ("Potongan toko daring (Rp)", "=B10*B9/100"),
    ("Untung tiap bungkus (Rp)", "=B10-B8-B11"),
)
