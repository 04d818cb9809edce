import type { Entry, Step } from '../core/outbox.ts';
import {
  afterCommit,
  afterConfirm,
  afterUpload,
  due,
  hurried,
  isUnsent,
  mayDrop,
  stepOf,
} from '../core/outbox.ts';
import { isSignedOut } from '../core/problems.ts';
import type { CheckInAnswer, CheckInState, Id, Upload } from '../core/wire.ts';
import type { Net } from '../platform/net.ts';
import type { OutboxStore, Saved } from '../platform/outbox-store.ts';
import type { SenderLock } from '../platform/sender-lock.ts';
import type { SendPhoto } from '../platform/upload.ts';
import { type Store, store } from './store.ts';

/** Looks again this often while anything waits, whatever the pauses say, ms. */
const LONGEST_SLEEP_MS = 30_000;

export interface OutboxParts {
  store: OutboxStore;
  net: Net;
  sendPhoto: SendPhoto;
  lock: SenderLock;
  sha256: (bytes: ArrayBuffer) => Promise<string>;
  now: () => number;
  jitter: () => number;
  /** Runs `work` after `ms`; returns the way to call it off. */
  after: (ms: number, work: () => void) => () => void;
  /** Whose photos may travel: nobody's while the session has ended. */
  sender: () => Id | null;
  onSignedOut: () => void;
  /** Nothing more is sent of it. Where the server holds a record, the receipt outlives the entry. */
  onSettled: (entry: Entry) => Promise<void>;
}

export interface Outbox {
  entries: Store<readonly Entry[]>;
  /** Percent of the running uploads by entry. */
  progress: Store<Readonly<Record<string, number>>>;
  /** Reads what the phone holds; call it at start. */
  open(): Promise<void>;
  add(entry: Entry, jpeg: ArrayBuffer): Promise<Saved>;
  /** Sends what is due; a call while it runs makes it look once more. */
  flush(): Promise<void>;
  /** Ends every pause, then sends. */
  hurry(): Promise<void>;
  drop(id: string): Promise<void>;
}

export const ofOwner = (entries: readonly Entry[], owner: Id | undefined): Entry[] =>
  entries.filter((entry) => entry.owner === owner);

export const unsent = (entries: readonly Entry[], owner: Id | undefined): Entry[] =>
  ofOwner(entries, owner).filter(isUnsent);

export function outbox(parts: OutboxParts): Outbox {
  const entries = store<readonly Entry[]>([]);
  const progress = store<Readonly<Record<string, number>>>({});
  let running: Promise<void> | null = null;
  let again = false;
  let cancelSleep = (): void => undefined;

  const reload = async (): Promise<void> => entries.set(await parts.store.all());
  const mine = (): Entry[] => ofOwner(entries.get(), parts.sender() ?? undefined);

  const perform: Record<Step, (entry: Entry) => Promise<Entry>> = {
    COMMIT: (entry) => commit(parts, entry),
    UPLOAD: (entry) =>
      upload(parts, entry, (percent) => progress.set({ ...progress.get(), [entry.id]: percent })),
    CONFIRM: (entry) => confirm(parts, entry),
    DROP: async (entry) => {
      if (entry.stage === 'CONFIRMED') await parts.onSettled(entry);
      await parts.store.drop(entry.id);
      return entry;
    },
  };

  const sendDue = async (): Promise<void> => {
    await reload();
    for (;;) {
      const [entry] = due(mine(), parts.now());
      const step = entry && stepOf(entry, parts.now());
      if (!entry || !step) return;
      const next = await perform[step](entry);
      if (mayDrop(next) || next.stage === 'DUPLICATE') await parts.onSettled(next);
      if (step !== 'DROP') await parts.store.update(next);
      await reload();
    }
  };

  const sleep = (): void => {
    cancelSleep();
    const waiting = mine().filter((entry) => stepOf(entry, parts.now()) !== null);
    if (waiting.length === 0) return;
    const next = Math.min(...waiting.map(({ nextAt }) => nextAt)) - parts.now();
    cancelSleep = parts.after(Math.min(LONGEST_SLEEP_MS, Math.max(250, next)), () => void flush());
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await parts.lock(sendDue);
      } catch {
        // The phone's database is away (iOS after waking). Nothing is lost; the timer looks again.
      }
    } while (again);
    sleep();
  };

  const flush = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    entries,
    progress,
    flush,
    async open() {
      await reload().catch(() => undefined);
    },
    async add(entry, jpeg) {
      const saved = await parts.store.add(entry, jpeg);
      if (saved === 'SAVED') entries.set([...entries.get(), entry]);
      return saved;
    },
    async hurry() {
      for (const entry of mine()) {
        const soon = hurried(entry, parts.now());
        if (soon !== entry) await parts.store.update(soon);
      }
      await flush();
    },
    async drop(id) {
      await parts.store.drop(id);
      await reload();
    },
  };
}

async function commit(parts: OutboxParts, entry: Entry): Promise<Entry> {
  const { request } = entry;
  const path = request.kind === 'CHECK_IN' ? '/check-ins' : `/check-ins/${request.ref}/photo`;
  const answer = await parts.net.call<CheckInAnswer | { upload: Upload }>(
    'POST',
    path,
    request.body,
  );
  if (!answer.ok && isSignedOut(answer.fault)) parts.onSignedOut();
  return afterCommit(entry, answer, moment(parts));
}

async function upload(
  parts: OutboxParts,
  entry: Entry,
  onProgress: (percent: number) => void,
): Promise<Entry> {
  const jpeg = await parts.store.photo(entry.id);
  const whole = jpeg && (await parts.sha256(jpeg)) === entry.photo.sha256;
  if (!whole || !entry.upload) return { ...entry, stage: 'REFUSED', refusal: 'sha256' };
  onProgress(0);
  const result = await parts.sendPhoto(entry.upload, jpeg, onProgress);
  return afterUpload(entry, result, moment(parts));
}

async function confirm(parts: OutboxParts, entry: Entry): Promise<Entry> {
  const ref = entry.request.kind === 'PHOTO' ? entry.request.ref : entry.receipt?.ref;
  const answer = await parts.net.call<CheckInState>('GET', `/check-ins/${ref}`);
  if (!answer.ok && isSignedOut(answer.fault)) parts.onSignedOut();
  return afterConfirm(entry, answer, moment(parts));
}

const moment = ({ now, jitter }: OutboxParts): { now: number; jitter: number } => ({
  now: now(),
  jitter: jitter(),
});
