import type {
  Activity,
  Board,
  BoardPerson,
  DeskPermit,
  Me,
  ReviewItem,
} from '../../src/core/wire.ts';
import { APEL, id, ME, wibTime } from '../fake/world.ts';

/** An OPD's desk on Monday 23 November 2026; see fake/world.ts. */
export const OPD = { id: id('DSK'), name: 'Dinas Komunikasi dan Informatika' };

export const ACTIVITY: Activity = {
  id: APEL.id,
  kind: 'APEL_PAGI',
  title: 'Apel pagi',
  date: '2026-11-23',
  window: APEL.window,
  venue: { name: 'Halaman Pemkab' },
  cancelled: false,
  cancelled_because: null,
  final: false,
  regency: true,
  units: [],
  source: 'PLAN',
  series: false,
  guests: 0,
  invited: false,
  answered: false,
};

export const person = (name: string, part: Partial<BoardPerson> = {}): BoardPerson => ({
  pegawai_id: id(name),
  name,
  unit_no: 1,
  state: 'BELUM',
  code: null,
  waiting: false,
  at: null,
  unproven: false,
  retake: false,
  permit: null,
  reminded_at: null,
  ...part,
});

export const present = (name: string, at: string, part: Partial<BoardPerson> = {}): BoardPerson =>
  person(name, { state: 'TERVERIFIKASI', code: 'H', at: wibTime(at), ...part });

export const board = (people: BoardPerson[], part: Partial<Board> = {}): Board => ({
  activity: ACTIVITY,
  opd: OPD,
  server_time: wibTime('07.18'),
  phase: 'OPEN',
  cursor: '00000001',
  full: true,
  units: [
    { no: 0, name: OPD.name },
    { no: 1, name: 'Sekretariat' },
    { no: 2, name: 'Aplikasi Informatika' },
  ],
  people,
  ...part,
});

export const admin = (duties: string[], part: Partial<Me> = {}): Me => ({
  ...ME,
  opd: OPD,
  roles: [{ role: 'admin_opd', opd: OPD, unit: null, title: '', duties, until: null }],
  ...part,
});

export const withRole = (role: 'kepala_opd' | 'bkpsda' | 'auditor'): Me => ({
  ...ME,
  roles: [
    {
      role,
      opd: role === 'kepala_opd' ? OPD : null,
      unit: null,
      title: '',
      duties: [],
      until: null,
    },
  ],
});

/** A letter of duty for 24 to 26 November that waits, or that Rizal has approved. */
export const permit = (
  state: 'DIAJUKAN' | 'DISETUJUI' | 'DITOLAK',
  { names = ['A', 'B'], ...part }: Partial<DeskPermit> & { names?: readonly string[] } = {},
): DeskPermit => ({
  id: id('SRT'),
  kind: 'DL',
  from: '2026-11-24',
  to: '2026-11-26',
  activity_id: null,
  reason: null,
  letter: { number: '800/412', purpose: 'Bimtek SPBE', photos: 1 },
  created_at: wibTime('07.06'),
  created_by: id('A'),
  opd: OPD,
  state,
  people: names.map((name) => ({
    pegawai_id: id(name),
    name,
    unit: { no: 1, name: 'Sekretariat' },
    opd: OPD,
    state,
    reason: null,
    decided_by: state === 'DIAJUKAN' ? null : 'Rizal',
    decided_at: state === 'DIAJUKAN' ? null : wibTime('08.00'),
  })),
  ...part,
});

export const reviewItem = (name: string, part: Partial<ReviewItem> = {}): ReviewItem => ({
  pegawai_id: id(name),
  name,
  unit_no: 1,
  recorded_at: wibTime('07.09'),
  state: 'TELAAH',
  code: 'H',
  marks: [],
  reasons: [{ code: 'berkas', hard: true }],
  t: '0000000a',
  retake: null,
  decided_by: null,
  ...part,
});

/** A clock and timers that move only when a test says so. */
export function timeline(start = 0) {
  let now = start;
  let queue: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, work: () => void): () => void {
      const one = { at: now + ms, work };
      queue.push(one);
      return () => {
        queue = queue.filter((other) => other !== one);
      };
    },
    /** Moves on, and lets what answered in between be handled. */
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = queue.sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > end) break;
        queue = queue.filter((one) => one !== next);
        now = next.at;
        next.work();
      }
      now = end;
      await settled();
    },
  };
}

export const settled = async (): Promise<void> => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};
