"""Root words that Snowball would cut wrongly or leave apart from their own derived forms; collected by hand for this site.

A word whose affixes leave one of these is filed under it ("mengirim" → "kirim", where Snowball gives "irim"); every other
word goes to Snowball. A root that begins or ends like an affix ("digital", "makan", "peserta") is safe by standing here, and
so is one that looks like a spoken form of another ("miring" is not "piring", "time" is not "tim" with "-e").
"""

_ROOTS = """
abad acara acu adat adil administrasi adu agama agar agen agenda agunan agustus ahli ajak ajar aju akad akal akhir
akreditasi akses aksi akta aktif aktivitas akuntan akut alam alamat alat alih alir alokasi alur aman amanat ambil
analisis ancam andal aneka anggar anggota anggur angin angka angkat angkut angsur anjur antar antre anut apel aplikasi
apotek april arah arang arsip arti asal asas aset asing asosiasi asuh asuransi atasan atlet atur audit awal awas ayam
baca badan bagan bagi bagus bahagia bahan bahas bahasa baik baju bakar bakti baku balas balik bandar banding bangga
bangkit bangun bank bantu barang baru bata batal batas batik batu bawa bayar beasiswa beban bebas beda bekal bekas bela
belah belanja beli belimbing beludru benah benang benar bengkel benih bentuk berani beras berat beri berita berkah
berkas berlian bersih beruang besar beton biak biasa biaya bibit bidang bijak bimbing bimtek bina bincang bisnis bobot
bocor bohong bongkar bordir borong buah buat budaya budi budidaya buka bukti buku bulan bulat bulu bumbu bunga bungkus
bunyi buru buruh butik butuh cabai cabang cabut cadang cair cakap calon campur cantik cantum cara cari catat cegah cek
celup cepat cerah ceramah cerita cetak cipta ciri coba cocok contoh copot cuci cukup cuti daerah daftar dagang daging
dalih damai dampak damping dana dapat dapur darah darat dasar data datang daur daya debit debitur dekat dekorasi
delegasi demokrasi denda dengar derajat derita desa desain desember detail dewan dewasa diagram dialog diameter diare
didik diesel difabel digital diklat diktum dinamis dinas dinding diploma diplomasi direksi direktorat direktur diri
disabilitas disertasi disiplin diskon diskusi disposisi distribusi distributor diversifikasi divisi dokumen dokumentasi
dompet donasi dorong dosen dua duduk duga dukung dunia ebook edar edukasi efektif efektivitas efisien ekonomi ekosistem
ekspor ekspres elektronik email emas empat enam energi entri erat etika evaluasi fasilitas februari finansial fisik
fokus formal formalin format formulir fotokopi franchise fungsi gabung gadai gagal gagas gaji galang galeri gambar
ganggu ganti gaya gedung gelar gemar gembira genap gerai gerak geser giat giling gilir gizi golong gratis gubernur
gudang gugat gula guna gunting guru habis hadap hadiah hadir hak halal halaman halang hambat hapus harap harga hari
harta hasil hati hemat hias hibah hidang hidup hijau hilang himpun hitam hitung honor hormat hotel hubung hujan hukum
hulu hutan ibadah ibu identifikasi identitas ijazah ikan ikat iklan iklim ikut ilmu imbal imbau impor indah indikator
induk industri informasi ingat ingin inkubasi inovasi inspeksi instansi instruktur integrasi intelektual internet inti
investasi isi istri izin jabat jadi jadwal jaga jahit jajak jajan jala jalan jalin jalur jam jamin jamu jangka jangkau
janji januari jaring jasa jatuh jauh jawa jawab jawara jelas jemput jemur jenis jenjang jernih jual juara jujur juli
jumat jumlah juni jurus juta kabar kabupaten kabut kader kait kaitan kaji kakao kalah kali kalimat kalkulasi kamar
kampanye kampung kampus kamus kandang kantin kantong kantor kapal kapasitas kapur karang karantina karcis karier karton
karya karyawan kas kasih kasir kasus katalog kategori kawal kawasan kaya kayu kebal kebun kecamatan kecambah kecap
kecewa kecil kedelai kejar keju kelapa kelas kelinci kelola keluar keluarga keluh kelurahan kemangi kemas kembali
kembang kemeja kemiri kena kenal kenang kencur kendali kendara kepala kepung keramba keramik kerang keras kerbau kereta
kering keripik kerja kerjasama kertas kerudung kerupuk kesal kesan kesemek ketan ketela ketik ketua kikis kipas kira
kirab kirim kisah klaim klasifikasi klaster klien klinik kokoh kolam koleksi kolom komentar komite komitmen kompetensi
kompetisi komputer komunikasi komunitas kondisi konflik konsep konsinyasi konsultasi konsumen konsumsi kontak kontrak
kontribusi kontrol koordinasi koperasi kopi koran kosong kota kotak kreasi kreatif kreativitas kredit kriteria kritik
kualifikasi kualitas kuasa kuat kucur kue kuitansi kukuh kuliah kuliner kulit kumpul kunci kunjung kuota kupas kupon
kurang kuras kurs kursus kurung kutip laba labuh lacak lahan lahir laju laksana laku lampir lampu lancar landas langgan
langgar langkah langsung lanjut lantik lapang lapis lapor larang laris latar latih laut lawan layak layan layar lebar
legal legalisasi lelang leluasa lembaga lembar lengkap lepas lestari letak lewat libat libur lihat limbah limpah lindung
lingkung lingkup lintas lisan lisensi listrik logam logo lokakarya lokasi lolos lomba lowong luar luas lulus lunas
luncur lupa maaf madam madat magang mahal mahasiswa mahir main maju makan maket makmur maksimal maksud malam mampu
manajemen manajer mandiri manfaat mangan manis mapan maret masa masak masalah masuk masyarakat mata matang materi mati
mebel medali media medis megah meja mekanik mekanisme mekar melati melon membran memo memori menang menara mendoan
menengah mental mentega menteri menu merah merak merang merdeka merek mesin mesra meta meter meteran metode mikro
mikroskop miliar milik militer minat minggu minta minum minyak miring miskin mitra mobil mobile modal model moderator
modern modul mohon mola motivasi motor muda mudah mula mulai mulia murah murni musim musyawarah mutu nahu naik najam
nama nanah narasi narasumber nasabah nasi nasihat nasional negara negeri neraca niaga niat nikmat nilai nominasi norma
nota november nyala nyaman nyata obat objek observasi offline oktober olah omzet online operasi operasional operator
opini optimal orang orange organisasi otomatis otoritas pacu padam padat pahala paham pajak pajang pakai paket paksa
palsu pamer pamit panah panas pancing pandai pandang pandu panen pangan panggil panggung pangkat panitia panjang pantau
papan papar parkir partisipasi pasang pasar pasir pasok pasti patok patuh patut pecah pedas pedoman pegang pegawai pekan
pelaku pelangi pelihara pelita peluang peluru pemda pemerintah pemilu pena penalti pendam pendapa penduduk pengalaman
pengaruh penjara pensil pensiun penting penuh pepaya perabot perah perak peran perang percaya perdana perdata perempuan
pergi perikemanusiaan periksa perilaku perintah periode periodik perkara perlu permata permen perseroan personel pertama
perunggu pesan peserta pesisir pesona pesta peta petak peti petik piagam pidana pihak pijat pikat pikir pilah pilih
pimpin pindah pinjam pinta pintar pintu piring pisah piutang plafon plester pohon pokok pola polisi populer porsi posisi
potensi potong potret praktik prasarana premi presentasi presiden prestasi pribadi prinsip prioritas produk produksi
produktif produktivitas profesi profil program promosi proposal prosedur proses protes protese provinsi proyek puas
publik publikasi puji pukul pulang pulih punah pungut pusat pustaka putar putih putus raih rajin rakyat ramah rambut
rancang rangka rangkai rangkum rapat rapi rasa ratus rawat redaksi regional registrasi rekam rekening rekomendasi relasi
rempah rencana rendah rental resep resmi restoran restrukturisasi retur revisi rias rinci ringan ringkas rintis riset
risiko ritel rohani roti ruang rugi rujuk rukun rumah rumus rusak rutin sabar sablon sadar sah sahabat saham saing sajak
saji saksama saksi salah salam salin salur sambal sambung sambut sampah samping sampul sandal sandang sandar sangga
sanggup sanitasi sanksi santri santun sapa sapi sapu sara saran sarana saring sasar satu saudara sayang sayur sebar
sebrang sebut sedekah sedia segar segel segmen segmentasi sehat sejahtera sejarah sejati sekam sekat sekolah sekop
sekretariat sekretaris sektor sektoral sekunder selada selai selamat selat selatan seledri seleksi selenggara selesai
seleweng selidik selimut selip seluk selular semai semangat semangka sembuh sembunyi semen semester seminar semprot
sempurna senang sendal sendiri sengaja sengketa seni senior sensor sensus sentra sentuh sepak sepakat sepatu sepeda
september sepuh seragam serah serang serap serat seratus serbaguna serbu serbuk sereal seret serial seribu sertifikat
server sesal sesi setan setara setor setrika setuju sewa siap siar sidang sifat sijil sikap siksa silakan silang simak
simpan simpul simulasi sinar sinergi singgah singkat singkir sintas siram sirkulasi sisa sistem siswa situs skala skema
soal solusi sopan sorot sosial sosialisasi spesifikasi stabil standar stasiun statistik status stok strategi struktur
studi suami suap suara subjek subsidi subur sukses suku sulam suling sulit suluh sumbang sumber sumpah sunting surat
surau surut survei susah susu susul susun susut swadaya swasta syarat syariah syukur taat tabel tabung tagih tahan tahap
tahu tahun tajam takar takut talenta taman tambah tambang tampil tampung tanah tanam tanda tandatangan tangan tanggal
tanggap tangguh tanggung tanggungjawab tangkap tani tanya target tarif tarik taruh tas tata tawar tebar tebu tebus teduh
teguh tegur teh tekan teknik teknologi tekstil tekun telaah teladan telan telepon teliti telur telusur temali teman
tematik tembus tempat tempe tempel tempuh temu tenaga tenant tendang tengah tenggat tenis tenor tentu tenun tepat tepung
terampil terang terap terapi teras terasi terbang terbit teri terigu terima teritorial terjemah termin terminal termos
ternak tersier tertib terus tetap tiba tidur tikam tikar tiket tim timbang timbul time timpa tindak tindih tinggal
tinggi tingkah tingkat tinjau tipu tiru titah titip toko tokoh tolak tolong tonton topik tradisi transaksi transfer
transparan transportasi tugas tuju tujuh tukar tular tulis tumbuh tumpu tumpuk tunai tunda tunggak tunggal tunggu tunjuk
tuntas tuntut turun turus turut tusuk tutor tutup uang ubah ubi ucap udang uji ukir ukur ulang umum undang undangundang
undi unduh unggah unggul ungkap unik unit unite unsur unsure untung upacara upah upaya urai urus urut usaha usia usul
utama utang utara vaksin validasi variasi verifikasi video vokasi volume wadah wajah wajar wajib wakaf wakil waktu wali
waralaba warga warna warung wawancara wenang wilayah wirausaha wisata wujud zakat zaman zona
"""
LEXICON = frozenset(_ROOTS.split())
