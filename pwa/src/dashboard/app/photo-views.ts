import { useState } from 'preact/hooks';
import type { ActivityRef } from '../../core/desk-routes.ts';
import type { Fault } from '../../core/problems.ts';
import type { Id, PhotoView } from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** The server shows no more at once (security.md Q1). */
export const MOST_PHOTOS = 24;

export interface PhotoViews {
  /** What was opened on this page, by person. */
  shown: ReadonlyMap<Id, PhotoView>;
  openedAt: number | null;
  fault: Fault | null;
  busy: boolean;
  open(people: readonly Id[], size: 'THUMB' | 'FULL', reason: string | null): Promise<boolean>;
}

/** Photos are asked for by a click; each view is told to its owner before the link exists. */
export function usePhotoViews(opd: Id, of: ActivityRef): PhotoViews {
  const { net, clock } = useDesk();
  const [shown, setShown] = useState<ReadonlyMap<Id, PhotoView>>(new Map());
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    shown,
    openedAt,
    fault,
    busy,
    async open(people, size, reason) {
      setBusy(true);
      const answer = await net.call<{ photos: PhotoView[] }>('POST', `/opds/${opd}/photo-views`, {
        date: of.date,
        activity: of.id,
        people: people.slice(0, MOST_PHOTOS),
        size,
        ...(reason ? { reason } : {}),
      });
      setBusy(false);
      setFault(answer.ok ? null : answer.fault);
      if (!answer.ok) return false;
      setOpenedAt(clock.server());
      setShown((before) => {
        const next = new Map(before);
        for (const photo of answer.value.photos) next.set(photo.pegawai_id, photo);
        return next;
      });
      return true;
    },
  };
}
