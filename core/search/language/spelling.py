"""Other ways of writing the same word, and words whose parts mean something else than the whole."""

# Root as written -> root as filed. Affixes may stand around either: "perijinan" and "perizinan" both end as "izin".
SPELLING = {
    "absah": "sah",
    "aktifitas": "aktivitas",
    "aktip": "aktif",
    "analisa": "analisis",
    "apotik": "apotek",
    "atlit": "atlet",
    "azas": "asas",
    "belajar": "ajar",
    "business": "bisnis",
    "bussiness": "bisnis",
    "daring": "online",
    "disain": "desain",
    "discount": "diskon",
    "efektifitas": "efektivitas",
    "eksport": "ekspor",
    "fotocopy": "fotokopi",
    "handal": "andal",
    "hipotesa": "hipotesis",
    "hutang": "utang",
    "ijasah": "ijazah",
    "ijin": "izin",
    "import": "impor",
    "jadual": "jadwal",
    "jaman": "zaman",
    "karir": "karier",
    "konsultan": "konsultasi",
    "kordinasi": "koordinasi",
    "kreatifitas": "kreativitas",
    "kwalitas": "kualitas",
    "kwitansi": "kuitansi",
    "legalisir": "legalisasi",
    "luring": "offline",
    "management": "manajemen",
    "merk": "merek",
    "metoda": "metode",
    "milyar": "miliar",
    "nasehat": "nasihat",
    "nopember": "november",
    "obyek": "objek",
    "omset": "omzet",
    "pebruari": "februari",
    "pelajar": "ajar",
    "perpus": "pustaka",
    "photocopy": "fotokopi",
    "praktek": "praktik",
    "produktifitas": "produktivitas",
    "propinsi": "provinsi",
    "resiko": "risiko",
    "rubah": "ubah",
    "seksama": "saksama",
    "sertifikasi": "sertifikat",
    "sertipikasi": "sertifikat",
    "sertipikat": "sertifikat",
    "sijawara": "jawara",
    "silahkan": "silakan",
    "sistim": "sistem",
    "standard": "standar",
    "standardisasi": "standar",
    "standarisasi": "standar",
    "subyek": "subjek",
    "surel": "email",
    "survey": "survei",
    "tehnik": "teknik",
    "tehnologi": "teknologi",
    "trampil": "terampil",
    "wiraswasta": "wirausaha",
}

# Derived words whose parts mislead: "pengawasan" is not about a "kawasan", "mengoperasikan" not about
# a "koperasi". Pronouns may still follow them.
EXCEPTIONS = {
    "dialami": "pengalaman",
    "menganggur": "nganggur",
    "mengalami": "pengalaman",
    "mengoperasi": "operasi",
    "mengoperasikan": "operasi",
    "pengoperasi": "operasi",
    "pengoperasian": "operasi",
    "penganggur": "nganggur",
    "pengangguran": "nganggur",
    "pengawasan": "awas",
    "perundangan": "undangundang",
    "selanjutnya": "lanjut",
    "uu": "undangundang",
}

# A doubled word that is a word of its own: "oleh-oleh" (souvenirs) is not "oleh" (by).
_DOUBLED = "alun api gado gula hati kuda kunang kupu kura laba langit mata oleh orang rata sama tiba undang"
DOUBLED = {word: word * 2 for word in _DOUBLED.split()}

# Two words that are filed as one, whether written apart, with a hyphen or together.
COMPOUNDS = {
    ("foto", "copy"): "fotokopi",
    ("foto", "kopi"): "fotokopi",
    ("kerja", "sama"): "kerjasama",
    ("tanda", "tangan"): "tandatangan",
    ("tanggung", "jawab"): "tanggungjawab",
}

# Abbreviations of the law that people type and texts spell out, as the terms they stand for.
EXPANSIONS = {
    "pp": ("atur", "pemerintah"),
    "perda": ("atur", "daerah"),
    "pergub": ("atur", "gubernur"),
    "perpres": ("atur", "presiden"),
}
