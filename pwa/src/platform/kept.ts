import { withDatabase, write } from './database.ts';

/** One value that outlives the page. Reading and writing may fail silently: it is a copy of the server's. */
export interface Kept<T> {
  read(): Promise<T | null>;
  write(value: T | null): Promise<void>;
}

export const kept = <T>(key: string): Kept<T> => ({
  async read() {
    try {
      return ((await withDatabase((db) => db.get('kept', key))) as T | undefined) ?? null;
    } catch {
      return null;
    }
  },
  async write(value) {
    try {
      await write(['kept'], async (transaction) => {
        const store = transaction.objectStore('kept');
        await (value === null ? store.delete(key) : store.put(value, key));
      });
    } catch {
      // Without storage the next opening asks the server; nothing else is lost.
    }
  },
});
