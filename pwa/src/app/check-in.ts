import type { Entry } from '../core/outbox.ts';
import { canonicalText } from '../core/outbox.ts';
import type { Advice } from '../core/photo.ts';
import { adviceOn } from '../core/photo.ts';
import { ulid } from '../core/ulid.ts';
import type { Me, PhotoSource, Place, TodayActivity } from '../core/wire.ts';
import type { Saved } from '../platform/outbox-store.ts';
import type { Clock } from './clock.ts';
import type { ThisDevice } from './device.ts';
import type { Outbox } from './outbox.ts';
import { type Store, store } from './store.ts';

/** A photo that was taken and not yet used. */
export interface Shot {
  activity: TodayActivity;
  jpeg: ArrayBuffer;
  /** Where the page can show it. */
  preview: string;
  source: PhotoSource;
  /** The device's clock at the shutter, ms. */
  takenAt: number;
  advice: Advice;
  place: Place | null;
}
export interface PlaceFix {
  place: Omit<Place, 'age_s'>;
  /** The device's clock at the fix, ms. */
  at: number;
}

export interface CheckInParts {
  clock: Clock;
  outbox: Outbox;
  device: ThisDevice;
  online: () => boolean;
  sha256: (bytes: ArrayBuffer) => Promise<string>;
  random: (n: number) => Uint8Array;
  preview: (jpeg: ArrayBuffer) => string;
  revoke: (preview: string) => void;
  sampleWidth: number;
}

export type Used = { saved: 'SAVED'; checkIn: string } | { saved: Exclude<Saved, 'SAVED'> };

export interface CheckIn {
  shot: Store<Shot | null>;
  take(
    activity: TodayActivity,
    still: { jpeg: ArrayBuffer; sample: Uint8ClampedArray },
    source: PhotoSource,
    fix: PlaceFix | null,
  ): void;
  discard(): void;
  /** Writes the photo and its record into this phone, then starts sending. The photo stays in memory until it is stored. */
  use(me: Me): Promise<Used>;
}

export function checkIn(parts: CheckInParts): CheckIn {
  const shot = store<Shot | null>(null);
  const discard = (): void => {
    const old = shot.get();
    if (old) parts.revoke(old.preview);
    shot.set(null);
  };
  return {
    shot,
    discard,
    take(activity, still, source, fix) {
      discard();
      const takenAt = parts.clock.device();
      shot.set({
        activity,
        source,
        takenAt,
        jpeg: still.jpeg,
        preview: parts.preview(still.jpeg),
        advice: adviceOn(still.sample, parts.sampleWidth),
        place: fix && {
          ...fix.place,
          age_s: Math.max(0, Math.round((takenAt - fix.at) / 1000)),
        },
      });
    },
    async use(me) {
      const taken = shot.get();
      if (!taken) return { saved: 'FAILED' };
      const entry = await entryOf(parts, me, taken);
      const saved = await parts.outbox.add(entry, taken.jpeg);
      if (saved !== 'SAVED') return { saved };
      discard();
      void parts.outbox.flush();
      return { saved, checkIn: taken.activity.record?.check_in_id ?? entry.id };
    },
  };
}

/** RFC 3339 without fractions: the same text is signed, sent and checked. */
const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

async function entryOf(parts: CheckInParts, me: Me, shot: Shot): Promise<Entry> {
  const { activity, jpeg, takenAt } = shot;
  const photo = { sha256: await parts.sha256(jpeg), size: jpeg.byteLength };
  const id = ulid(takenAt, parts.random(16));
  return {
    id,
    owner: me.pegawai_id,
    activity: {
      id: activity.id,
      title: activity.title,
      date: activity.date,
      closes: activity.window.closes,
    },
    photo,
    takenAt,
    request: await requestOf(parts, me, shot, id, photo),
    stage: 'WAITING',
    receipt: null,
    upload: null,
    refusal: null,
    failures: 0,
    nextAt: takenAt,
    keepUntil: null,
  };
}

async function requestOf(
  parts: CheckInParts,
  me: Me,
  shot: Shot,
  id: string,
  photo: Entry['photo'],
): Promise<Entry['request']> {
  const { activity, source } = shot;
  const captured_at = timeText(shot.takenAt);
  if (activity.record) {
    return { kind: 'PHOTO', ref: activity.record.ref, body: { photo, source, captured_at } };
  }
  const body = {
    id,
    activity_id: activity.id,
    ticket: activity.ticket ?? '',
    photo,
    captured_at,
    clock_offset_ms: parts.clock.offset(),
    source,
    offline: !parts.online(),
    place: shot.place,
  };
  const device = await parts.device.sign(me, canonicalText(body));
  return { kind: 'CHECK_IN', body: { ...body, device } };
}
