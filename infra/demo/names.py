"""Made-up names and the public names of offices; no real person is meant (security.md R10)."""

from typing import Final

MEN: Final = (
    "Ach. Fauzan", "Moh. Zainul", "Abd. Wahid", "Ach. Rizal", "Moh. Kholiq", "Imam", "Holil",
    "Bambang", "Rahmat", "Sulaiman", "Subaidi", "Hendra", "Joko", "Agus", "Mat Rosul", "Moh. Lutfi",
    "Fathor", "Syaiful", "Ach. Junaidi", "Hasan", "Umar", "Taufik", "Ridwan", "Slamet", "Eko",
    "Dwi", "Nur Hidayat", "Abd. Rohman", "Moh. Hosen", "Ach. Baidowi", "Samsul", "Zaini",
)  # fmt: skip
WOMEN: Final = (
    "Siti", "Sri", "Nurul", "Fitriyah", "Yuliana", "Dewi", "Rina", "Lailatul", "Mega", "Hosniyah",
    "Endah", "Nanik", "Halimah", "Rohmah", "Wiwik", "Indah", "Kholifah", "Aisyah", "Maimunah",
    "Suhartini", "Titik", "Ani", "Juwariyah", "Qomariyah", "Nafisah", "Zahrotul", "Uswatun",
    "Mutmainnah", "Ernawati", "Lilik", "Sumiati", "Faridah",
)  # fmt: skip
LAST: Final = (  # as men and as women bear it
    ("Hidayatullah", "Hidayati"), ("Hartono", "Hartatik"), ("Subaidi", "Subaidah"),
    ("Qomaruddin", "Qomariyah"), ("Suhartoyo", "Suhartini"), ("Anggoro", "Anggraini"),
    ("Mustofa", "Musyarrofah"), ("Saputra", "Safitri"), ("Kurniadi", "Kurniawati"),
    ("Maimun", "Maimunah"), ("Zaini", "Zainiyah"), ("Puspito", "Puspitasari"),
    ("Ramdhan", "Ramadhani"), ("Wicaksono", "Wijayanti"), ("Santosa", "Susanti"),
    ("Firdaus", "Firdausi"), ("Badri", "Badriyah"), ("Anwar", "Anwariyah"),
    ("Agustian", "Agustin"), ("Effendi", "Efriyanti"), ("Arif", "Arifah"), ("Ridlo", "Ridloah"),
    ("Hidayat", "Hidayah"), ("Prasetyo", "Prastiwi"), ("Rahmatullah", "Rahmawati"),
    ("Susanto", "Susilowati"), ("Wahyudi", "Wahyuni"), ("Hariyanto", "Hariyanti"),
    ("Fadli", "Fadilah"), ("Jazuli", "Jazilah"), ("Mahfud", "Mahfudah"), ("Syafii", "Syafiiyah"),
    ("Rosidi", "Rosidah"), ("Nugroho", "Nugraheni"), ("Lesmana", "Lestari"), ("Hasan", "Hasanah"),
    ("Ismail", "Ismawati"), ("Basri", "Basriyah"), ("Amali", "Amalia"), ("Kusuma", "Kusumawati"),
)  # fmt: skip
DEGREES: Final = (
    "",
    "",
    "",
    "S.E.",
    "S.Sos.",
    "S.Pd.",
    "S.Kom.",
    "S.T.",
    "M.Si.",
    "M.Pd.",
    "A.Md.",
)
RANKS: Final = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")
POSITIONS: Final = (
    "Analis Kebijakan", "Pengelola Keuangan", "Pranata Komputer", "Arsiparis", "Penyuluh",
    "Pengadministrasi Umum", "Analis Kepegawaian", "Perencana", "Bendahara", "Pengawas",
)  # fmt: skip
DIVISIONS: Final = (
    "Sekretariat", "Bidang Perencanaan", "Bidang Pelayanan", "Bidang Pembinaan", "Bidang Data",
    "UPT Wilayah Barat", "UPT Wilayah Timur", "Bidang Pengawasan",
)  # fmt: skip
# (name, share of the people in parts of a thousand); the first twelve make the small demo.
OFFICES: Final = (
    ("Dinas Komunikasi dan Informatika", 100),
    ("Dinas Kesehatan", 150),
    ("Dinas Pendidikan", 250),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Aparatur", 60),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", 75),
    ("Dinas Sosial", 55),
    ("Dinas Perhubungan", 65),
    ("Satuan Polisi Pamong Praja", 80),
    ("Dinas Kependudukan dan Pencatatan Sipil", 50),
    ("Kecamatan Socah", 40),
    ("Kecamatan Tanjung Bumi", 40),
    ("Dinas Lingkungan Hidup", 35),
    ("Inspektorat", 8), ("Sekretariat Daerah", 14), ("Sekretariat DPRD", 6),
    ("Dinas Perikanan", 8), ("Dinas Pertanian dan Ketahanan Pangan", 12), ("Dinas Perdagangan", 7),
    ("Dinas Koperasi dan Usaha Mikro", 6), ("Dinas Tenaga Kerja", 6), ("Dinas Pariwisata", 5),
    ("Dinas Kepemudaan dan Olahraga", 5), ("Dinas Perpustakaan dan Arsip", 5),
    ("Dinas Perumahan Rakyat dan Permukiman", 5), ("Dinas KB dan Perlindungan Anak", 6),
    ("Dinas Pemberdayaan Masyarakat dan Desa", 6), ("Dinas Penanaman Modal dan PTSP", 6),
    ("Dinas Peternakan", 5), ("Badan Perencanaan Pembangunan Daerah", 6),
    ("Badan Pendapatan Daerah", 6), ("Badan Keuangan dan Aset Daerah", 6),
    ("Badan Kesatuan Bangsa dan Politik", 5), ("Badan Penanggulangan Bencana Daerah", 6),
    ("RSUD Syarifah Ambami Rato Ebu", 75),
    ("Kecamatan Bangkalan", 6), ("Kecamatan Burneh", 5), ("Kecamatan Kamal", 5),
    ("Kecamatan Labang", 5), ("Kecamatan Kwanyar", 5), ("Kecamatan Modung", 5),
    ("Kecamatan Blega", 5), ("Kecamatan Konang", 5), ("Kecamatan Galis", 5),
    ("Kecamatan Tanah Merah", 5), ("Kecamatan Tragah", 5), ("Kecamatan Geger", 5),
    ("Kecamatan Arosbaya", 5), ("Kecamatan Sepulu", 5), ("Kecamatan Klampis", 5),
    ("Kecamatan Kokop", 5),
)  # fmt: skip
LETTERS: Final = ("Bimtek SPBE, Surabaya", "Konsultasi BKN, Sidoarjo", "Monev desa, Kokop")
REASONS: Final = ("Keperluan keluarga", "Mengurus dokumen", "Anak sakit", "Demam", "Sakit gigi")
