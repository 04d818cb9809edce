import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Entry } from '../core/outbox.ts';

interface Schema extends DBSchema {
  /** The outbox's records; each has its photo under the same key in `photos`. */
  entries: { key: string; value: Entry };
  /** JPEG bytes. ArrayBuffer, not Blob: WebKit has lost Blobs. */
  photos: { key: string; value: ArrayBuffer };
  /** Last known answers of the server, to open without a network. */
  kept: { key: string; value: unknown };
  /** The device key; apart, because some iPhones refuse to store it (security.md D1). */
  keys: { key: string; value: CryptoKeyPair };
}
type Db = IDBPDatabase<Schema>;

const NAME = 'apel';
const VERSION = 1;
let opening: Promise<Db> | undefined;

async function open(): Promise<Db> {
  await shown;
  opening ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'id' });
      db.createObjectStore('photos');
      db.createObjectStore('kept');
      db.createObjectStore('keys');
    },
    // A newer version of the app in another tab wants to upgrade: let go, the next call opens anew.
    blocking: (_current, _blocked, event) => {
      forget();
      (event.target as IDBDatabase).close();
    },
    terminated: forget,
  });
  opening.catch(forget);
  return opening;
}

function forget(): void {
  opening = undefined;
}

/** iOS closes the database behind a sleeping page; these names say so. */
const LOST = ['InvalidStateError', 'UnknownError', 'AbortError'];

/** Runs `work` on the open database; when the connection turns out to be lost, opens it anew once. */
async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await work(await open());
  } catch (error) {
    if (!(error instanceof DOMException && LOST.includes(error.name))) throw error;
    forget();
    return work(await open());
  }
}

type Stores = ('entries' | 'photos' | 'kept' | 'keys')[];
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, Stores, Mode>;
const running = new Set<Pick<IDBTransaction, 'abort'>>();
let shown: Promise<unknown> = Promise.resolve();

const inTransaction =
  <Mode extends 'readonly' | 'readwrite'>(mode: Mode) =>
  <T>(stores: Stores, work: (transaction: Transaction<Mode>) => Promise<T>): Promise<T> =>
    withDatabase(async (db) => {
      const transaction = db.transaction(stores, mode);
      running.add(transaction);
      try {
        const answer = work(transaction);
        answer.catch(() => undefined); // told by `done`: there it says why
        await transaction.done;
        return await answer;
      } finally {
        running.delete(transaction);
      }
    });

/** Runs `work` in one transaction; nothing else reaches the database, for the sake of `releaseOnLeave`. */
export const read = inTransaction('readonly');
/** The same for writing: undone whole where a request fails or the page is left. */
export const write = inTransaction('readwrite');

/**
 * WebKit never ends a transaction whose page was left before its last request: one that writes locks these
 * stores for every page after it, one that reads locks them against writing, over reloads. So it is given up
 * when the page goes, and done when the page is back.
 */
export function releaseOnLeave(window: Window): void {
  window.addEventListener('pagehide', () => {
    shown = new Promise((resolve) => {
      window.addEventListener('pageshow', resolve, { once: true });
    });
    for (const transaction of running) giveUp(transaction);
  });
}

function giveUp(transaction: Pick<IDBTransaction, 'abort'>): void {
  try {
    transaction.abort();
  } catch {
    // Already committing: that needs this page no more.
  }
}
