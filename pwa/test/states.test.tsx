import type { ComponentChild } from 'preact';
import render from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type App, AppContext } from '../src/app/app.ts';
import type { CameraState } from '../src/app/camera.ts';
import type { Shot } from '../src/app/check-in.ts';
import { clockOf } from '../src/app/clock.ts';
import type { Session } from '../src/app/session.ts';
import { store } from '../src/app/store.ts';
import type { Entry } from '../src/core/outbox.ts';
import { routeOf } from '../src/core/routes.ts';
import type {
  ActivationCheck,
  Me,
  PermitKind,
  PermitState,
  TodayActivity,
} from '../src/core/wire.ts';
import type { CameraFault } from '../src/platform/camera.ts';
import type { Way } from '../src/platform/installation.ts';
import { Absence } from '../src/screens/absence.tsx';
import { Camera } from '../src/screens/camera.tsx';
import { PlaceLine } from '../src/screens/camera-controls.tsx';
import { Check } from '../src/screens/check.tsx';
import { CodeForm } from '../src/screens/code-form.tsx';
import { Confirm } from '../src/screens/confirm.tsx';
import { History } from '../src/screens/history.tsx';
import { Home } from '../src/screens/home.tsx';
import { Install } from '../src/screens/install.tsx';
import { NewPassword } from '../src/screens/new-password.tsx';
import { PermitForm } from '../src/screens/permit-form.tsx';
import { Profile } from '../src/screens/profile.tsx';
import { SignIn } from '../src/screens/sign-in.tsx';
import { Ticket } from '../src/screens/ticket.tsx';
import { entry } from './fake/entries.ts';
import { APEL, id, ME, RAPAT, RECEIPT, RECORD, today, wibTime } from './fake/world.ts';

/** Each screen in each state of ux.md §2 that can be without a tap: what it says, and the way on. */

const now = (clock: string, date?: string): number => Date.parse(wibTime(clock, date));

/** What the phone knows; a test changes what it is about. */
const drawn = (screen: ComponentChild, part: Partial<Record<keyof App, unknown>> = {}): string => {
  const nothing = (): void => undefined;
  const app = {
    browser: 'Chrome',
    camera: { ...store<CameraState>({ kind: 'IDLE' }), start: nothing, stop: nothing },
    clock: clockOf(() => now('07.05')),
    connection: store(true),
    device: { pending: store([]), lookForPending: nothing },
    install: { way: store<Way>('MENU'), ask: nothing },
    months: store({ months: {}, fault: null }),
    navigation: { fragment: () => '', search: () => '', go: nothing },
    notices: store([]),
    outbox: { entries: store<Entry[]>([]), progress: store({}) },
    preferences: store({ language: 'id', theme: 'SYSTEM' }),
    route: store(routeOf('/')),
    session: store<Session>({ status: 'SIGNED_IN', me: ME }),
    today: { ...store({ today: null, fault: null }), activity: () => APEL },
    ...part,
  } as unknown as App;
  return render(<AppContext.Provider value={app}>{screen}</AppContext.Provider>);
};

interface HomeAt {
  clock?: string;
  date?: string;
  entries?: readonly Entry[];
  others?: readonly TodayActivity[];
  me?: Me;
}
const home = (part: Partial<TodayActivity> | null, at: HomeAt = {}): string => {
  const { clock = '07.05', date, entries = [], others = [], me = ME } = at;
  const here = part ? [{ ...APEL, ...part }] : [];
  return drawn(<Home me={me} />, {
    clock: clockOf(() => now(clock, date)),
    outbox: { entries: store(entries), progress: store({ [entry().id]: 62 }) },
    today: store({ today: today([...here, ...others], wibTime(clock, date)), fault: null }),
  });
};
const permit = (kind: PermitKind, state: PermitState, reason: string | null = null) => ({
  permit: {
    id: id('PM'),
    kind,
    from: APEL.date,
    to: APEL.date,
    activity_id: null,
    state,
    reason,
  },
});
const committed = entry({ stage: 'COMMITTED', receipt: RECEIPT });
const waiting = entry({ takenAt: now('07.04') });
const away = `href="/tidak-hadir/${APEL.id}"`;
const camera = `href="/kamera/${APEL.id}"`;
const receipt = `href="/tanda-terima/${RECORD.check_in_id}"`;

test.each<[string, Partial<TodayActivity>, HomeAt, string[]]>([
  ['not open yet', {}, { clock: '06.40' }, ['Dibuka 06.45', 'Pra-cek HP', away]],
  ['open', {}, {}, ['Belum tercatat', 'Tutup dalam 25 menit', camera, 'Tidak bisa hadir?']],
  [
    'late',
    {},
    { clock: '07.20' },
    ['Masih bisa dicatat', 'Dihitung terlambat sejak 07.15', camera],
  ],
  ['closing', {}, { clock: '07.26' }, ['Segera ditutup', '4:00', 'Foto setelah 07.30', camera]],
  ['uploading', {}, { entries: [committed] }, ['Hadir 07.04 WIB', 'sedang diunggah, 62%', receipt]],
  [
    'sent',
    { record: RECORD },
    {},
    ['Hadir 07.04 WIB', 'Foto terkirim', 'Selamat bertugas', receipt],
  ],
  [
    'waiting',
    {},
    { entries: [waiting] },
    ['Menunggu kirim', 'Diambil 07.04', 'Coba kirim sekarang'],
  ],
  [
    'recorded late',
    { record: { ...RECORD, recorded_at: wibTime('07.19'), code: 'T', minutes_late: 4 } },
    { clock: '07.25' },
    ['Terlambat 07.19 WIB', 'Tercatat 4 menit setelah batas.', receipt],
  ],
  [
    'recorded without its photo, which is on no phone',
    { record: { ...RECORD, state: 'TERCATAT', photo_state: 'AWAITED' } },
    { clock: '07.25' },
    ['Foto belum sampai', 'tidak ada di HP ini', camera, 'Ambil foto lagi'],
  ],
  [
    'recorded without its photo, which is here',
    {},
    { clock: '07.25', entries: [committed] },
    ['Foto belum sampai', 'masih di HP ini', 'Coba kirim sekarang', receipt],
  ],
  [
    'asked for another photo',
    { record: { ...RECORD, retake: { reason: 'Gelap', until: wibTime('07.30', '2026-11-24') } } },
    {},
    ['Foto perlu diulang', 'Gelap. Batas Selasa 07.30.', camera, 'Ambil foto lagi'],
  ],
  ['asked for leave', permit('DL', 'DIAJUKAN'), {}, ['Dinas luar diajukan', 'Lihat pengajuan']],
  ['on leave', permit('DL', 'DISETUJUI'), {}, ['Dinas luar disetujui', 'Lanjut hadir', camera]],
  [
    'refused leave',
    permit('I', 'DITOLAK', 'Apel wajib'),
    { clock: '07.40' },
    ['Izin belum disetujui', 'Apel wajib', 'Ajukan alasan', away],
  ],
  [
    'refused leave that leaves time to come',
    permit('I', 'DITOLAK', 'Apel wajib'),
    {},
    ['Izin belum disetujui', 'btn--utama btn--besar', camera, 'Lanjut hadir', away],
  ],
  ['over', {}, { clock: '07.40' }, ['Sudah ditutup 07.30', 'sebelum 26 November', 'Ajukan alasan']],
  ['TK', { code: 'TK' }, { clock: '09.00' }, ['Tanpa keterangan', 'Tanyakan ke admin OPD']],
  ['not required', { required: false }, {}, ['Tidak wajib untuk Anda']],
  ['cancelled', { cancelled: true }, {}, ['Kegiatan dibatalkan', 'Tidak perlu foto.']],
  ['on shift', { code: 'PK' }, {}, ['Piket', 'Sudah dicatat admin OPD.']],
  [
    'rejected',
    { record: { ...RECORD, state: 'DITOLAK', rejected: { reason: 'Bukan apel' } } },
    {},
    ['Foto tidak diterima', 'Bukan apel. Tanyakan ke admin OPD.'],
  ],
  [
    'refused by the server',
    {},
    { entries: [entry({ stage: 'REFUSED', refusal: 'tiket-tidak-sah' })] },
    ['Belum dapat dicatat', 'Muat ulang Beranda', 'Ambil foto lagi'],
  ],
])('home, %s', (_, part, at, says) => {
  const html = home(part, at);

  for (const words of says) expect(html).toContain(words);
});

describe('home', () => {
  test('without anything today names what is next, or that nothing is', () => {
    expect(home(null, { others: [RAPAT] })).toContain('Berikutnya: Rabu 25 November, 09.00');
    expect(home(null)).toContain('Belum ada kegiatan dalam tujuh hari.');
  });

  test('with two activities draws the second one smaller', () => {
    const second = { ...APEL, id: id('AP2'), title: 'Senam' };

    expect(home({}, { others: [second] })).toContain('Kegiatan lain hari ini');
  });

  test('offers a new sign-in in the last 30 days of a session', () => {
    const me = { ...ME, session_ends: '2026-12-20T00:00:00Z' };

    expect(home({}, { me })).toContain('Sesi berakhir 20 Desember.');
    expect(home({})).not.toContain('Sesi berakhir');
  });

  test('without a signal shows what it has, and from when', () => {
    const kept = { today: today([APEL], wibTime('07.04')), fault: { kind: 'OFFLINE', cause: 0 } };
    const html = drawn(<Home me={ME} />, { connection: store(false), today: store(kept) });

    expect(html).toContain('Luring');
    expect(html).toContain('Data pukul 07.04.');
    expect(html).toContain('Ambil foto kegiatan');
  });
});

const finder = (
  state: CameraState,
  clock = '07.05',
  activity: TodayActivity | null = APEL,
): string =>
  drawn(<Camera id={APEL.id} />, {
    camera: { ...store(state), start: () => undefined },
    clock: clockOf(() => now(clock)),
    today: { ...store({ today: null, fault: null }), activity: () => activity },
  });

describe('the camera', () => {
  test.each<[CameraFault, string]>([
    ['DENIED', 'Buka Setelan, pilih Chrome, nyalakan Kamera.'],
    ['UNANSWERED', 'Pilih Izinkan, lalu ulangi.'],
    ['BUSY', 'Kamera dipakai aplikasi lain.'],
    ['MISSING', 'Kamera tidak ditemukan.'],
    ['UNSUPPORTED', 'Browser ini tidak bisa membuka kamera.'],
    ['HANGING', 'Kamera tidak menjawab.'],
    ['UNKNOWN', 'Kamera belum bisa dibuka.'],
  ])('%s: says what to do, and offers the phone’s own', (fault, words) => {
    const html = finder({ kind: 'FAULT', fault });

    expect(html).toContain(words);
    expect(html).toContain('Coba lagi');
    expect(html).toContain('Pakai kamera bawaan HP');
    expect(html).toContain('capture="environment"');
  });

  const live: CameraState = {
    kind: 'LIVE',
    stream: {} as MediaStream,
    torch: false,
    flip: true,
  };

  test('opening, stopped and live', () => {
    expect(finder({ kind: 'ASKING' })).toContain('Membuka kamera…');
    expect(finder({ kind: 'STOPPED' })).toContain('Kamera berhenti.');
    for (const words of ['Balik', 'Lampu kilat', 'Kendala?', 'Mencari lokasi. Lanjutkan saja.']) {
      expect(finder(live)).toContain(words);
    }
    expect(finder(live)).toContain('Sertakan spanduk atau podium');
  });

  test('open while the time runs out goes on, and says what is decided', () => {
    expect(finder(live, '07.31')).toContain('Sudah lewat 07.30. Foto tetap dicatat');
  });

  test('before the opening, and for what the phone does not know', () => {
    expect(finder({ kind: 'IDLE' }, '06.40')).toContain('Belum dibuka. Kembali lagi Senin, 06.45.');
    expect(finder({ kind: 'IDLE' }, '07.05', null)).toContain('belum ada di HP ini');
  });
});

const confirm = (part: Partial<Shot>): string => {
  const shot: Shot = {
    activity: APEL,
    jpeg: new ArrayBuffer(0),
    preview: 'blob:foto',
    source: 'CAMERA',
    takenAt: now('07.04'),
    advice: { dark: false, blurred: false },
    place: null,
    ...part,
  };
  return drawn(<Confirm id={APEL.id} me={ME} />, { checkIn: { shot: store(shot) } });
};
const at = (lat: number) => ({ lat, lon: 112.7351, accuracy_m: 12, age_s: 0 });

describe('the look before the photo is used', () => {
  test.each<[string, Partial<Shot>, string[]]>([
    ['good', {}, ['Cukup terang dan tidak buram', 'Lokasi belum didapat, boleh lanjut']],
    ['dark', { advice: { dark: true, blurred: false } }, ['Terlalu gelap.']],
    ['blurred', { advice: { dark: false, blurred: true } }, ['Buram.']],
    ['from a file', { source: 'FILE' }, ['Bukan kamera langsung; foto akan ditelaah']],
    ['here', { place: at(-7.0455) }, ['Di lokasi kegiatan', 'Ketelitian 12 m']],
    ['far', { place: at(-7.0955) }, ['km dari lokasi. Foto tetap dicatat, lalu ditelaah.']],
  ])('%s: advice, never a block', (_, part, says) => {
    const html = confirm(part);

    for (const words of [...says, 'Pakai foto ini', 'Ulangi foto']) expect(html).toContain(words);
  });

  test('is no use where another phone was first, or only where it asks for this photo', () => {
    const asked = { ...RECORD, retake: { reason: null, until: wibTime('07.30') } };
    const first = confirm({ activity: { ...APEL, record: RECORD } });

    expect(first).toContain('Sudah tercatat 07.04 dari HP lain.');
    expect(first).toContain(receipt);
    expect(first).not.toContain('Pakai foto ini</button>');
    expect(confirm({ activity: { ...APEL, record: asked } })).toContain('Pakai foto ini</button>');
  });
});

describe('signing in', () => {
  const signIn = (session: Session, entries: readonly Entry[] = []): string =>
    drawn(<SignIn />, {
      session: store(session),
      outbox: { entries: store(entries), progress: store({}) },
      today: store({ today: today([APEL], wibTime('07.04')), fault: null }),
    });

  test('asks whom nobody knows for both, and shows where help is', () => {
    const html = signIn({ status: 'SIGNED_OUT', me: null });

    for (const words of ['NIP atau nama pengguna', 'Lupa kata sandi?', 'Aktifkan akun']) {
      expect(html).toContain(words);
    }
  });

  test('after an end asks for the password alone, tells what waits, and the photo comes first', () => {
    const html = signIn({ status: 'ENDED', me: ME }, [entry()]);

    for (const words of ['Sesi berakhir', '1 foto belum terkirim.', 'Ambil foto dulu', camera]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain('NIP atau nama pengguna');
    expect(signIn({ status: 'ENDED', me: ME })).toContain('Masuk lagi untuk melanjutkan.');
  });
});

describe('the profile', () => {
  const profile = (me: Partial<Me>, part: Parameters<typeof drawn>[1] = {}): string =>
    drawn(<Profile me={{ ...ME, ...me }} />, part);

  test.each([
    ['BOUND', 'Terdaftar'],
    ['PENDING', 'Menunggu disetujui dari HP pertama atau admin OPD'],
    ['NONE', 'Belum terdaftar; foto tetap dicatat, lalu ditelaah'],
  ] as const)('says where this phone stands: %s', (state, words) => {
    expect(profile({ device: { state, id: null } })).toContain(words);
  });

  test('asks about a second phone, and lists what is unsent', () => {
    const second = { id: id('HP2'), label: 'Android', since: wibTime('06.00') };
    const device = { pending: store([second]), lookForPending: () => undefined };
    const outbox = { entries: store([waiting]), progress: store({}) };
    const html = profile({}, { device, outbox });

    expect(html).toContain('HP kedua meminta izin');
    expect(html).toContain('Android · 23 November, 06.00');
    expect(html).toContain('Diambil 07.04 WIB, belum sampai server');
    expect(profile({})).toContain('Semua foto sudah terkirim.');
  });
});

test.each<[Way, string[]]>([
  ['IOS_SAFARI', ['Ketuk Bagikan', 'Dibuka dari WhatsApp?']],
  ['IOS_OTHER', ['Ketuk Bagikan', 'Dibuka dari WhatsApp?']],
  ['PROMPT', ['Di Chrome, ketuk tombol Pasang di bawah ini.', 'Pasang</button>']],
  ['MENU', ['Buka menu titik tiga di browser']],
  ['INSTALLED', ['Sudah terpasang di HP ini.']],
])('installation, %s', (way, says) => {
  const html = drawn(<Install />, { install: { way: store(way), ask: () => undefined } });

  for (const words of says) expect(html).toContain(words);
});

test('the check page needs the whole code: a number alone shows nothing', () => {
  expect(drawn(<Check />)).toContain('Kode tidak utuh. Pindai QR pada tanda terima atau rekap.');
});

const ticket = (part: Partial<Entry>): string => {
  const own = entry({ receipt: RECEIPT, ...part });
  const view = {
    entry: own,
    receipt: own.receipt,
    activity: APEL,
    place: null,
    retake: null,
    settled: false,
  };
  return drawn(<Ticket view={view} me={ME} />, {
    origin: 'https://apel.example',
    outbox: { entries: store([own]), progress: store({ [own.id]: 62 }) },
  });
};

test.each<[string, Partial<Entry>, string[]]>([
  [
    'waiting for a signal',
    { receipt: null, takenAt: now('07.04') },
    [
      'Tersimpan di HP',
      'Diambil 07.04 WIB, menunggu kirim',
      'buka lagi aplikasi ini',
      'Coba kirim',
    ],
  ],
  [
    'uploading',
    { stage: 'COMMITTED' },
    ['Hadir dicatat', 'foto sedang diunggah', '62%', 'Tunggu sampai terkirim', RECEIPT.no],
  ],
  ['sent', { stage: 'CONFIRMED' }, ['Foto terkirim', 'Bertanda tangan digital', RECEIPT.no]],
  ['late', { receipt: { ...RECEIPT, code: 'T' } }, ['Terlambat dicatat']],
  [
    'second to another phone',
    { stage: 'DUPLICATE' },
    ['Sudah tercatat 07.04 dari HP lain. Foto ini disimpan 72 jam, lalu dihapus.'],
  ],
  [
    'refused',
    { stage: 'REFUSED', refusal: 'sudah-ditutup', receipt: null },
    ['Belum dapat dicatat', 'Foto diambil setelah ditutup. Ajukan alasan.'],
  ],
])('a receipt, %s', (_, part, says) => {
  const html = ticket(part);

  for (const words of says) expect(html).toContain(words);
});

const asked = (part: Partial<TodayActivity>, clock: string): string =>
  drawn(<Absence activity={{ ...APEL, ...part }} me={ME} />, { clock: clockOf(() => now(clock)) });

test.each<[string, Partial<TodayActivity>, string, string[]]>([
  ['before', {}, '06.40', ['Tidak bisa hadir?']],
  ['during', {}, '07.05', ['Lanjut hadir atau izin tidak hadir?', camera]],
  ['late', {}, '07.20', ['Lanjut hadir atau izin tidak hadir?', camera]],
  ['after', {}, '07.40', ['Ajukan alasan']],
  ['present', { record: RECORD }, '07.40', ['Sudah tercatat hadir 07.04.']],
])('a reason is asked for, %s', (_, part, clock, says) => {
  const html = asked(part, clock);

  for (const words of [...says, 'Dinas luar', 'Sakit', 'Izin', 'Cuti', 'Kendala teknis']) {
    expect(html).toContain(words);
  }
  expect(html.includes('Lanjut hadir</a>')).toBe(says.includes(camera));
});

test('the months to come are closed, and one without activities says so', () => {
  const empty = { month: '202611', days: [], counts: {} };
  const html = drawn(<History me={ME} />, {
    months: store({ months: { '202611': empty }, fault: null }),
  });

  expect(html).toContain('Belum ada kegiatan bulan ini.');
  expect(html).toMatch(/aria-label="Bulan berikutnya, Desember" disabled/);
});

describe('a new account', () => {
  const password = (typed: string, error: string | null = null): string => {
    const checked: ActivationCheck = {
      name: ME.name,
      unit: ME.unit.name,
      opd: ME.opd.name,
      recovery: false,
      roles: [],
      needs_totp: false,
    };
    const nothing = (): void => undefined;
    const form = { login: ME.nip, checked, password: typed, username: '', error };
    return drawn(
      <NewPassword
        {...form}
        setPassword={nothing}
        setUsername={nothing}
        onNotMe={nothing}
        onDone={nothing}
      />,
    );
  };

  test('names what a password lacks, and takes none that lacks it', () => {
    expect(password('hosniyah')).toContain('Belum cukup');
    expect(password('hosniyah')).toMatch(/disabled[^>]*>Simpan dan lanjut/);
    expect(password('perahu biru sampai pelabuhan')).toContain('Kuat');
    expect(password('perahu biru', 'Pilih yang lain.')).toContain('aria-invalid="true"');
  });

  test('of a role has its code asked for at the sign-in', () => {
    const me: Me = {
      ...ME,
      roles: [{ role: 'kepala_opd', opd: ME.opd, units: null, duties: [], until: null }] as never,
    };
    const html = drawn(<CodeForm me={me} onDone={() => undefined} />);

    for (const words of ['Kode 6 angka', 'Hosniyah, S.Pd.', 'Berganti tiap 30 detik.']) {
      expect(html).toContain(words);
    }
  });
});

test.each([
  ['sought', null, false, 'Mencari lokasi. Lanjutkan saja.'],
  ['not given', null, true, 'Lokasi belum didapat. Lanjutkan saja.'],
  ['here', -7.0455, false, 'Di lokasi · ketelitian 12 m'],
  ['far', -7.0955, false, 'km dari lokasi. Foto tetap dicatat, lalu ditelaah.'],
] as const)('the place while the camera is open, %s', (_, lat, none, words) => {
  const fix = lat && { place: { lat, lon: 112.7351, accuracy_m: 12 }, at: 0 };

  expect(drawn(<PlaceLine activity={APEL} fix={fix} none={none} />)).toContain(words);
});

test('a form names its two ways back apart: to the other reasons, and out of it', () => {
  const parts = { permits: { newId: () => id('P1') }, drafts: { read: async () => null } };
  const html = drawn(
    <PermitForm kind="I" activity={APEL} me={ME} onBack={() => undefined} />,
    parts,
  );

  expect(html).toContain('Pilih alasan lain</button>');
  expect(html.match(/Kembali/g)).toHaveLength(1);
});
