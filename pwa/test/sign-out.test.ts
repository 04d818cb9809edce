import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Session } from '../src/app/session.ts';
import { store } from '../src/app/store.ts';
import type { Me } from '../src/core/wire.ts';
import { live } from '../src/dashboard/app/life.ts';
import { read, write } from '../src/platform/database.ts';
import { forgetLists, kept } from '../src/platform/kept.ts';
import { fakeDesk } from './dashboard/desk.tsx';
import { ME } from './fake/world.ts';

test('what is kept of a person goes, the slot of the key stays', async () => {
  await write(['kept'], (transaction) => transaction.objectStore('kept').clear());
  for (const key of ['today', 'months', 'receipts', 'drafts', 'awaited-file', 'device'] as const) {
    await kept<string>(key).write('theirs');
  }

  await forgetLists();

  const left = await read(['kept'], (transaction) => transaction.objectStore('kept').getAllKeys());
  expect(left).toEqual(['device']);
});

/** A dashboard at which somebody may sit; `done` tells in which order it forgot and left. */
function seat(me: Me | null) {
  const done: string[] = [];
  const session = store<Session>({ status: 'UNKNOWN', me: null });
  const desk = fakeDesk(ME);
  live({
    ...desk,
    session: { ...desk.session, ...session },
    async forget() {
      await Promise.resolve();
      done.push('forgot');
    },
    open: (url) => done.push(url),
  });
  if (me) session.set({ status: 'SIGNED_IN', me });
  return { session, done };
}

test('signing out at the dashboard empties the lists of the phone page, then leaves', async () => {
  const { session, done } = seat(ME);

  session.set({ status: 'SIGNED_OUT', me: null });
  await expect.poll(() => done).toEqual(['forgot', '/masuk?ke=%2Fpapan']);
});

test.each<[string, Me | null, Session]>([
  ['a session that ended', ME, { status: 'ENDED', me: ME }],
  ['nobody who is known', null, { status: 'SIGNED_OUT', me: null }],
])('%s leads to the sign-in and loses nothing', async (_, me, next) => {
  const { session, done } = seat(me);

  session.set(next);
  await Promise.resolve();
  expect(done).toEqual(['/masuk?ke=%2Fpapan']);
});
