import { translator } from './translate.ts';

/** Texts that both entries show. */
export const SHARED = {
  'app.name': ['Apel Digital', 'Apel Digital'],
  'app.owner': ['Pemerintah Kabupaten Bangkalan', 'Bangkalan Regency Government'],
  'nav.skip': ['Langsung ke isi', 'Skip to content'],
  'nav.main': ['Utama', 'Main'],
  'net.online': ['Daring', 'Online'],
  'net.offline': ['Luring', 'Offline'],
  'common.retry': ['Coba lagi', 'Try again'],
  'common.later': ['Nanti saja', 'Not now'],
  'common.cancel': ['Batalkan', 'Cancel'],
  'common.back': ['Kembali', 'Back'],
  'common.close': ['Tutup', 'Close'],
  'common.done': ['Selesai', 'Done'],
  'common.next': ['Lanjut', 'Continue'],
  'common.send': ['Kirim', 'Send'],
  'common.loading': ['Memuat…', 'Loading…'],
  'common.language': ['Bahasa', 'Language'],
  'common.demo': [
    'Demo lokal: data rekaan, kata sandi saja cukup.',
    'Local demo: made-up data, a password is enough.',
  ],
  'update.ready': ['Versi baru siap.', 'A new version is ready.'],
  'update.apply': ['Muat versi baru', 'Load the new version'],
  'code.H': ['Hadir', 'Present'],
  'code.T': ['Terlambat', 'Late'],
  'code.DL': ['Dinas luar', 'Outside duty'],
  'code.I': ['Izin', 'Personal leave'],
  'code.S': ['Sakit', 'Sick'],
  'code.C': ['Cuti', 'Annual/other leave'],
  'code.TB': ['Tugas belajar', 'Study assignment'],
  'code.DK': ['Diklat', 'Training'],
  'code.PK': ['Piket', 'On shift'],
  'code.GT': ['Kendala teknis', 'Technical problem'],
  'code.TK': ['Tanpa keterangan', 'Unexplained'],
  'code.L': ['Libur', 'Holiday'],
  'code.O': ['Tidak bertugas', 'Off duty'],
  'code.none': ['Belum tercatat', 'Not recorded yet'],
  'kind.APEL_PAGI': ['Apel pagi', 'Morning roll-call'],
  'kind.APEL_SORE': ['Apel sore', 'Afternoon roll-call'],
  'kind.UPACARA': ['Upacara', 'Ceremony'],
  'kind.RAPAT': ['Rapat', 'Meeting'],
  'kind.MONEV': ['Monev', 'Monitoring and evaluation'],
  'kind.SOSIALISASI': ['Sosialisasi', 'Briefing'],
  'kind.SENAM': ['Senam', 'Exercise'],
  'kind.LAINNYA': ['Kegiatan lain', 'Other activity'],
  'permit.DIAJUKAN': ['Menunggu persetujuan', 'Waiting for a decision'],
  'permit.DISETUJUI': ['Disetujui', 'Approved'],
  'permit.DITOLAK': ['Belum disetujui', 'Not approved'],
  'permit.DIBATALKAN': ['Dibatalkan', 'Withdrawn'],
  'role.admin_opd': ['Admin OPD', 'OPD admin'],
  'role.kepala_opd': ['Kepala OPD', 'Head of the OPD'],
  'role.bkpsda': ['BKPSDA', 'BKPSDA'],
  'role.auditor': ['Auditor', 'Auditor'],
  'fault.offline': [
    'Tidak ada sambungan. Isi yang terakhir tetap tampil.',
    'No connection. The last content stays.',
  ],
  'fault.timeout': ['Server lama menjawab. Coba lagi.', 'The server is slow to answer. Try again.'],
  'fault.garbled': [
    'Jawaban jaringan tidak dikenal. Bila Wi-Fi meminta masuk, masuk dulu, lalu coba lagi.',
    'The network gave an unknown answer. If the Wi-Fi asks for a sign-in, do that first, then retry.',
  ],
  'problem.json-rusak': [
    'Data rusak di jalan. Coba lagi.',
    'The data was damaged on the way. Try again.',
  ],
  'problem.parameter': [
    'Alamat ini tidak lengkap. Kembali, lalu coba lagi.',
    'This address is incomplete. Go back and retry.',
  ],
  'problem.masuk-gagal': [
    'NIP atau kata sandi belum cocok. Periksa lagi.',
    "NIP or password doesn't match. Check again.",
  ],
  'problem.belum-masuk': ['Masuk dulu untuk melanjutkan.', 'Sign in to continue.'],
  'problem.sesi-berakhir': ['Sesi berakhir. Masuk lagi.', 'The session has ended. Sign in again.'],
  'problem.tidak-berwenang': [
    'Halaman ini untuk admin OPD. Kembali ke Beranda.',
    'This page is for OPD admins. Go to Home.',
  ],
  'problem.lintas-situs': [
    'Permintaan datang dari situs lain. Buka aplikasi langsung.',
    'The request came from another site. Open the app directly.',
  ],
  'problem.asal-salah': [
    'Buka aplikasi lewat alamat resminya.',
    'Open the app at its official address.',
  ],
  'problem.perlu-faktor-kedua': [
    'Kode belum cocok. Tunggu kode berikutnya, lalu ketik lagi.',
    'The code does not match. Wait for the next one and retype.',
  ],
  'problem.perlu-ulang-masuk': ['Masuk lagi untuk mengubah ini.', 'Sign in again to change this.'],
  'problem.perkara-sendiri': [
    'Ini catatan Anda sendiri. Diputus orang lain.',
    'This is your own record. Someone else decides.',
  ],
  'problem.tidak-ada': [
    'Tidak ditemukan. Kembali, lalu muat ulang.',
    'Not found. Go back and reload.',
  ],
  'problem.terlalu-besar': [
    'Terlalu besar. Kurangi isinya, lalu kirim lagi.',
    'Too large. Shorten it and send again.',
  ],
  'problem.tipe-isi': [
    'Jenis berkas tidak diterima. Pakai foto JPEG.',
    'This type of file is not accepted. Use a JPEG photo.',
  ],
  'problem.sudah-tercatat': [
    'Sudah tercatat lebih dulu. Tanda terima pertama berlaku.',
    'Already recorded. The first receipt stands.',
  ],
  'problem.konflik-versi': [
    'Sudah diubah orang lain. Muat ulang.',
    'Somebody else changed it. Reload.',
  ],
  'problem.perangkat-penuh': [
    'Dua HP sudah terdaftar. Minta admin OPD melepas yang lama.',
    'Two phones are registered. Ask your OPD admin to remove the old one.',
  ],
  'problem.status-berubah': ['Sudah diputus lebih dulu. Muat ulang.', 'Already decided. Reload.'],
  'problem.berkas-sama': [
    'Nomor ini sudah dikirim. Gabungkan nama Anda?',
    'This number was already sent. Add yourself to it?',
  ],
  'problem.wajib': ['Isian ini wajib. Lengkapi dulu.', 'This field is required. Fill it in.'],
  'problem.tipe': ['Isian ini belum benar. Periksa lagi.', 'This field is not right. Check again.'],
  'problem.kolom-tak-dikenal': [
    'Aplikasi perlu diperbarui. Muat ulang, lalu coba lagi.',
    'The app needs an update. Reload and retry.',
  ],
  'problem.terlalu-panjang': [
    'Isian terlalu panjang. Persingkat.',
    'The text is too long. Shorten it.',
  ],
  'problem.di-luar-batas': [
    'Di luar batas yang boleh. Periksa lagi.',
    'Outside the allowed range. Check again.',
  ],
  'problem.karakter-terlarang': [
    'Ada tanda yang tidak bisa dipakai. Ketik ulang isian ini.',
    'A character cannot be used. Retype this field.',
  ],
  'problem.id': [
    'Aplikasi perlu diperbarui. Muat ulang, lalu coba lagi.',
    'The app needs an update. Reload and retry.',
  ],
  'problem.sha256': [
    'Foto rusak di HP. Ambil foto lagi.',
    'The photo is damaged on the phone. Retake it.',
  ],
  'problem.waktu': [
    'Tanggal atau jam belum benar. Periksa lagi.',
    'The date or time is not right. Check again.',
  ],
  'problem.nip-tidak-sah': [
    'NIP harus 18 angka. Periksa lagi.',
    'A NIP has 18 digits. Check again.',
  ],
  'problem.nip-angka': [
    'Simpan kolom NIP sebagai teks, lalu ulangi.',
    'Save the NIP column as text and retry.',
  ],
  'problem.sandi-lemah': [
    'Kata sandi mudah ditebak. Pilih yang lain.',
    'The password is easy to guess. Choose another.',
  ],
  'problem.kode-tidak-sah': [
    'Kode tidak berlaku. Minta kode baru ke admin OPD.',
    'Code not valid. Ask your OPD admin for a new one.',
  ],
  'problem.tiket-tidak-sah': [
    'Kegiatan ini berubah. Muat ulang Beranda, lalu foto lagi; bila tetap, hubungi admin OPD.',
    'This activity changed. Reload Home and retake; if it stays, contact your OPD admin.',
  ],
  'problem.beda-isi': [
    'Foto ini berbeda dari yang pertama dikirim. Hubungi admin OPD.',
    'This photo differs from the one sent first. Contact your OPD admin.',
  ],
  'problem.bukan-peserta': [
    'Anda tidak terdaftar di kegiatan ini. Hubungi admin OPD.',
    'You are not on the list of this activity. Contact your OPD admin.',
  ],
  'problem.belum-dibuka': [
    'Belum dibuka. Foto lagi setelah kegiatan dibuka.',
    'Not open yet. Retake it once the activity is open.',
  ],
  'problem.sudah-ditutup': [
    'Foto diambil setelah ditutup. Ajukan alasan.',
    'The photo was taken after closing. Give a reason.',
  ],
  'problem.terlambat-kirim': [
    'Lewat 72 jam sejak ditutup. Hubungi admin OPD; foto tetap di HP.',
    'More than 72 hours after closing. Contact your OPD admin; the photo stays on the phone.',
  ],
  'problem.perlu-konfirmasi': [
    'Perlu ditegaskan dulu. Periksa, lalu kirim lagi.',
    'Needs a confirmation. Check and send again.',
  ],
  'problem.terlalu-sering': [
    'Terlalu sering. Tunggu sebentar, lalu coba lagi.',
    'Too many tries. Wait a moment and retry.',
  ],
  'problem.sibuk': [
    'Server sedang sibuk. Coba lagi sebentar lagi.',
    'The server is busy. Try again shortly.',
  ],
  'problem.kesalahan': [
    'Ada kesalahan di server. Coba lagi; bila berulang, hubungi admin OPD.',
    'The server had an error. Retry; if it repeats, contact your OPD admin.',
  ],
} as const;

export const shared = translator(SHARED);
