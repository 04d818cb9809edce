import { describe, expect, test } from 'vitest';
import { activityOf, draftFault, draftOf, emptyDraft } from '../../src/core/activity-form.ts';
import { nearness } from '../../src/core/place.ts';
import { circleFault, circleOf, typedOf } from '../../src/core/typed-place.ts';
import { awayFrom, roundLength, sketchOf, typedPlace } from '../../src/core/venue-sketch.ts';
import type { OwnActivity } from '../../src/core/wire.ts';
import { ActivityForm } from '../../src/dashboard/screens/activity-form.tsx';
import { UnitOffices } from '../../src/dashboard/screens/offices-sheet.tsx';
import { lengthText, VenueSketch } from '../../src/dashboard/screens/venue-sketch.tsx';
import { findPlace } from '../../src/platform/location.ts';
import { id, wibTime } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { admin, OPD } from './world.ts';

const ADMIN = admin(['kegiatan']);
const NOW = Date.parse(wibTime('07.00'));
const TYPED = { lat: '-7,0455', lon: '112.7351', radius: '150' };
const DRAFT = { ...emptyDraft('2026-11-24'), title: 'Apel', place: 'Halaman Pemkab', ...TYPED };
const OWN = { ...DRAFT, venue: 'OWN_OFFICE' } as const;
const CIRCLE = { lat: -7.0455, lon: 112.7351, radius: 150 };
const HERE = { lat: CIRCLE.lat, lon: CIRCLE.lon, accuracy_m: 15 };
/** A degree of latitude is 111,195 m. */
const metresNorth = (metres: number) => ({ ...HERE, lat: CIRCLE.lat + metres / 111_195 });

describe('the own office of each unit', () => {
  test('is sent as such, without the coordinates of one place', () => {
    expect(activityOf(id('BARU'), OWN).venue).toEqual({
      name: 'Kantor masing-masing',
      own_office: true,
    });
  });

  test('needs no place and no coordinates that can be read', () => {
    expect(draftFault({ ...OWN, place: '', lat: 'sana' }, NOW)).toBeNull();
    expect(draftFault({ ...DRAFT, place: '' }, NOW)).toEqual({ field: 'place', why: 'REQUIRED' });
  });

  test('is as near to the phone as one place, once it is known where it is', () => {
    const own = { name: 'Kantor masing-masing', own_office: true };
    const here = { ...HERE, age_s: 1 };

    expect(nearness(here, own).kind).toBe('KNOWN');
    expect(nearness(here, { ...own, lat: HERE.lat, lon: HERE.lon, radius_m: 150 }).kind).toBe(
      'HERE',
    );
    expect(nearness(here, { ...own, lat: -6.9, lon: 112.8, radius_m: 150 }).kind).toBe('FAR');
  });

  test('keeps the one place for the way back', () => {
    expect(activityOf(id('BARU'), { ...OWN, venue: 'PLACE' }).venue.name).toBe('Halaman Pemkab');
  });

  test('of a stored activity is edited as such, and asks for no coordinates', () => {
    const stored: OwnActivity = {
      ...activityOf(id('BARU'), OWN),
      ...{ cancelled: false, version: 0, challenge: '', leader: null, units: [], opds: [] },
      series: false,
    };
    const form = <ActivityForm opd={OPD} stored={stored} onDone={() => 0} onClose={() => 0} />;

    expect(draftOf(stored)).toMatchObject({ venue: 'OWN_OFFICE', place: '' });
    expect(words(drawn(ADMIN, form))).toContain('Setiap unit di kantornya sendiri.');
    expect(words(drawn(ADMIN, form))).toContain('Kantor unit');
    expect(drawn(ADMIN, form)).not.toContain('name="lat"');
  });
});

describe('offices of units', () => {
  const office = { lat: -7.0455, lon: 112.7351, radius_m: 150 };
  const offices = {
    version: 3,
    units: [
      { no: 0, name: 'Dinas Kominfo', office },
      { no: 1, name: 'Sekretariat', office: null },
    ],
  };
  const heard = { onWritten: () => undefined, onStale: () => undefined };
  const sheet = <UnitOffices opd={OPD} offices={offices} reading={false} {...heard} />;

  test('are counted, and one that nobody placed comes first', () => {
    expect(words(drawn(ADMIN, sheet))).toContain('1 dari 2 unit punya koordinat.');
    expect(drawn(ADMIN, sheet)).toMatch(/<option[^>]* selected[^>]*>Belum ada · Sekretariat</);
    expect(drawn(ADMIN, sheet)).toContain('name="lat"');
    expect(words(drawn(ADMIN, sheet))).not.toContain('Hapus koordinat');
  });

  test('need all three numbers, as they are typed and sent', () => {
    expect(circleFault(typedOf({}))).toEqual({ field: 'lat', why: 'NUMBER' });
    expect(typedOf(office)).toEqual({ ...TYPED, lon: '112,7351' });
    expect(circleOf(typedOf(office))).toEqual(CIRCLE);
  });

  test('are only shown to who makes no activities there', () => {
    const all = { ...offices, units: offices.units.slice(0, 1) };
    const read = drawn(
      admin(['izin']),
      <UnitOffices opd={OPD} offices={all} reading={false} {...heard} />,
    );

    expect(words(read)).toContain('-7,0455; 112,7351, jari-jari 150 m');
    expect(read).not.toContain('name="lat"');
    expect(words(read)).not.toContain('Simpan koordinat');
  });

  test('are each OPD’s to enter where the regency organises', () => {
    const venue = { name: 'Kantor masing-masing', own_office: true };
    const stored: OwnActivity = {
      ...activityOf(id('BARU'), OWN),
      ...{ cancelled: false, version: 0, challenge: '', leader: null, units: [], opds: [] },
      ...{ series: false, venue },
    };
    const form = <ActivityForm opd={null} stored={stored} onDone={() => 0} onClose={() => 0} />;

    expect(words(drawn(ADMIN, form))).toContain('Koordinat kantor diisi tiap OPD.');
  });
});

describe('the circle around a place', () => {
  test('is drawn once its three numbers can be read and are on the ground', () => {
    expect(circleOf(DRAFT)).toEqual(CIRCLE);
    for (const part of [{ lat: '' }, { lon: 'x' }, { lat: '-91' }, { radius: '9' }])
      expect(circleOf({ ...DRAFT, ...part })).toBeNull();
    expect(draftFault({ ...DRAFT, radius: '9' }, NOW)).toEqual({ field: 'radius', why: 'RANGE' });
  });

  test('is to scale with its bar, wherever one stands', () => {
    for (const metres of [0, 100, 700]) {
      const { radius, bar } = sketchOf(CIRCLE, metresNorth(metres));
      expect(bar.length / bar.metres).toBeCloseTo(radius / 150, 9);
      expect(radius).toBeLessThan(0.5);
    }
  });

  test('shows where one stands at the right distance and side', () => {
    const north = sketchOf(CIRCLE, metresNorth(100));
    const east = sketchOf(CIRCLE, { ...HERE, lon: CIRCLE.lon + 0.001 });

    expect(north.own?.x).toBeCloseTo(0.5, 6);
    expect((0.5 - (north.own?.y ?? 0)) / north.radius).toBeCloseTo(100 / 150, 3);
    expect(((east.own?.x ?? 0) - 0.5) / east.radius).toBeCloseTo(110.4 / 150, 2);
  });

  test('stays readable where one is far: told, not drawn', () => {
    expect(sketchOf(CIRCLE, metresNorth(5_000)).own).toBeNull();
    expect(awayFrom(CIRCLE, metresNorth(5_000))).toEqual({ metres: 5_000, inside: false });
    expect(lengthText(5_000)).toBe('5 km');
  });

  test('forgives the accuracy at its edge, as the phone does', () => {
    expect(awayFrom(CIRCLE, metresNorth(160))).toEqual({ metres: 160, inside: true });
    expect(awayFrom(CIRCLE, metresNorth(170)).inside).toBe(false);
  });

  test('has a bar of a round length', () => {
    expect([150, 499, 75, 9].map(roundLength)).toEqual([100, 200, 50, 5]);
  });

  test('says its radius to who cannot see it', () => {
    expect(drawn(ADMIN, <VenueSketch circle={CIRCLE} fix={null} />)).toContain(
      'aria-label="Lingkaran berjari-jari 150 m di sekitar titik ini, utara di atas."',
    );
  });
});

describe('the place where one stands', () => {
  const asked = (answer: (found: PositionCallback, none: PositionErrorCallback) => void) => {
    let times = 0;
    const getCurrentPosition = (found: PositionCallback, none?: PositionErrorCallback | null) => {
      times += 1;
      answer(found, none ?? (() => undefined));
    };
    return { found: findPlace({ getCurrentPosition } as Geolocation), times: () => times };
  };
  const refused = (code: number) => asked((_, none) => none({ code } as GeolocationPositionError));

  test('is asked for once, and typed to the metre', async () => {
    const coords = { latitude: -7.045512345, longitude: 112.73514, accuracy: 14.6 };
    const { found, times } = asked((tell) => tell({ coords } as GeolocationPosition));

    expect(await found).toMatchObject({ ok: true, place: { accuracy_m: 15 } });
    expect(times()).toBe(1);
    expect(typedPlace({ ...HERE, lat: coords.latitude })).toMatchObject({ lat: '-7,04551' });
  });

  test('is refused, not found, or asked of a page that may not', async () => {
    expect(await refused(1).found).toMatchObject({ ok: false, fault: 'DENIED' });
    expect(await refused(3).found).toMatchObject({ ok: false, fault: 'NONE' });
    expect(await findPlace(undefined)).toMatchObject({ ok: false, fault: 'NONE' });
  });
});
