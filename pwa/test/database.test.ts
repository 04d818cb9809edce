import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { read, releaseOnLeave, write } from '../src/platform/database.ts';
import { kept as keptCopy } from '../src/platform/kept.ts';

test('a page that is left holds no store, and finishes its writing when it is back', async () => {
  const page = new EventTarget();
  releaseOnLeave(page as Window);
  const away = left(page);
  let tries = 0;
  const writing = write(['kept'], async (transaction) => {
    tries += 1;
    const kept = transaction.objectStore('kept');
    await kept.get('answer');
    if (tries === 1) page.dispatchEvent(new Event('pagehide'));
    await kept.put(tries, 'answer');
  });

  await away;
  await new Promise((resolve) => setTimeout(resolve));
  expect(tries).toBe(1); // nothing begins anew behind the person's back

  page.dispatchEvent(new Event('pageshow'));
  await writing;
  expect(await kept('answer')).toBe(2);
});

test('a page that is left in the middle of reading keeps nobody from writing', async () => {
  const page = new EventTarget();
  releaseOnLeave(page as Window);
  const away = left(page);
  let tries = 0;
  const reading = read(['kept'], async (transaction) => {
    tries += 1;
    const store = transaction.objectStore('kept');
    await store.count();
    if (tries === 1) page.dispatchEvent(new Event('pagehide'));
    return store.count();
  });

  await away;
  await new Promise((resolve) => setTimeout(resolve));
  expect(tries).toBe(1);

  page.dispatchEvent(new Event('pageshow'));
  await reading;
  expect(tries).toBe(2);
});

test('what was committed stays although the page is left', async () => {
  const page = new EventTarget();
  releaseOnLeave(page as Window);

  const saved = write(['kept'], async (transaction) => {
    const put = transaction.objectStore('kept').put('photo', 'kept');
    transaction.commit();
    page.dispatchEvent(new Event('pagehide'));
    await put;
  });
  await saved;
  page.dispatchEvent(new Event('pageshow'));

  expect(await kept('kept')).toBe('photo');
});

test('nobody waits for ever for a copy to be written', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const page = new EventTarget();
  releaseOnLeave(page as Window);
  page.dispatchEvent(new Event('pagehide')); // from now on storage does not answer
  let ended = false;
  const writing = keptCopy<string>('probe')
    .write('copy')
    .then(() => {
      ended = true;
    });

  await vi.advanceTimersByTimeAsync(2_900);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await writing;

  vi.useRealTimers();
  page.dispatchEvent(new Event('pageshow'));
  await vi.waitFor(async () => expect(await kept('probe')).toBe('copy'));
});

const left = (page: EventTarget): Promise<Event> =>
  new Promise((resolve) => {
    page.addEventListener('pagehide', resolve, { once: true });
  });

const kept = (key: string): Promise<unknown> =>
  read(['kept'], (transaction) => transaction.objectStore('kept').get(key));
