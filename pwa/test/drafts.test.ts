import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type App, signOut } from '../src/app/app.ts';
import { type Draft, drafts } from '../src/app/drafts.ts';
import { forgetLists, kept } from '../src/platform/kept.ts';
import { APEL, id, ME, RAPAT } from './fake/world.ts';

const DAY_MS = 86_400_000;
const place = kept<readonly Draft[]>('drafts');
const draft = (part: Partial<Draft> = {}): Draft => ({
  owner: ME.pegawai_id,
  activity: APEL.id,
  kind: 'S',
  at: 0,
  fields: {
    id: id('P1'),
    from: APEL.date,
    to: APEL.date,
    reason: 'Demam sejak malam',
    number: '',
    purpose: '',
    people: [],
  },
  pages: [
    {
      jpeg: new Uint8Array([0xff, 0xd8]).buffer,
      facts: { sha256: 'a'.repeat(64), size: 2 },
      advice: { dark: false, blurred: false },
    },
  ],
  ...part,
});

beforeEach(() => place.write(null));

test('what was typed and photographed is there after the app was killed', async () => {
  await drafts(place, () => 0).save(draft());

  const found = await drafts(place, () => 1).read(draft());

  expect(found).toEqual(draft());
});

test('whoever looks at another form finds the first one as it was left', async () => {
  const box = drafts(place, () => 0);
  const [other, leave] = [draft({ activity: RAPAT.id, kind: 'DL' }), draft({ kind: 'I' })];
  await Promise.all([box.save(draft()), box.save(other), box.save(leave)]);

  expect(await box.read(other)).toEqual(other);
  expect(await box.read(leave)).toEqual(leave);
  expect(await box.read(draft())).toEqual(draft());
});

test('a form that is drawn anew reads what was typed a moment before', async () => {
  void drafts(place, () => 0).save(draft({ fields: { ...draft().fields, reason: 'Dem' } }));
  void drafts(place, () => 0).save(draft());

  expect(await drafts(place, () => 0).read(draft())).toEqual(draft());
});

test('what is given up goes alone', async () => {
  const box = drafts(place, () => 0);
  const leave = draft({ kind: 'I' });
  await Promise.all([box.save(draft()), box.save(leave)]);

  await box.drop(draft());

  expect(await place.read()).toEqual([leave]);
});

test('once a request is sent, nothing that was typed for its activity stays on the phone', async () => {
  const box = drafts(place, () => 0);
  const other = draft({ activity: RAPAT.id });
  await Promise.all([box.save(draft()), box.save(draft({ kind: 'DL' })), box.save(other)]);

  await box.dropAll(draft());

  expect(await place.read()).toEqual([other]);
});

test('nobody else reads a draft, and the next person removes it', async () => {
  const box = drafts(place, () => 0);
  const theirs = draft({ owner: id('OTHER') });
  await box.save(draft());

  expect(await box.read(theirs)).toBeNull();
  await box.save(theirs);
  expect(await place.read()).toEqual([theirs]);
});

test('a draft ends after a week', async () => {
  await drafts(place, () => 0).save(draft());

  expect(await drafts(place, () => 7 * DAY_MS).read(draft())).toBeNull();
});

test('signing out removes the drafts', async () => {
  await drafts(place, () => 0).save(draft());
  const clear = async (): Promise<void> => undefined;
  const app = {
    session: { signOut: async () => ({ ok: true }), get: () => ({ status: 'SIGNED_OUT' }) },
    notices: { clear: () => undefined },
    today: { clear },
    months: { clear },
    forget: forgetLists,
    navigation: { go: () => undefined },
  } as unknown as App;

  await signOut(app);

  expect(await place.read()).toBeNull();
});

test('signing out without a signal says why nothing happened', async () => {
  const fault = { kind: 'OFFLINE', cause: null };
  const app = {
    session: { signOut: async () => ({ ok: false, fault }), get: () => ({ status: 'SIGNED_IN' }) },
  } as unknown as App;

  expect(await signOut(app)).toEqual(fault);
});

test('a write that failed keeps back none of those after it', async () => {
  let fails = true;
  const full = {
    read: place.read,
    async write(value: readonly Draft[] | null) {
      if (fails) throw new Error('QuotaExceededError');
      await place.write(value);
    },
  };
  const box = drafts(full, () => 0);
  await expect(box.save(draft())).rejects.toThrow();
  fails = false;

  await box.save(draft());

  expect(await box.read(draft())).toEqual(draft());
});
