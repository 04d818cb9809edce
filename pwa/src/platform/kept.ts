import { read, write } from './database.ts';

/**
 * What the phone's page keeps of a person: gone when they sign out, here or at the dashboard (security.md
 * S6). Unsent photos lie in the outbox and stay, as do the key and its slot, and reports, which are nobody's.
 */
const LISTS = ['today', 'months', 'receipts', 'drafts', 'awaited-file'] as const;
type Key = (typeof LISTS)[number] | 'me' | 'device' | 'reports' | 'probe';

/** How long storage may take, ms: that of a WebKit whose page was left may never answer. */
const PATIENCE_MS = 3_000;
export const patience = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));

/** One value that outlives the page. Reading and writing may fail silently: it is a copy of the server's. */
export interface Kept<T> {
  read(): Promise<T | null>;
  /** Ends when it is written, or when storage has had its time: nobody waits for a copy for ever. */
  write(value: T | null): Promise<void>;
}

export const kept = <T>(key: Key): Kept<T> => ({
  async read() {
    try {
      const found = await read(['kept'], (transaction) => transaction.objectStore('kept').get(key));
      return (found as T | undefined) ?? null;
    } catch {
      return null;
    }
  },
  async write(value) {
    const written = write(['kept'], async (transaction) => {
      const store = transaction.objectStore('kept');
      await (value === null ? store.delete(key) : store.put(value, key));
    });
    // Without storage the next opening asks the server; nothing else is lost.
    await Promise.race([written.catch(() => undefined), patience()]);
  },
});

export async function forgetLists(): Promise<void> {
  await Promise.all(LISTS.map((key) => kept(key).write(null)));
}
