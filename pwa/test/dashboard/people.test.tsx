import { describe, expect, test } from 'vitest';
import { deskRouteOf, inARowPath, personPath, unitPath } from '../../src/core/desk-routes.ts';
import { figuresOf, monthsOf } from '../../src/core/person.ts';
import { drawnOf, pagesOf, rowAfter, spanOf } from '../../src/core/windowed.ts';
import type { Code, DeskPerson, PersonPage, TimelineActivity } from '../../src/core/wire.ts';
import { PeopleTable } from '../../src/dashboard/screens/people-table.tsx';
import { Events } from '../../src/dashboard/screens/person-events.tsx';
import {
  PersonDevices,
  PersonPermits,
  PersonStays,
} from '../../src/dashboard/screens/person-facts.tsx';
import { Months } from '../../src/dashboard/screens/person-months.tsx';
import { id, wibTime } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { admin } from './world.ts';

const REGENCY = 12_046;
const ADMIN = admin(['akun']);

describe('a list of 12,046', () => {
  test.each([
    ['at its top', 0],
    ['in its middle', 400_000],
    ['at its end', REGENCY * 68],
  ])('draws what is in view %s and a few rows around it', (_, scrolled) => {
    const rows = drawnOf(spanOf(scrolled, 640, 68, REGENCY), null, REGENCY);

    expect(rows.filter((one) => 'row' in one).length).toBeLessThanOrEqual(28);
    expect(rows.reduce((sum, one) => sum + ('row' in one ? 1 : one.gap), 0)).toBe(REGENCY);
  });

  test('keeps the row that has the focus, wherever one scrolls', () => {
    const rows = drawnOf({ first: 100, end: 102 }, 3, REGENCY);

    expect(rows).toEqual([
      { gap: 3 },
      { row: 3 },
      { gap: 96 },
      { row: 100 },
      { row: 101 },
      { gap: REGENCY - 102 },
    ]);
  });

  test('is read by the pages that are in view', () => {
    expect(pagesOf({ first: 0, end: 18 }, 50)).toEqual([0]);
    expect(pagesOf({ first: 90, end: 110 }, 50)).toEqual([50, 100]);
    expect(pagesOf({ first: 0, end: 0 }, 50)).toEqual([]);
  });

  test.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 14],
    ['PageUp', 0],
    ['Home', 0],
    ['End', REGENCY - 1],
    ['Tab', null],
  ])('moves the focus by %s', (key, to) => {
    expect(rowAfter(key, 5, 9, REGENCY)).toBe(to);
  });

  test('says how many rows there are and which one each is', () => {
    const html = drawn(
      ADMIN,
      <PeopleTable
        list={{
          total: REGENCY,
          at: (row) => (row < 5 ? somebody(row) : null),
          need: () => undefined,
        }}
        of=""
        chosen={id('2')}
        onChoose={() => undefined}
        picked={new Set()}
        onPick={() => undefined}
      />,
    );

    expect(html).toContain(`aria-rowcount="${REGENCY + 1}"`);
    expect(html.match(/data-row=/g)?.length).toBeLessThanOrEqual(28);
    expect(html).toContain('aria-rowindex="2"');
    expect(words(html)).toContain('Pegawai 2 PNS · Sekretariat');
    expect(words(html)).toContain('Memuat…'); // a row whose page is on its way
    expect(html.match(/aria-current="true"/g)).toHaveLength(1);
  });
});

const somebody = (n: number): DeskPerson => ({
  pegawai_id: id(String(n)),
  name: `Pegawai ${n}`,
  nip: '198001012005011900',
  unit: { no: 1, name: 'Sekretariat' },
  employment: 'PNS',
  position: '',
  account: 'ACTIVE',
  roles: [],
  pending_devices: [],
});

const activity = (n: number, code: Code | null, day = '23'): TimelineActivity => ({
  id: id(String(n)),
  title: 'Apel pagi',
  window: {
    opens: `2026-11-${day}T23:45:00Z`,
    starts: `2026-11-${day}T23:59:00Z`,
    late_after: `2026-11-${day}T23:59:00Z`,
    closes: `2026-11-${day}T23:59:00Z`,
  },
  code,
  waiting: false,
  final: false,
});

describe('the page of one person', () => {
  test('counts only what has a code, and no day off', () => {
    const found = [
      activity(1, 'H'),
      activity(2, 'T'),
      activity(3, 'TK'),
      activity(4, null),
      activity(5, 'L'),
    ];

    expect(figuresOf(found)).toEqual({ percent: '66,67%', coded: 3, late: 1, unexplained: 1 });
    expect(figuresOf([])).toEqual({ percent: '–', coded: 0, late: 0, unexplained: 0 });
  });

  test('shows months, the newest first, by the day of the region', () => {
    const now = Date.parse('2026-12-01T02:00:00Z');
    const months = monthsOf([activity(1, 'H', '23'), activity(2, null, '30')], now);

    expect(months.map(({ month }) => month)).toEqual(['2026-12', '2026-11']);
    expect(monthsOf([activity(1, 'H', '23')], Date.parse('2026-11-01T00:00:00Z'))).toEqual([]);
  });

  test('reads each code with its day and activity', () => {
    const html = drawn(ADMIN, <Months activities={[activity(1, 'T', '21')]} />);

    expect(words(html)).toContain('22 Nov, Apel pagi: Terlambat');
  });

  test('tells who did what, and names what it does not know', () => {
    const events = [
      { id: id('A'), at: wibTime('07.00'), action: 'code:issue', by: 'Ach. Rizal Firdaus' },
      { id: id('B'), at: wibTime('06.00'), action: 'x:y', by: null },
    ];

    expect(words(drawn(ADMIN, <Events events={events} />))).toBe(
      'Kode diterbitkan 23 Nov 2026, 07.00 · Ach. Rizal Firdaus Perubahan lain (x:y) 23 Nov 2026, 06.00 · sistem',
    );
  });

  test('takes a phone away only where that is allowed', () => {
    const devices: PersonPage['devices'] = [
      { id: id('HP'), label: 'Oppo A17', state: 'BOUND', since: wibTime('06.00') },
    ];
    const of = (mayChange: boolean): string =>
      words(
        drawn(
          ADMIN,
          <PersonDevices
            person={id('A')}
            devices={devices}
            mayChange={mayChange}
            onChanged={() => undefined}
          />,
        ),
      );

    expect(of(true)).toBe('HP terikat Oppo A17 sejak 23 Nov 2026, 06.00 Cabut');
    expect(of(false)).not.toContain('Cabut');
  });

  test('lists permits and places, the newest first', () => {
    const permits: PersonPage['permits'] = [
      { id: id('1'), kind: 'C', from: '2026-11-02', to: '2026-11-03', state: 'DISETUJUI' },
      { id: id('2'), kind: 'S', from: '2026-11-09', to: '2026-11-09', state: 'DIAJUKAN' },
    ];
    const opd = { id: id('O'), name: 'Dinkes' };
    const stays = [
      { since: '2026-11-01', opd, unit: { no: 1, name: 'Puskesmas Socah' } },
      { since: '2026-01-01', opd, unit: { no: 0, name: 'Dinkes' } },
    ];

    expect(words(drawn(ADMIN, <PersonPermits permits={permits} />))).toBe(
      'Izin & tugas S 9 Nov 2026 · 1 hari Menunggu persetujuan C 2–3 Nov 2026 · 2 hari Disetujui',
    );
    expect(words(drawn(ADMIN, <PersonStays stays={stays} />))).toBe(
      'Riwayat penempatan Dinkes · Puskesmas Socah Sejak 1 Nov 2026 Dinkes Sejak 1 Jan 2026',
    );
    expect(words(drawn(ADMIN, <PersonStays stays={[]} />))).toContain('Hanya tempat sekarang');
  });

  test('has an address of its own', () => {
    const path = personPath('01KB0000000000000000000000');

    expect(deskRouteOf(path)).toEqual({ name: 'PERSON', id: '01KB0000000000000000000000' });
    expect(deskRouteOf(`${path}/x`)).toEqual({ name: 'MISSING' });
    expect(deskRouteOf('/orang')).toEqual({ name: 'PEOPLE', unit: null, inARow: false });
    expect(deskRouteOf(unitPath(12))).toEqual({ name: 'PEOPLE', unit: 12, inARow: false });
    expect(deskRouteOf(inARowPath)).toEqual({ name: 'PEOPLE', unit: null, inARow: true });
    expect(deskRouteOf('/orang/unit/x')).toEqual({ name: 'MISSING' });
  });
});
