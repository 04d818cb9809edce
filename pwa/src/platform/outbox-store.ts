import type { Entry } from '../core/outbox.ts';
import { read, write } from './database.ts';

export type Saved = 'SAVED' | 'FULL' | 'FAILED';

/** The photos that wait in this phone. */
export interface OutboxStore {
  /** Photo and record in one transaction, before any network call (security.md O1). */
  add(entry: Entry, jpeg: ArrayBuffer): Promise<Saved>;
  all(): Promise<Entry[]>;
  /** Writes an entry that is still there; one that was dropped meanwhile stays dropped. */
  update(entry: Entry): Promise<void>;
  photo(id: string): Promise<ArrayBuffer | null>;
  /** Removes record and photo in one transaction. */
  drop(id: string): Promise<void>;
}

export const outboxStore: OutboxStore = {
  async add(entry, jpeg) {
    try {
      await write(['entries', 'photos'], async (transaction) => {
        const puts = [
          transaction.objectStore('photos').put(jpeg, entry.id),
          transaction.objectStore('entries').put(entry),
        ];
        transaction.commit(); // kept even if the page is left right now
        await Promise.all(puts);
      });
      return 'SAVED';
    } catch (error) {
      return error instanceof DOMException && error.name === 'QuotaExceededError'
        ? 'FULL'
        : 'FAILED';
    }
  },
  all: () => read(['entries'], (transaction) => transaction.objectStore('entries').getAll()),
  update: (entry) =>
    write(['entries'], async (transaction) => {
      const entries = transaction.objectStore('entries');
      if (await entries.getKey(entry.id)) await entries.put(entry);
    }),
  photo: async (id) =>
    (await read(['photos'], (transaction) => transaction.objectStore('photos').get(id))) ?? null,
  async drop(id) {
    await write(['entries', 'photos'], (transaction) =>
      Promise.all([
        transaction.objectStore('photos').delete(id),
        transaction.objectStore('entries').delete(id),
      ]),
    );
  },
};
