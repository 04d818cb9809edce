import { addDays } from '../../src/core/time.ts';
import type {
  AttendanceRecord,
  Me,
  Month,
  MonthActivity,
  Receipt,
  Today,
  TodayActivity,
  Upload,
} from '../../src/core/wire.ts';

/** One made-up person and one made-up apel; the moment is Monday 23 November 2026 in WIB. */
export const wibTime = (clock: string, date = '2026-11-23'): string =>
  new Date(`${date}T${clock.replace('.', ':')}:00+07:00`).toISOString().replace('.000Z', 'Z');

export const id = (name: string): string =>
  `01KB${name.toUpperCase().replace(/[^0-9A-HJKMNP-TV-Z]/g, '')}`.padEnd(26, '0').slice(0, 26);

export const ME: Me = {
  pegawai_id: id('HS'),
  name: 'Hosniyah, S.Pd.',
  call_name: 'Hosniyah',
  salutation: 'Ibu',
  nip: '197001121994132901',
  employment: 'PNS',
  position: 'Guru Ahli Madya',
  rank: 'Pembina, IV/a',
  username: 'hosniyah.dispendik',
  mail: null,
  unit: { no: 12, name: 'SDN Pejagan 9' },
  opd: { id: id('DSPD'), name: 'Dinas Pendidikan' },
  roles: [],
  elevated: false,
  second_factor: 'NONE',
  second_factor_required: true,
  elevation_ends: null,
  device: { state: 'BOUND', id: id('HP1') },
  session_ends: '2027-11-01T00:00:00Z',
  admins: ['Nanik Suryani'],
  unread: 0,
  stage: 'produksi',
  notice_version_seen: 1,
};

export const APEL: TodayActivity = {
  id: id('APEL'),
  kind: 'APEL_PAGI',
  title: 'Apel pagi',
  date: '2026-11-23',
  window: {
    opens: wibTime('06.45'),
    starts: wibTime('07.00'),
    late_after: wibTime('07.15'),
    closes: wibTime('07.30'),
  },
  venue: { name: 'Halaman Pemkab', lat: -7.0455, lon: 112.7351, radius_m: 150 },
  challenge: 'Sertakan spanduk atau podium',
  required: true,
  cancelled: false,
  leader: false,
  ticket: 'v1.1.tiket.mac',
  state: 'BELUM',
  code: null,
  record: null,
  permit: null,
  reason_until: '2026-11-26',
  reminded_at: null,
};

export const RAPAT: TodayActivity = {
  ...APEL,
  id: id('RAPAT'),
  kind: 'RAPAT',
  title: 'Rapat koordinasi lintas OPD',
  date: '2026-11-25',
  window: {
    opens: wibTime('08.45', '2026-11-25'),
    starts: wibTime('09.00', '2026-11-25'),
    late_after: wibTime('09.15', '2026-11-25'),
    closes: wibTime('11.00', '2026-11-25'),
  },
  venue: { name: 'Pendopo Agung' },
  challenge: null,
};

export const RECORD: AttendanceRecord = {
  ref: 'REF1',
  no: 'AP-2311-7K4Q-M2X',
  check_in_id: id('CK1'),
  recorded_at: wibTime('07.04'),
  lo: wibTime('06.50'),
  state: 'TERVERIFIKASI',
  code: 'H',
  minutes_late: 0,
  marks: ['langsung'],
  photo_sha256: 'a'.repeat(64),
  photo_state: 'STORED',
  retake: null,
  rejected: null,
};

export const RECEIPT: Receipt = {
  ref: RECORD.ref,
  no: RECORD.no,
  token: `v1.1.${'eyJub21vciI6IkFQLTIzMTEtN0s0US1NMlgifQ'.repeat(4)}.c2lkaWs`,
  check_in_id: RECORD.check_in_id,
  activity_id: APEL.id,
  recorded_at: RECORD.recorded_at,
  code: 'H',
  state: 'TERCATAT',
  minutes_late: 0,
  marks: ['langsung'],
};

export const UPLOAD: Upload = {
  url: '/bucket',
  fields: { key: 'in/x/20261123/a/p/sha.jpg', policy: 'p', 'x-amz-signature': 's' },
  expires_at: wibTime('07.14'),
};

export const today = (activities: readonly TodayActivity[], at: string): Today => ({
  server_time: at,
  activities: [...activities],
  permits: [],
});

const DAYS = [
  ['02', 'H'],
  ['04', 'H'],
  ['06', 'H'],
  ['09', 'H'],
  ['11', 'S'],
  ['13', 'H'],
  ['16', 'H'],
  ['18', 'DL'],
  ['19', 'H'],
  ['20', 'T'],
  ['23', null],
] as const;

export const MONTH: Month = {
  month: '202611',
  days: DAYS.map(([day, code]) => {
    const date = `2026-11-${day}`;
    const recorded = code === 'H' || code === 'T';
    const activity: MonthActivity = {
      id: day === '23' ? APEL.id : id(`AP${day}`),
      title: 'Apel pagi',
      kind: 'APEL_PAGI',
      date,
      venue: APEL.venue,
      cancelled: false,
      window: {
        opens: wibTime('06.45', date),
        starts: wibTime('07.00', date),
        late_after: wibTime('07.15', date),
        closes: wibTime('07.30', date),
      },
      code,
      state: recorded ? 'DITERIMA' : 'BELUM',
      record: recorded
        ? {
            ...RECORD,
            check_in_id: id(`CK${day}`),
            recorded_at: wibTime(code === 'T' ? '07.19' : '07.04', date),
            code,
            minutes_late: code === 'T' ? 4 : 0,
          }
        : null,
      permit: null,
      decision: null,
      final: day < '20',
      reason_until: addDays(date, 3),
      undecided: false,
    };
    return { date, activities: [activity] };
  }),
  counts: { H: 7, T: 1, DL: 1, S: 1 },
};
