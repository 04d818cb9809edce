import { write } from './database.ts';

const NAME = 'apel-sender';
/** A lease that its holder no longer renews is free after this long, ms. */
const LEASE_MS = 20_000;

/** Runs `work` only where no other tab of this browser sends; otherwise does nothing. */
export type SenderLock = (work: () => Promise<void>) => Promise<void>;

/** Web Locks; in Lockdown Mode, where they are missing, a lease in IndexedDB. */
export const senderLock = (locks: LockManager | undefined, now: () => number): SenderLock =>
  locks
    ? async (work) => {
        await locks.request(NAME, { ifAvailable: true }, async (lock) => {
          if (lock) await work();
        });
      }
    : leaseLock(now);

export const leaseLock =
  (now: () => number): SenderLock =>
  async (work) => {
    const mine = crypto.randomUUID();
    if (!(await takeLease(mine, now()))) return;
    const renewal = setInterval(() => void takeLease(mine, now()), LEASE_MS / 4);
    try {
      await work();
    } finally {
      clearInterval(renewal);
      await dropLease(mine);
    }
  };

interface Lease {
  holder: string;
  until: number;
}

/** Takes or renews the lease, in one transaction. */
const takeLease = (holder: string, now: number): Promise<boolean> =>
  write(['kept'], async (transaction) => {
    const kept = transaction.objectStore('kept');
    const lease = (await kept.get(NAME)) as Lease | undefined;
    const free = !lease || lease.holder === holder || lease.until < now;
    if (free) await kept.put({ holder, until: now + LEASE_MS }, NAME);
    return free;
  });

const dropLease = (holder: string): Promise<void> =>
  write(['kept'], async (transaction) => {
    const kept = transaction.objectStore('kept');
    const lease = (await kept.get(NAME)) as Lease | undefined;
    if (lease?.holder === holder) await kept.delete(NAME);
  });
