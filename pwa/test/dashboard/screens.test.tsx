import { expect, test } from 'vitest';
import { store } from '../../src/app/store.ts';
import { missing } from '../../src/core/board.ts';
import { type Page, rightsAt } from '../../src/core/desk.ts';
import type { Clash } from '../../src/core/permit-desk.ts';
import { type Fault, problemOf } from '../../src/core/problems.ts';
import type { DeskPermit, Edition, Me, Phase, PhotoView, RecapTable } from '../../src/core/wire.ts';
import type { Sheet } from '../../src/dashboard/app/codes.ts';
import { NO_FACTS, type PermitFacts } from '../../src/dashboard/app/permit-facts.ts';
import { DASHBOARD } from '../../src/dashboard/i18n.ts';
import { Activities } from '../../src/dashboard/screens/activities.tsx';
import { ActivityForm } from '../../src/dashboard/screens/activity-form.tsx';
import { AppointmentForm } from '../../src/dashboard/screens/appointment-form.tsx';
import { AppointmentSide } from '../../src/dashboard/screens/appointment-side.tsx';
import { BoardArrivals } from '../../src/dashboard/screens/board-arrivals.tsx';
import { BoardLine } from '../../src/dashboard/screens/board-line.tsx';
import { BoardMissing } from '../../src/dashboard/screens/board-missing.tsx';
import { BoardPhotos, Photo } from '../../src/dashboard/screens/board-photos.tsx';
import { CodeSlips } from '../../src/dashboard/screens/code-slips.tsx';
import { Menu } from '../../src/dashboard/screens/menu.tsx';
import { PermitAdvice } from '../../src/dashboard/screens/permit-advice.tsx';
import { PermitDetail } from '../../src/dashboard/screens/permit-detail.tsx';
import { PermitEntry } from '../../src/dashboard/screens/permit-entry.tsx';
import { PermitPeople } from '../../src/dashboard/screens/permit-people.tsx';
import { PersonDetail } from '../../src/dashboard/screens/person-detail.tsx';
import { RecapPrint } from '../../src/dashboard/screens/recap-print.tsx';
import { RecapSide } from '../../src/dashboard/screens/recap-side.tsx';
import { RecapGrid } from '../../src/dashboard/screens/recap-table.tsx';
import { ReviewDetail } from '../../src/dashboard/screens/review-detail.tsx';
import { Root } from '../../src/dashboard/screens/root.tsx';
import { SecondFactorSheet } from '../../src/dashboard/screens/second-factor.tsx';
import { decisionFault } from '../../src/dashboard/words.ts';
import { ofOne, PLURAL } from '../fake/texts.ts';
import { id, ME, wibTime } from '../fake/world.ts';
import { drawn, fakeDesk, words } from './desk.tsx';
import {
  ACTIVITY,
  admin,
  board,
  OPD,
  permit,
  person,
  present,
  reviewItem,
  withRole,
} from './world.ts';

const ADMIN = admin(['telaah', 'izin', 'akun', 'kegiatan']);
const OF = { date: ACTIVITY.date, id: ACTIVITY.id };

test('above 300 people units are drawn, and nobody alone', () => {
  const crowd = (n: number) =>
    Array.from({ length: n }, (_, at) =>
      at % 2 ? present(`P${at}`, '07.00') : person(`Nama ${at}.`, { unit_no: 2 }),
    );
  const line = (n: number): string => drawn(ADMIN, <BoardLine board={board(crowd(n))} />);

  expect(line(300).match(/class="b-hadir"/g)?.length).toBeGreaterThan(150);
  expect(line(301).match(/class="b-hadir"/g)?.length).toBeLessThan(3);
  expect(line(301)).toContain('tumpuk-bar');
  expect(line(301)).not.toContain('class="bidang"');
  expect(words(line(301))).toContain('Sekretariat');
  expect(missingOf(ADMIN, crowd(300))).toContain('Nama 2.');
  expect(missingOf(ADMIN, crowd(301))).not.toContain('Nama 2.');
  expect(words(missingOf(ADMIN, crowd(301)))).toContain('Aplikasi Informatika 151');
});

test('both languages have the same places for values in every text', () => {
  for (const [key, [indonesian, english]] of Object.entries(DASHBOARD)) {
    const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    expect([key, ...places(english)]).toEqual([key, ...places(indonesian)]);
  }
});

test('each text is right of one in English', () => {
  for (const [, english] of Object.values(DASHBOARD)) expect(ofOne(english)).not.toMatch(PLURAL);
});

test('a head appoints admins alone, BKPSDA heads too', () => {
  const desk = {
    id: OPD.id,
    name: OPD.name,
    trial: false,
    trial_ended_on: null,
    units: [],
    held: [],
    vacant: [],
    moved: [],
  };
  const tasks = (mayAppointHeads: boolean): string =>
    words(
      drawn(
        ADMIN,
        <AppointmentForm {...{ desk, mayAppointHeads }} today="2026-11-24" onDone={() => 0} />,
      ),
    );

  expect(tasks(false)).not.toContain('Kepala OPD');
  expect(tasks(true)).toContain('Kepala OPD');
});

test('a holder who moved is ended with one tap, everybody else with a day', () => {
  const one = { role: 'admin_opd' as const, since: '2026-08-04', until: null, unit: 0, duties: [] };
  const rest = { title: '' as const, decree: '', active: true };
  const desk = {
    ...{ id: OPD.id, name: OPD.name, trial: false, trial_ended_on: null, units: [], vacant: [] },
    held: ['Rizal', 'Nanik', 'Wati'].map((name) => ({ ...one, ...rest, pegawai_id: name, name })),
    moved: [
      { pegawai_id: 'Nanik', to: 'Dinas Kesehatan' },
      { pegawai_id: 'Wati', to: null },
    ],
  };
  const html = drawn(
    ADMIN,
    <AppointmentSide
      {...{ desk }}
      mayAppointHeads={false}
      today="2026-11-24"
      onChanged={() => 0}
    />,
  );

  expect(words(html)).toContain('Kini di Dinas Kesehatan');
  expect(words(html)).toContain('Tidak aktif lagi');
  expect(html).toContain('aria-label="Akhiri penugasan Rizal"');
  expect(html).toContain('aria-label="Akhiri sekarang penugasan Nanik"');
  expect(html).toContain('aria-label="Akhiri sekarang penugasan Wati"');
});

test('who may make an activity of this OPD, or of the regency, has its button', () => {
  const buttons = (me: Me): string[] =>
    ['Kegiatan baru', 'Kegiatan kabupaten'].filter((name) =>
      drawn(me, <Activities />).includes(name),
    );

  expect(buttons(ADMIN)).toEqual(['Kegiatan baru']);
  expect(buttons(withRole('bkpsda'))).toEqual(['Kegiatan kabupaten']);
  expect(buttons(withRole('auditor'))).toEqual([]);
});

test('an activity of the regency asks for which OPDs, one of an OPD for which units', () => {
  const form = (opd: typeof OPD | null): string =>
    words(drawn(ADMIN, <ActivityForm opd={opd} onDone={() => 0} onClose={() => 0} />));

  expect(form(null)).toContain('Semua OPD');
  expect(form(OPD)).toContain(`Semua unit ${OPD.name}`);
});

test('what is changed keeps its day, and once it is open also its opening', () => {
  const stored = {
    ...{ id: ACTIVITY.id, kind: ACTIVITY.kind, title: ACTIVITY.title, date: ACTIVITY.date },
    ...{ venue: ACTIVITY.venue, cancelled: false, version: 0, challenge: '', leader: null },
    ...{ units: [], opds: [], series: false },
  };
  const locked = (opens: string): string[] => {
    const window = { ...ACTIVITY.window, opens: wibTime(opens) };
    const form = (
      <ActivityForm opd={OPD} stored={{ ...stored, window }} onDone={() => 0} onClose={() => 0} />
    );
    return [...drawn(ADMIN, form).matchAll(/<input[^>]*readonly[^>]*>/gi)].map(
      ([html]) => /name="(\w+)"/.exec(html)?.[1] ?? '',
    );
  };

  expect(locked('07.19')).toEqual(['date']); // it is 07.18
  expect(locked('06.45')).toEqual(['date', 'opens', 'starts']);
});

test('what has not opened may be moved to another day from its form', () => {
  const offers = (opens: string, onMoved?: () => void): boolean => {
    const stored = {
      ...{ id: ACTIVITY.id, kind: ACTIVITY.kind, title: ACTIVITY.title, date: ACTIVITY.date },
      ...{ venue: ACTIVITY.venue, cancelled: false, version: 0, challenge: '', leader: null },
      ...{ units: [], opds: [], series: false },
      window: { ...ACTIVITY.window, opens: wibTime(opens) },
    };
    const moved = onMoved ? { onMoved } : {};
    const form = (
      <ActivityForm opd={OPD} stored={stored} onDone={() => 0} onClose={() => 0} {...moved} />
    );
    return words(drawn(ADMIN, form)).includes('Kembali Pindah hari Simpan');
  };

  expect(offers('07.19', () => undefined)).toBe(true); // it is 07.18
  expect(offers('06.45', () => undefined)).toBe(false);
  expect(offers('07.19')).toBe(false);
});

test('a series asks whether all that follow are meant', () => {
  const asks = (series: boolean): boolean => {
    const stored = {
      ...{ id: ACTIVITY.id, kind: ACTIVITY.kind, title: ACTIVITY.title, date: ACTIVITY.date },
      ...{ window: ACTIVITY.window, venue: ACTIVITY.venue, cancelled: false, version: 0 },
      ...{ challenge: '', leader: null, units: [], opds: [], series },
    };
    const form = <ActivityForm opd={OPD} stored={stored} onDone={() => 0} onClose={() => 0} />;
    return words(drawn(ADMIN, form)).includes('Ini dan semua berikutnya');
  };

  expect([asks(true), asks(false)]).toEqual([true, false]);
});

const PEOPLE = [
  present('A', '07.01'),
  present('B', '07.16', { code: 'T' }),
  person('C', { code: 'DL' }),
  person('D'),
];

test('an open board shows counts and a dot per person, and no percent', () => {
  const html = drawn(ADMIN, <BoardLine board={board(PEOPLE)} />);

  expect(words(html)).toContain('2 dari 3 yang ditunggu sudah terlihat');
  expect(html).not.toContain('%');
  expect(html.match(/class="b-belum"/g)).toHaveLength(2); // the person and the legend
});

test('a closed board shows the percent of all employees', () => {
  const closed = board(PEOPLE, { phase: 'CLOSED' });

  const text = words(drawn(ADMIN, <BoardLine board={closed} />));

  expect(text).toContain('2 hadir dari 4 ASN');
  expect(text).toContain('50,00%');
});

test('before it opens the board says when, and that somebody is expected, not missing', () => {
  const before = board(PEOPLE.slice(2), { phase: 'BEFORE', server_time: wibTime('06.30') });
  const line = words(drawn(ADMIN, <BoardLine board={before} />));
  const list = words(missingOf(ADMIN, PEOPLE.slice(2), 'BEFORE'));

  expect(line).toContain('06.45 dibuka hari ini, 1 orang ditunggu');
  expect(list).toContain('tampil di sini sejak 06.45');
  expect(list).not.toContain('D Sekretariat');
  expect(line + list).not.toContain('elum terlihat 1');
});

test('the bars of arrivals say in words what they show', () => {
  const html = drawn(ADMIN, <BoardArrivals board={board(PEOPLE)} />);

  expect(html).toContain('Kedatangan per 5 menit, puncak 1 orang pada 07.00');
  expect(words(html)).toContain('batas tepat waktu 07.15');
});

const missingOf = (me: Me, people = PEOPLE, phase: Phase = 'OPEN'): string =>
  drawn(
    me,
    <BoardMissing
      board={board(people, { phase })}
      of={OF}
      people={missing(people, phase)}
      rights={rightsAt(me, OPD.id)}
      onChanged={() => undefined}
    />,
  );

test('whom nobody saw can be reminded, by name', () => {
  expect(missingOf(ADMIN)).toContain('aria-label="Ingatkan D"');
});

test('who was reminded shows when, instead of the button', () => {
  const html = missingOf(ADMIN, [person('D', { reminded_at: wibTime('07.11') })]);

  expect(words(html)).toContain('Diingatkan 07.11');
  expect(html).not.toContain('aria-label="Ingatkan D"');
});

test('an auditor sees who is missing, without any button', () => {
  const html = missingOf(withRole('auditor'));

  expect(words(html)).toContain('Belum terlihat 1');
  expect(html).not.toContain('<button');
});

test('after closing a request that waits leads to its page, and nobody decides their own case', () => {
  const people = [
    person('D', { waiting: true, permit: { kind: 'S', state: 'DIAJUKAN' } }),
    person('Saya', { pegawai_id: ME.pegawai_id }),
  ];

  const html = missingOf(withRole('kepala_opd'), people, 'CLOSED');

  expect(html).toContain('href="/pengajuan"');
  expect(words(html)).toContain('Sekretariat · sakit menunggu');
  expect(html).not.toContain('Putuskan Saya');
});

test('everybody was seen: the board says thank you', () => {
  expect(words(missingOf(ADMIN, [present('A', '07.01')]))).toContain('Semua sudah terlihat.');
});

test('photos are not in the page before somebody asks for them', () => {
  const html = drawn(
    ADMIN,
    <BoardPhotos board={board(PEOPLE)} of={OF} rights={rightsAt(ADMIN, OPD.id)} />,
  );

  expect(html).not.toContain('<img');
  expect(words(html)).toContain('2 masuk, terakhir 07.16. Setiap pembukaan tercatat');
});

test('a photo that is gone says why: in the demo most were never there', () => {
  const photo = <Photo url={null} label="Foto A" />;

  expect(words(drawn(ADMIN, photo))).toBe('Foto sudah dihapus');
  expect(words(drawn({ ...ADMIN, stage: 'lokal' }, photo))).toBe('Demo tidak memuat foto ini');
});

test('the menu shows what waits for who decides it, and to nobody else', () => {
  const pages: Page[] = ['BOARD', 'REVIEW', 'RECAP'];
  const menu = (me: Me): string => {
    const desk = fakeDesk(me);
    desk.badges.reviews(4);
    return words(
      drawn(me, <Menu me={me} current="BOARD" pages={pages} onSearch={() => undefined} />, desk),
    );
  };

  expect(menu(ADMIN)).toContain('menunggu: 4');
  expect(menu(withRole('auditor'))).not.toContain('menunggu');
});

test('before the offices are known nobody is told that they have no right', () => {
  const door = (me: Me, fault: Fault | null): string => {
    const desk = fakeDesk(me);
    const opds = {
      ...desk.opds,
      ...store({ opds: [], chosen: null, loaded: fault !== null, fault }),
    };
    return words(drawn(me, <Root />, { ...desk, opds }));
  };

  const cut = door(ADMIN, { kind: 'OFFLINE', cause: null });

  expect(cut).toContain('Tidak ada sambungan');
  expect(cut).toContain('Izin & tugas');
  expect(cut).not.toContain('Halaman ini untuk');
  expect(door(ADMIN, null)).toContain('Papan langsung');
});

const permitDetail = (of: DeskPermit, me = ADMIN): string =>
  drawn(
    me,
    <PermitDetail
      permit={of}
      mayDecide={rightsAt(me, OPD.id).permits}
      onDecided={() => undefined}
    />,
  );

test('a request shows its letter closed, its people checked, and one decision for all', () => {
  const html = permitDetail(permit('DIAJUKAN'));

  expect(words(html)).toContain('Dinas luar untuk 2 orang');
  expect(words(html)).toContain('24–26 Nov 2026 · 3 hari');
  expect(words(html)).toContain('Setujui untuk 2 orang');
  expect(html.match(/type="checkbox"/g)).toHaveLength(2);
  expect(html).not.toContain('<img');
});

test('a letter that another OPD sent says so', () => {
  const opd = { id: id('LAIN'), name: 'Dinas Kesehatan' };

  expect(words(permitDetail(permit('DIAJUKAN', { opd })))).toContain(
    'Dikirim dari Dinas Kesehatan',
  );
  expect(words(permitDetail(permit('DIAJUKAN')))).not.toContain('Dikirim dari');
});

test('the own part of a request is left to somebody else', () => {
  const html = permitDetail(permit('DIAJUKAN', { names: ['A', 'HS'] }));

  expect(html.match(/type="checkbox"/g)).toHaveLength(1);
  expect(words(html)).toContain('Pengajuan Anda sendiri. Diputus orang lain.');
});

test("a doctor's note is not offered to who would be refused, a letter of duty is", () => {
  const note = permit('DIAJUKAN', { kind: 'S' });
  const offers = (of: DeskPermit, me: Me): boolean =>
    permitDetail(of, me).includes('Lihat 1 halaman surat');

  for (const me of [withRole('bkpsda'), withRole('auditor')]) {
    expect([offers(note, me), offers(permit('DIAJUKAN'), me)]).toEqual([false, true]);
    expect(words(permitDetail(note, me))).toContain('Surat dokter hanya dibuka di OPD-nya.');
  }
  expect([offers(note, ADMIN), offers(note, withRole('kepala_opd'))]).toEqual([true, true]);
  const own = { ...withRole('auditor'), pegawai_id: id('A') };
  expect(offers(note, own)).toBe(true);
});

/** What is drawn of people and advice once the facts are here. */
const permitFacts = (of: DeskPermit, part: Partial<PermitFacts>): string => {
  const facts = { ...NO_FACTS, ...part };
  return words(
    drawn(
      ADMIN,
      <>
        <PermitPeople
          permit={of}
          open={of.people}
          clashes={facts.clashes}
          checked={new Set()}
          onToggle={() => undefined}
        />
        <PermitAdvice kind={of.kind} facts={facts} onRetry={() => undefined} />
      </>,
    ),
  );
};
const clash = (name: string, at: string, as: Clash['as']): Clash => ({
  pegawai_id: id(name),
  activity: ACTIVITY,
  at: wibTime(at),
  as,
});

test('who was recorded inside a request is named, with what approving will mean', () => {
  const found = [clash('A', '07.01', 'ON_TIME'), clash('B', '07.20', 'LATE')];
  const oneDay = permit('DIAJUKAN', { from: '2026-11-23', to: '2026-11-23' });
  const text = permitFacts(oneDay, { clashes: found });

  expect(text).toContain('A · Sekretariat Sudah hadir 07.01, Apel pagi B');
  expect(text).toContain('B · Sekretariat Terlambat 07.20, Apel pagi');
  expect(text).toContain('Hadir dan terlambat didahulukan, walau pengajuan disetujui.');
  expect(text).toContain('Dinas luar dipakai di kegiatan lain');
  const several = permitFacts(permit('DIAJUKAN'), { clashes: found });
  expect(several).toContain('Sudah hadir 23 Nov, 07.01, Apel pagi');
});

test('a record that does not count yet says what it waits for', () => {
  const waiting = [clash('A', '07.01', 'IN_CHECK'), clash('B', '07.02', 'NO_PHOTO')];
  const text = permitFacts(permit('DIAJUKAN'), { clashes: waiting });

  expect(text).toContain('07.01, Apel pagi; foto belum selesai diperiksa');
  expect(text).toContain('07.02, Apel pagi; foto belum sampai');
  expect(text).not.toContain('Sudah hadir');
});

/** The 409 of a decision: of a part that was decided, or of all that is locked. */
const refusal = (pointer: string | null): Fault => ({
  kind: 'PROBLEM',
  problem: problemOf(409, { type: '/masalah/status-berubah', pointer }, null),
});

test('before a locked request is decided the way to reopen it is said', () => {
  const text = permitFacts(permit('DIAJUKAN'), { final: true });

  expect(text).toContain('sudah FINAL. Minta BKPSDA membukanya lagi');
  expect(permitFacts(permit('DIAJUKAN'), {})).not.toContain('FINAL');
  expect(text).toContain(decisionFault(refusal(null)));
  expect(decisionFault(refusal('/approve'))).toContain('Sudah diputus lebih dulu');
});

test('what could not be looked up is said, and what was left out too', () => {
  const fault = { kind: 'OFFLINE' as const, cause: null };

  expect(permitFacts(permit('DIAJUKAN'), { fault })).toContain('Belum diketahui siapa yang sudah');
  expect(permitFacts(permit('DIAJUKAN'), { left: 2 })).toContain('3 kegiatan terakhir saja');
});

test('what was decided names who decided, and offers nothing more', () => {
  const html = permitDetail(permit('DISETUJUI'));

  expect(words(html)).toContain('Disetujui oleh Rizal, 23 Nov 2026, 08.00');
  expect(words(permitDetail(permit('DITOLAK')))).toContain('Ditolak oleh Rizal');
  expect(html).not.toContain('Tolak');
});

const reviewDetail = (
  me: Me,
  item = reviewItem('A'),
  mayDecide = true,
  photo: PhotoView | null = { pegawai_id: item.pegawai_id, url: '/foto.jpg', deleted: false },
): string =>
  drawn(
    me,
    <ReviewDetail
      item={item}
      place="1 dari 4"
      closes={ACTIVITY.window.closes}
      mayDecide={mayDecide}
      photo={photo}
      isLarge={false}
      onOpen={() => undefined}
      onEnlarge={() => undefined}
      onDecide={() => undefined}
    />,
  );

test('a photo is decided with its sign in words and the limit of a retake', () => {
  const text = words(reviewDetail(ADMIN));

  expect(text).toContain('Foto dari berkas');
  expect(text).toContain('Minta foto ulang s.d. 24 Nov, 07.30');
});

test('nothing is decided before its photo was opened here', () => {
  const text = words(reviewDetail(ADMIN, reviewItem('A'), true, null));

  expect(text).toContain('Lihat fotonya dulu, baru diputus.');
  expect(text).not.toContain('Setujui');
});

test('nobody reviews the own photo, and who only reads has no buttons', () => {
  const own = reviewItem('Saya', { pegawai_id: ME.pegawai_id });

  expect(words(reviewDetail(ADMIN, own))).toContain('Ini menyangkut Anda sendiri.');
  expect(words(reviewDetail(ADMIN, own))).not.toContain('Setujui');
  expect(words(reviewDetail(withRole('auditor'), reviewItem('A'), false))).toContain('Baca saja');
});

const figures = {
  expected: 96,
  unexplained: 3,
  excused: 5,
  pending: 0,
  absent: 8,
  present: 88,
  percent: '91,67%',
  late: 2,
  codes: {},
};
const table = (part: Partial<RecapTable> = {}): RecapTable => ({
  activity: { id: ACTIVITY.id, title: 'Apel pagi', kind: 'APEL_PAGI', date: '2026-11-23' },
  status: 'FINAL',
  trial: false,
  version: 1,
  as_of: wibTime('21.01', '2026-11-26'),
  locks_on: null,
  has_pending: false,
  fingerprint: 'f'.repeat(64),
  rows: [{ ...figures, no: 1, unit_no: 1, name: 'Sekretariat', trial: false }],
  total: figures,
  notes: ['Kolom 6 = kolom 4 + kolom 5.'],
  text: '*REKAP APEL PAGI*',
  difference: null,
  reopened: null,
  seen_share: { seen: 5, of: 88, percent: '5,68%' },
  ...part,
});

test('a FINAL table has eight columns, a provisional one also BELUM ADA KETERANGAN', () => {
  const heads = (of: RecapTable): number =>
    (drawn(ADMIN, <RecapGrid table={of} />).match(/<th/g) ?? []).length - 1; // <thead>

  expect(heads(table())).toBe(8);
  expect(heads(table({ has_pending: true, status: 'SEMENTARA' }))).toBe(9);
});

test('the notes of a table find the columns that they name by number', () => {
  const shown = drawn(ADMIN, <RecapGrid table={table()} />);

  expect(shown).toContain('<li>Kolom 6 = kolom 4 + kolom 5.</li>');
  expect([...shown.matchAll(/<td class="n">(\d)<\/td>/g)].slice(0, 8).map((m) => m[1])).toEqual(
    Array.from('12345678'),
  );
});

const side = (
  of: RecapTable,
  mayReopen = false,
  published: Edition[] = [],
  awaited: string[] = [],
): string =>
  drawn(
    ADMIN,
    <RecapSide
      recap={{
        week: '2026-W48',
        opd: OPD,
        published,
        tables: [of],
        files: ['PDF', 'XLSX', 'CSV'],
        awaited,
        may_reopen: mayReopen,
        previous: null,
        next: null,
      }}
      table={of}
      files={{ busy: null, open: async () => undefined }}
      onReopened={() => undefined}
    />,
  );

test('the status tells when it locks, then which version it is', () => {
  const provisional = table({ status: 'SEMENTARA', version: null, locks_on: '2026-11-26' });

  expect(words(side(provisional))).toContain('terkunci otomatis 26 Nov');
  expect(words(side(table()))).toContain('FINAL v1');
});

test('the regency says for whose tables its week waits', () => {
  const text = words(side(table(), false, [], ['Dinas Kesehatan', 'RSUD']));

  expect(text).toContain('Menunggu OPD: Dinas Kesehatan, RSUD.');
  expect(words(side(table()))).not.toContain('Menunggu');
});

test('only a FINAL table can be reopened, by who may', () => {
  const provisional = table({ status: 'SEMENTARA', version: null });

  expect(words(side(table(), true))).toContain('Buka lagi');
  expect(words(side(table(), false))).not.toContain('Buka lagi');
  expect(words(side(provisional, true))).not.toContain('Buka lagi');
});

test('a second version shows what changed and why it was opened', () => {
  const reopened = { reason: 'Surat terlambat.', by: 'Endah', at: wibTime('09.00', '2026-11-27') };
  const difference = [{ name: 'Sri Hartatik', before: 'TK', after: 'DL' } as const];

  const text = words(side(table({ version: 2, reopened, difference })));

  expect(text).toContain('Sri Hartatik TK → Menjadi DL');
  expect(text).toContain('Endah, 27 Nov 2026, 09.00: Surat terlambat.');
});

test('each edition says what is printed on it and has its files, the newest first', () => {
  const at = wibTime('16.00', '2026-11-27');

  const text = words(
    side(table(), false, [
      { version: 1, status: 'SEMENTARA', state: 'SEMENTARA', at },
      { version: 2, status: 'FINAL', state: 'FINAL v1', at },
    ]),
  );

  expect(text).toMatch(/FINAL v1 27 Nov 2026, 16.00 PDF XLSX CSV SEMENTARA 27 Nov/);
  expect(text).not.toContain('Terbitan 2');
});

test('two editions of one minute that say the same are told apart by their seconds', () => {
  const at = (second: string): string =>
    wibTime('09.00', '2026-11-27').replace(':00Z', `:${second}Z`);
  const provisional = { status: 'SEMENTARA', state: 'SEMENTARA' } as const;

  const html = side(table(), false, [
    { version: 1, ...provisional, at: at('12') },
    { version: 2, ...provisional, at: at('48') },
    { version: 3, status: 'FINAL', state: 'FINAL v1', at: at('48') },
  ]);

  expect(words(html)).toMatch(/FINAL v1 27 Nov 2026, 09.00 PDF.*09.00.48 PDF.*09.00.12 PDF/);
  expect(html).toContain('PDF SEMENTARA, 27 Nov 2026, 09.00.12');
});

test('the text to copy is that of the chosen table', () => {
  const ceremony = table({ text: '*REKAP UPACARA*' });

  expect(words(side(ceremony))).toContain('*REKAP UPACARA*');
});

test('an entry counts its people once there is one', () => {
  const nothing = (): void => undefined;

  const text = words(drawn(ADMIN, <PermitEntry opd={OPD} onDone={nothing} onClose={nothing} />));

  expect(text).not.toContain('0 orang');
  expect(text).toMatch(/Catat$/);
});

test('a print names the days of its week', () => {
  expect(words(drawn(ADMIN, <RecapPrint week="2026-W48" />))).toContain('23–29 Nov');
});

const slips = (sheet: Partial<Sheet>) => (
  <CodeSlips
    sheet={{ codes: [], unit: null, next: null, left: 0, ...sheet }}
    codes={{ busy: false, error: null, issueUnit: async () => null }}
    onDone={() => undefined}
  />
);

test('a slip holds the code in groups, its page and its end', () => {
  const slip = {
    pegawai_id: id('A'),
    name: 'Sri Hartatik',
    unit: 'Sekretariat',
    login: '197001012005212900',
    code: 'ABCDEFGHJKLM',
    expires: wibTime('23.59', '2026-12-23'),
    recovery: false,
  };

  const text = words(drawn(ADMIN, slips({ codes: [slip] })));

  expect(text).toContain('ABCD-EFGH-JKLM');
  expect(text).toContain('apel.example/aktivasi');
  expect(text).toContain('Berlaku sampai 23 Des 2026, sekali pakai');
});

test('the slips of a unit say how many are still to come', () => {
  const unit = { no: 1, name: 'Sekretariat' };

  expect(words(drawn(ADMIN, slips({ unit, next: id('A'), left: 12 })))).toContain(
    'Lembar kode Sekretariat 0 lembar Berikutnya, 12 lagi Cetak Selesai',
  );
  expect(words(drawn(ADMIN, slips({ unit })))).not.toContain('Berikutnya');
});

test('a second phone that waits is decided here, but never the own one', () => {
  const who = {
    pegawai_id: id('A'),
    name: 'Sri Hartatik',
    unit: { no: 1, name: 'Sekretariat' },
    nip: '198313322009132006',
    employment: 'PNS',
    position: 'Analis Keuangan',
    account: 'ACTIVE' as const,
    roles: [],
    pending_devices: [{ id: id('HP2'), label: 'Oppo A17', since: wibTime('06.00') }],
  };
  const detail = (pegawai_id: string): string =>
    words(
      drawn(
        ADMIN,
        <PersonDetail
          person={{ ...who, pegawai_id }}
          mayChange={true}
          busy={false}
          onIssue={() => undefined}
          onChanged={() => undefined}
        />,
      ),
    );

  expect(detail(id('A'))).toContain('Oppo A17, sejak 23 Nov 2026, 06.00 Setujui HP Tolak');
  expect(detail(id('A'))).toContain('NIP 19831332 200913 2 006');
  expect(detail(ME.pegawai_id)).not.toContain('Setujui HP');
  expect(detail(ME.pegawai_id)).not.toContain('Pulihkan akun');
});

test('who has no 6-digit code yet is led to where it is set up', () => {
  const none = drawn(ADMIN, <SecondFactorSheet me={ADMIN} />);
  const set = drawn(ADMIN, <SecondFactorSheet me={{ ...ADMIN, second_factor: 'TOTP' }} />);

  expect(none).toContain('href="/profil"');
  expect(set).toContain('autocomplete="one-time-code"');
});
