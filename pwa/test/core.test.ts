import { describe, expect, test } from 'vitest';
import { shiftMonth, weeksOf } from '../src/core/calendar.ts';
import { EMPLOYEE } from '../src/core/i18n/employee.ts';
import { ENGLISH } from '../src/core/i18n/english.ts';
import { faultText } from '../src/core/i18n/faults.ts';
import { LATER } from '../src/core/i18n/later.ts';
import { RARELY } from '../src/core/i18n/rarely.ts';
import { SHARED } from '../src/core/i18n/shared.ts';
import { chooseLanguage, sentence, translator } from '../src/core/i18n/translate.ts';
import { initials } from '../src/core/names.ts';
import { passphrase, strengthOf, WORDS } from '../src/core/passphrase.ts';
import { coveredBy, rangeFault } from '../src/core/permits.ts';
import { adviceOn, fitting, stillSize } from '../src/core/photo.ts';
import { nearness } from '../src/core/place.ts';
import { PROBLEM_CODES, problemOf } from '../src/core/problems.ts';
import { activationLink, needsSignIn, readActivationLink, routeOf } from '../src/core/routes.ts';
import { ulid } from '../src/core/ulid.ts';
import { ofOne, PLURAL } from './fake/texts.ts';
import { APEL, id, MONTH, today, wibTime } from './fake/world.ts';

describe('texts', () => {
  const indonesian: Record<string, string> = { ...SHARED, ...EMPLOYEE, ...LATER, ...RARELY };
  const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

  test.each(Object.keys(indonesian))('%s keeps its places in English', (key) => {
    const english = ENGLISH[key as keyof typeof ENGLISH];

    const missing = places(english).filter(
      (place) => !places(indonesian[key] ?? '').includes(place),
    );
    expect(english).not.toBe('');
    expect(missing).toEqual([]);
  });

  test('each refusal of the server has a sentence', () => {
    for (const code of PROBLEM_CODES) {
      const fault = {
        kind: 'PROBLEM',
        problem: problemOf(422, { type: `/masalah/${code}` }, null),
      };
      expect(faultText(fault as never)).not.toBe('');
    }
  });

  test('values fill their places, in the chosen language', () => {
    const t = translator({ a: 'Tutup dalam {n} menit', b: ['Hadir', 'Present'] });

    expect(t('a', { n: 26 })).toBe('Tutup dalam 26 menit');
    chooseLanguage('en', { a: 'Closes in {n} minutes' });
    expect([t('a', { n: 26 }), t('b')]).toEqual(['Closes in 26 minutes', 'Present']);
    chooseLanguage('id');
    expect(t('b')).toBe('Hadir');
  });

  test('a word follows the number it stands with', () => {
    const t = translator({ a: ['{n} hari lagi', 'in {n} {n:day|days}'] });

    chooseLanguage('en');
    expect([0, 1, 2].map((n) => t('a', { n }))).toEqual(['in 0 days', 'in 1 day', 'in 2 days']);
    chooseLanguage('id');
    expect(t('a', { n: 1 })).toBe('1 hari lagi');
  });

  test('each text is right of one in English', () => {
    for (const english of Object.values(ENGLISH)) expect(ofOne(english)).not.toMatch(PLURAL);
  });

  test('the full stop of a degree is not repeated', () => {
    const t = translator({ a: 'Dikirim {nama}. Gabungkan?' });

    expect(t('a', { nama: 'Siti, S.Sos.' })).toBe('Dikirim Siti, S.Sos. Gabungkan?');
    expect(t('a', { nama: 'Budi' })).toBe('Dikirim Budi. Gabungkan?');
  });

  test('a reason becomes a sentence before another follows', () => {
    expect([sentence('Gelap'), sentence('Gelap.')]).toEqual(['Gelap.', 'Gelap.']);
  });
});

describe('problems', () => {
  test('a body of ours is read with its extensions', () => {
    const body = { type: '/masalah/terlalu-sering', detail: 'Tunggu', ref: 'r1', retry_after: 30 };

    expect(problemOf(429, body, null)).toMatchObject({
      code: 'terlalu-sering',
      retryAfterS: 30,
      ref: 'r1',
    });
  });

  test('a code of a later version is a mistake of the server, not of the person', () => {
    expect(problemOf(422, { type: '/masalah/baru' }, null).code).toBe('kesalahan');
  });

  test('the header tells the wait where the body does not', () => {
    expect(problemOf(503, { type: '/masalah/sibuk' }, '5').retryAfterS).toBe(5);
    expect(problemOf(503, { type: '/masalah/sibuk' }, null).retryAfterS).toBeNull();
  });
});

describe('addresses', () => {
  const ID = id('APEL');

  test.each([
    ['/', 'HOME'],
    ['/masuk', 'SIGN_IN'],
    [`/kamera/${ID}`, 'CAMERA'],
    [`/kamera/${ID}/pakai`, 'CONFIRM'],
    [`/tanda-terima/${ID}`, 'RECEIPT'],
    [`/tanya/${ID}/`, 'PROMPT'],
    [`/tanya/${id('DSPD')}-20261123-${ID}`, 'PROMPT'],
    [`/tidak-hadir/${ID}`, 'ABSENCE'],
    [`/tidak-hadir/${ID}/dinas-luar`, 'LETTER'],
    ['/periksa', 'CHECK'],
    ['/kamera/198501012010011001', 'MISSING'],
    [`/kamera/${ID}/pakai/lagi`, 'MISSING'],
    ['/admin', 'MISSING'],
  ])('%s is %s', (path, name) => {
    expect(routeOf(path).name).toBe(name);
  });

  test('with an ended session the camera still opens, the lists do not', () => {
    expect(needsSignIn(routeOf(`/kamera/${ID}`), 'ENDED')).toBe(false);
    expect(needsSignIn(routeOf('/riwayat'), 'ENDED')).toBe(true);
    expect(needsSignIn(routeOf(`/kamera/${ID}`), 'SIGNED_OUT')).toBe(true);
    expect(needsSignIn(routeOf('/periksa'), 'SIGNED_OUT')).toBe(false);
  });

  test('a slip brings its name and code in the fragment, whatever stands in it', () => {
    const link = activationLink('https://apel.example', 'ach. rizal&co', '7K4Q-M2XP-9R3T');

    expect(readActivationLink(new URL(link).hash)).toEqual({
      login: 'ach. rizal&co',
      code: '7K4Q-M2XP-9R3T',
    });
    expect(readActivationLink('#u=%E0%A4')).toEqual({ login: '', code: '' });
  });
});

test('a ULID sorts by its time and has no look-alike letters', () => {
  const random = new Uint8Array(16).fill(255);

  expect(ulid(0, new Uint8Array(16))).toBe('0'.repeat(26));
  expect(ulid(1_795_392_258_000, random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(ulid(2, random) > ulid(1, random)).toBe(true);
});

describe('place', () => {
  const here = { lat: -7.0455, lon: 112.7351, accuracy_m: 18, age_s: 0 };

  test('inside the radius, with the accuracy forgiven, is here', () => {
    expect(nearness(here, APEL.venue)).toEqual({ kind: 'HERE', accuracy: 18 });
  });

  test('far away is told in kilometres', () => {
    expect(nearness({ ...here, lat: -7.0905 }, APEL.venue)).toEqual({ kind: 'FAR', km: 5 });
  });

  test('a position without accuracy says nothing', () => {
    expect(nearness({ ...here, accuracy_m: 800 }, APEL.venue).kind).toBe('NONE');
    expect(nearness(null, APEL.venue).kind).toBe('NONE');
  });

  test('a venue without coordinates compares nothing', () => {
    expect(nearness(here, { name: 'Pendopo' })).toEqual({ kind: 'KNOWN', accuracy: 18 });
  });
});

describe('photo', () => {
  const picture = (pixel: (x: number, y: number) => number): Uint8ClampedArray => {
    const rgba = new Uint8ClampedArray(160 * 120 * 4);
    for (let n = 0; n < 160 * 120; n += 1) {
      rgba.fill(pixel(n % 160, Math.floor(n / 160)), n * 4, n * 4 + 3);
    }
    return rgba;
  };

  test('sharp edges in daylight need no advice', () => {
    const stripes = picture((x) => (x % 8 < 4 ? 40 : 220));

    expect(adviceOn(stripes, 160)).toEqual({ dark: false, blurred: false });
  });

  test('a smooth picture is called blurred, a black one dark', () => {
    expect(
      adviceOn(
        picture((x) => 60 + x),
        160,
      ),
    ).toEqual({ dark: false, blurred: true });
    expect(
      adviceOn(
        picture(() => 5),
        160,
      ),
    ).toEqual({ dark: true, blurred: false });
  });

  test('a still is at most 1,600 px long and never enlarged', () => {
    expect(stillSize(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(stillSize(640, 480)).toEqual({ width: 640, height: 480 });
  });

  /** Bytes of a 1,600 × 1,200 JPEG: what noise takes is its number of pixels times a share by quality. */
  const encoder = (bytesPerPixel: number) => async (quality: number, scale: number) => ({
    size: 1_600 * 1_200 * scale ** 2 * bytesPerPixel * quality,
    quality,
    scale,
  });

  test.each([
    ['an ordinary one as it is', 0.1, { quality: 0.72, scale: 1 }],
    ['a detailed one at a lower quality', 0.2, { quality: 0.5, scale: 1 }],
    ['a very detailed one smaller, too', 0.4, { quality: 0.4, scale: 0.7 }],
    ['nothing but noise', 0.9, { quality: 0.4, scale: 0.5 }],
  ])('200 KB hold %s', async (_what, bytesPerPixel, step) => {
    const one = await fitting(encoder(bytesPerPixel));

    expect(one).toMatchObject(step);
    expect(one?.size).toBeLessThanOrEqual(200 * 1024);
  });

  test('where none fits the last one that came is taken', async () => {
    const huge = encoder(1_000);
    const one = await fitting(async (quality, scale) =>
      scale < 0.5 ? null : huge(quality, scale),
    );

    expect(one?.scale).toBe(0.5);
    expect(await fitting(async () => null)).toBeNull();
  });
});

describe('password', () => {
  test('four words of 128 are proposed', () => {
    expect(new Set(WORDS).size).toBe(128);
    expect(passphrase(new Uint8Array([0, 1, 2, 3]))).toBe('padi perahu kilat sore');
  });

  test('short, repeated or own words are told before the server looks', () => {
    const judge = (password: string) =>
      strengthOf(password, 'hosniyah.dispendik', 'Hosniyah, S.Pd.');

    expect(judge('padi perahu kilat')).toMatchObject({ longEnough: true, notOwn: true });
    expect(judge('padi')).toMatchObject({ longEnough: false });
    expect(judge('aaaaaaaaaaaa')).toMatchObject({ longEnough: false });
    expect(judge('hosniyah 1970!')).toMatchObject({ notOwn: false });
  });
});

test('a range runs forward and at most thirty days', () => {
  expect(rangeFault('2026-11-23', '2026-11-23')).toBeNull();
  expect(rangeFault('2026-11-23', '2026-11-22')).toBe('BACKWARDS');
  expect(rangeFault('2026-11-01', '2026-11-30')).toBeNull();
  expect(rangeFault('2026-11-01', '2026-12-01')).toBe('TOO_LONG');
  expect(rangeFault('', '2026-12-01')).toBe('BACKWARDS');
});

test('a letter tells what it covers where the phone knows all of its days', () => {
  const cancelled = { ...APEL, title: 'Senam', cancelled: true };
  const later = { ...APEL, title: 'Rapat', date: '2026-11-29' };
  const known = today([APEL, cancelled, later], wibTime('06.50'));

  expect(coveredBy(known, '2026-11-23', '2026-11-24')).toEqual(['Apel pagi']);
  expect(coveredBy(known, '2026-11-23', '2026-11-29')).toEqual(['Apel pagi', 'Rapat']);
  expect(coveredBy(known, '2026-11-24', '2026-11-24')).toEqual([]);
  expect(coveredBy(known, '2026-11-23', '2026-11-30')).toBeNull();
  expect(coveredBy(known, '2026-11-22', '2026-11-23')).toBeNull();
});

describe('calendar', () => {
  test('November 2026 begins on a Sunday and takes six weeks', () => {
    const weeks = weeksOf('202611', MONTH);

    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.map((cell) => cell?.day ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      1,
    ]);
    expect(weeks[3]?.[4]).toEqual({ date: '2026-11-20', day: 20, code: 'T' });
    expect(weeks[4]?.[0]?.code).toBeNull();
    expect(weeks[4]?.[1]?.code).toBeUndefined();
  });

  test('a day whose activity was cancelled has nothing to open', () => {
    const days = MONTH.days.map((day) => ({
      ...day,
      activities: day.activities.map((one) => ({ ...one, cancelled: day.date === '2026-11-20' })),
    }));

    expect(weeksOf('202611', { ...MONTH, days })[3]?.[4]?.code).toBeUndefined();
  });

  test('months move over the ends of years', () => {
    expect([shiftMonth('202612', 1), shiftMonth('202701', -1)]).toEqual(['202701', '202612']);
  });
});

test('a round sign leaves degrees out', () => {
  expect(initials('Moh. Zainul Arif, S.T.')).toBe('MZ');
  expect(initials('Hosniyah, S.Pd.')).toBe('H');
});
