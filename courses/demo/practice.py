# ruff: noqa: E501 (running text)
"""What is worked out and practised in the lessons of "Pemasaran Digital untuk UMKM": an example, then the learner's own.

Written for this project; Bu Rini, Pak Darto and their figures are invented.
"""

from typing import Any

Block = dict[str, Any]


def _practice(minutes: int, example: str, *steps: tuple[str, str]) -> tuple[int, list[Block]]:
    """How long the exercise takes, and its blocks."""
    return minutes, [
        {"type": "text", "value": example},
        {"type": "text", "value": f"<h2>Latihan ({minutes} menit)</h2><p>Siapkan kertas atau catatan di ponsel.</p>"},
        {"type": "steps", "value": {"steps": [{"title": title, "text": text} for title, text in steps]}},
    ]


# slug of the lesson → (minutes of practice, blocks)
PRACTICE: dict[str, tuple[int, list[Block]]] = {
    "siapa-pembeli-anda": _practice(
        10,
        "<h2>Contoh langkah demi langkah</h2><p>Bu Rini membuka percakapan dua minggu terakhir dan menulis: Bu Ani, 6 bungkus, oleh-oleh ke Malang. Mas Dedi, 1 bungkus, "
        "lauk. Bu Yanti, 10 bungkus, oleh-oleh rombongan. Toko Barokah, 20 bungkus, dijual lagi. Enam pembeli lain: empat untuk oleh-oleh, dua untuk camilan sendiri.</p>"
        "<p>Jadi enam dari sepuluh membeli oleh-oleh, walaupun jumlah terbanyak dibeli toko. Bu Rini memilih pembeli oleh-oleh, karena mereka kembali tiap bulan dan tidak "
        "menawar. Kepada Bu Ani ia bertanya apa yang hampir membuatnya batal. Jawabannya: “Plastiknya tipis, takut remuk di bus.” Pekerjaan rumahnya jelas: "
        "kotak karton, bukan rasa baru.</p>",
        (
            "Tulis sepuluh pembeli terakhir Anda",
            "Belum sampai sepuluh? Tulis yang ada, lalu tambah orang yang bertanya tetapi tidak jadi.",
        ),
        (
            "Beri tanda keperluannya",
            "Pakai huruf: O untuk oleh-oleh, S untuk dipakai sendiri, J untuk dijual lagi. Hitung tiap huruf.",
        ),
        ("Lingkari satu kelompok", "Tulis di sebelahnya mengapa kelompok itu yang Anda pilih, satu kalimat."),
        (
            "Kirim satu pertanyaan",
            "Kirim pertanyaan langkah keempat kepada seorang pembeli dari kelompok itu hari ini juga.",
        ),
    ),
    "satu-kalimat-yang-menjual": _practice(
        8,
        "<h2>Contoh langkah demi langkah</h2><p>Pak Darto mengelas pagar. Kalimat pertamanya: “Bengkel las Darto, murah, rapi, berpengalaman.” Untuk siapa? Tidak disebut. "
        "Masalah apa? Tidak disebut. Buktinya? “Berpengalaman” tidak bisa diperiksa.</p><p>Kalimat kedua: “Pagar dan teralis untuk rumah di Sidoarjo.” Lebih baik, tetapi "
        "masalahnya belum ada. Kalimat ketiga: “Pagar rumah di Sidoarjo, jadi tujuh hari, harga ditulis sebelum dikerjakan.” Ada untuk siapa, ada masalah yang selesai "
        "(lama dan harga yang berubah), dan keduanya bisa dibuktikan. Sebelas kata.</p>",
        (
            "Tulis tiga jawaban",
            "Untuk siapa, masalah apa yang selesai, apa buktinya. Masing-masing paling banyak lima kata.",
        ),
        ("Gabungkan menjadi satu kalimat", "Hitung katanya. Lebih dari dua puluh? Buang kata sifat lebih dulu."),
        ("Coret yang tidak bisa diperiksa", "Murah, enak, terbaik, terpercaya: ganti dengan angka, waktu, atau tempat."),
        ("Pasang", "Taruh kalimat itu di info profil WhatsApp Anda sebelum membuka pelajaran berikutnya."),
    ),
    "menghitung-harga-dan-untung": _practice(
        15,
        "<h2>Contoh kedua: pesanan sambal</h2><p>Bu Rini juga membuat 24 botol sambal. Cabai, bawang, dan minyak Rp168.000. Botol dan stiker Rp60.000. Gas Rp12.000. Ia "
        "bekerja empat jam dan menghargai waktunya Rp15.000 per jam, jadi upah Rp60.000. Jumlahnya Rp300.000, dibagi 24, harga pokoknya Rp12.500.</p>"
        "<p>Ia ingin untung Rp4.000 per botol. Di pasar, harganya Rp16.500. Di toko daring dengan potongan 8%, harga Rp16.500 hanya menyisakan Rp16.500 − Rp1.320 = Rp15.180, "
        "untungnya tinggal Rp2.680. Supaya tetap Rp4.000, harga daring dihitung begini: Rp16.500 ÷ 0,92 = Rp17.935, dibulatkan Rp18.000. Dua botol pecah dari 24? Bagi "
        "dengan 22, bukan 24: harga pokoknya naik menjadi Rp13.636. Barang rusak adalah biaya, bukan nasib.</p>",
        ("Pilih satu barang", "Yang paling sering dibuat. Hitung untuk sekali membuat, bukan untuk sebulan."),
        ("Isi lembar hitung", "Unduh lembar di atas atau salin tabelnya ke kertas. Jangan kosongkan baris upah."),
        ("Bagi dengan barang yang bisa dijual", "Kurangi yang rusak atau dipakai mencicipi."),
        ("Hitung dua harga", "Harga langsung, dan harga di toko daring sesudah potongan toko Anda."),
        (
            "Bandingkan dengan harga sekarang",
            "Rugi? Pilih satu: naikkan harga, kecilkan isi dengan jujur, atau ganti kemasan.",
        ),
    ),
    "ada-di-peta": _practice(
        20,
        "<h2>Contoh langkah demi langkah</h2><p>Pak Darto mencari “bengkel las” di ponsel tetangganya dan tidak menemukan bengkelnya. Ia mencari nama usahanya: ada, dibuat orang "
        "lain, dengan nomor telepon lama. Ia menekan “Klaim bisnis ini”, bukan membuat yang baru. Kategorinya semula “Toko bahan bangunan”; ia ganti menjadi “Bengkel las”. "
        "Verifikasinya lewat video: papan nama dari jalan, lalu alat las di dalam, tanpa terputus. Empat hari kemudian profilnya tampil dengan jam buka yang benar.</p>"
        "<p>Tidak punya tempat usaha? Pilih “Saya mengantar barang dan jasa kepada pelanggan”, isi kecamatan yang Anda layani, dan sembunyikan alamat rumah.</p>",
        (
            "Cari dulu sebagai pembeli",
            "Pakai ponsel orang lain. Catat usaha siapa yang muncul dan apa yang membuatnya menarik.",
        ),
        ("Klaim atau buat profil Anda", "Ikuti lima langkah di atas sampai diminta verifikasi. Verifikasi boleh menyusul."),
        ("Unggah tiga foto", "Papan nama atau rumah dari jalan, barang, dan Anda sedang bekerja."),
        ("Tulis kalimat Anda", "Pakai kalimat dari pelajaran 2 sebagai deskripsi."),
    ),
    "whatsapp-business-yang-rapi": _practice(
        15,
        "<h2>Contoh balasan cepat</h2><p>Simpan dengan nama pendek supaya mudah dipanggil. <b>/harga</b>: “Keripik tempe 150 gram Rp8.000, 250 gram Rp12.500. Ambil sepuluh ke atas Rp7.500. "
        "Hari ini ada stok.” <b>/kirim</b>: “Dikirim tiap hari pukul 14.00 lewat ekspedisi pilihan Ibu; ongkosnya sesuai kota. Mohon nama kotanya.” <b>/bayar</b>: “Transfer ke rekening "
        "atas nama usaha kami yang tertulis di profil. Mohon kirim bukti dengan nama pengirim.”</p><p>Perhatikan: setiap balasan berakhir dengan apa yang diperlukan dari pembeli. "
        "Tanpa itu, percakapan berhenti di Anda.</p><h2>Contoh label</h2><p>Pagi, Bu Rini membuka label “menunggu pembayaran”: tiga orang. Dua ia ingatkan dengan sopan, satu sudah "
        "membayar dan dipindah ke “siap dikirim”. Lima menit, tidak ada pesanan yang terlupa.</p>",
        ("Isi profil", "Nama usaha, foto, kalimat Anda, jam buka, alamat atau daerah layanan."),
        ("Buat tiga balasan cepat", "Harga, pengiriman, pembayaran. Kirim kepada diri sendiri dan baca sekali lagi."),
        ("Pasang empat label", "Bertanya, menunggu pembayaran, siap dikirim, selesai. Tandai percakapan hari ini."),
        ("Masukkan tiga barang ke katalog", "Foto, isi, harga. Barang lain menyusul."),
    ),
    "keterangan-produk-yang-menjawab": _practice(
        10,
        "<h2>Sebelum dan sesudah</h2><p>Sebelum: “Sambal bawang mantap!! Pedasnya nampol, dijamin ketagihan. Order yuk kak, stok terbatas.” Pembeli masih harus bertanya: berapa isinya, "
        "tahan berapa lama, pakai pengawet atau tidak, berapa harganya, cara memesannya. Lima pertanyaan, lima kali membalas.</p><p>Sesudah: “Sambal bawang 140 gram, pedas sedang."
        "<br/>Bahan: cabai rawit, bawang merah, bawang putih, minyak kelapa, garam. Tanpa pengawet, tanpa udang.<br/>Suhu ruang 3 hari, kulkas 1 bulan.<br/>Rp18.000, 3 botol Rp51.000."
        "<br/>Pesan: tulis jumlah dan kota Anda.” Lebih pendek dibaca, dan tidak ada yang perlu ditanyakan.</p>",
        ("Ambil satu keterangan lama", "Dari toko daring, katalog, atau unggahan. Tulis pertanyaan yang belum terjawab."),
        ("Tulis ulang lima baris", "Nama dan isi; bahan; cara simpan; harga; cara memesan."),
        ("Periksa angkanya", "Timbang satu bungkus. Isi yang tertulis harus sama dengan isi yang dikirim."),
        ("Ganti yang lama", "Pasang hari ini, lalu hitung berapa yang masih bertanya minggu depan."),
    ),
    "unggahan-seminggu": _practice(
        20,
        "<h2>Contoh satu jam hari Minggu</h2><p>Pukul 09.00 Bu Rini memotret sepuluh gambar di jendela dapur: bungkus dari depan, dari dekat, di telapak tangan, tempe sedang diiris, dan seterusnya. "
        "Pukul 09.25 ia memilih tiga gambar. Pukul 09.30 ia menulis. Senin: “Stok minggu ini 60 bungkus. Pesan dengan menulis jumlah dan kota.” Rabu: “Tempe diiris dua milimeter supaya renyah "
        "tanpa pengembang. Ini tangan Mbak Sum, sudah enam tahun di dapur kami.” Jumat: “Kiriman Bu Ani dari Malang, dipasang dengan izinnya. Kotaknya tidak remuk lagi.” Pukul 10.00 ketiganya tersimpan "
        "sebagai draf.</p><p>Sebulan kemudian ia menghitung: unggahan Rabu mengundang sebelas pertanyaan, Senin empat, Jumat tujuh. Bulan berikutnya ia membuat dua unggahan “di balik dapur”.</p>",
        ("Pilih tiga hari", "Hari ketika pembeli Anda memegang ponsel, bukan hari ketika Anda sempat."),
        ("Ambil enam foto", "Dua untuk tiap unggahan. Pakai cahaya jendela."),
        ("Tulis tiga keterangan", "Masing-masing paling banyak empat kalimat, satu ajakan di akhir."),
        ("Simpan sebagai draf atau jadwalkan", "Pasang pengingat di ponsel bila aplikasinya tidak bisa menjadwalkan."),
    ),
    "menjawab-pesan-dan-keluhan": _practice(
        10,
        "<h2>Contoh keluhan yang dijawab</h2><p>Pembeli: “Kok keripiknya remuk semua? Kecewa.” Jawaban pertama yang terpikir: “Waktu dikirim utuh kok Bu, mungkin ekspedisinya.” Itu benar, tetapi menutup pintu.</p>"
        "<p>Jawaban yang menyelesaikan: “Mohon maaf, Bu, pasti kesal sudah menunggu dua hari. Boleh minta foto isinya? Sambil menunggu: kami kirim ganti besok tanpa ongkos, atau uang kembali Rp16.000 hari ini. "
        "Ibu pilih yang mana?” Empat bagian: maaf atas kejadiannya, minta bukti seperlunya, dua pilihan yang nyata, satu pertanyaan penutup.</p><p>Sesudahnya Bu Rini mencatat: remuk, dus tipis, tanggal 4. "
        "Tanggal 11 ada catatan yang sama. Ia mengganti dus. Menurut Undang-Undang Perlindungan Konsumen, memberi ganti atas barang yang tidak sesuai memang kewajiban pelaku usaha.</p>",
        ("Tulis keluhan terakhir Anda", "Apa kata-katanya, dan apa jawaban Anda waktu itu?"),
        ("Tulis ulang jawabannya", "Maaf, minta bukti, dua pilihan, satu pertanyaan."),
        ("Bacakan dengan suara", "Terdengar seperti membela diri? Hapus kalimat yang menyebut salah orang lain."),
        ("Buat catatan keluhan", "Satu lembar: tanggal, masalah, sebab. Lihat tiap akhir bulan."),
    ),
    "aman-membayar-aman-menyimpan-data": _practice(
        10,
        "<h2>Contoh: bukti transfer yang tampak benar</h2><p>Sore hari Pak Darto menerima gambar bukti transfer Rp750.000 dan permintaan “tolong dikirim sekarang, Pak, saya di jalan”. Nama bank benar, jumlahnya "
        "benar. Ia membuka mutasi di aplikasi banknya: tidak ada uang masuk. Ia membalas, “Terima kasih. Begitu masuk di mutasi kami, langsung kami kirim.” Pesannya tidak dibalas lagi. Gambar mudah dibuat; mutasi tidak.</p>"
        "<h2>Contoh: buku pembeli</h2><p>Bu Rini menyimpan nama, nomor, dan alamat pembeli di buku tulis di meja depan. Siapa pun yang mampir bisa memotretnya. Ia memindahkannya ke ponsel yang terkunci, menghapus alamat yang lebih "
        "dari setahun tidak memesan, dan tidak pernah mengirim daftar itu ke grup. Menurut UU 27/2022 tentang Pelindungan Data Pribadi, data orang lain dipakai untuk keperluan yang mereka ketahui saja.</p>",
        ("Periksa nomor rekening Anda", "Sama di profil, balasan cepat, dan kemasan? Betulkan yang berbeda."),
        (
            "Nyalakan verifikasi dua langkah",
            "Di WhatsApp: Setelan, Akun, Verifikasi dua langkah. Catat PIN di tempat yang bukan ponsel.",
        ),
        ("Rapikan data pembeli", "Hapus yang tidak perlu lagi. Kunci ponsel dengan PIN atau sidik jari."),
        ("Buat aturan rumah", "Satu kalimat untuk semua yang membantu Anda: barang dikirim setelah uang tampak di mutasi."),
    ),
}
