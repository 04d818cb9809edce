import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
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
export type Db = IDBPDatabase<Schema>;

const NAME = 'apel';
const VERSION = 1;
let opening: Promise<Db> | undefined;

function open(): Promise<Db> {
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
export async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await work(await open());
  } catch (error) {
    if (!(error instanceof DOMException && LOST.includes(error.name))) throw error;
    forget();
    return work(await open());
  }
}
