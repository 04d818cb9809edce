import { useEffect, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import type { Id, Upload } from '../../core/wire.ts';
import { type Desk, useDesk } from './desk.ts';

/** How often and how long the page looks whether the picture went through the server's gate. */
const LOOK_MS = 1_500;
const LOOKS = 20;

interface Link {
  url: string | null;
}
const NONE: Answer<Link> = { ok: true, status: 200, value: { url: null } };
/** Where pictures for the letterhead are brought, and those of the own signature. */
export const LETTERHEAD = '/settings/letterhead-images';
export const signaturesAt = (opd: Id): string => `/opds/${opd}/signature-images`;

/** A link to a picture that was brought there; empty: there is none. */
export function useImage(place: string, image: string): string | null {
  const { net } = useDesk();
  const { value } = useLoaded(`${place}/${image}`, async () =>
    image ? net.call<Link>('GET', `${place}/${image}`) : NONE,
  );
  return value?.url ?? null;
}

export type Upset =
  | { kind: 'UNREADABLE' }
  | { kind: 'NOT_TAKEN' }
  | { kind: 'FAULT'; fault: Fault };
export type Brought = { kind: 'READY'; image: string } | Upset;

/** Sends a picture and looks until it went through the gate, as long as somebody waits for it. */
export async function bringPicture(
  { net, after, picture, sendFile }: Pick<Desk, 'net' | 'after' | 'picture' | 'sendFile'>,
  place: string,
  file: File,
  isWaitedFor: () => boolean,
): Promise<Brought> {
  const made = await picture(file);
  if (!made) return { kind: 'UNREADABLE' };
  const image = made.sha256;
  const body = { sha256: image, size: made.jpeg.size };
  const offered = await net.call<{ upload: Upload }>('POST', place, body);
  if (!offered.ok) return { kind: 'FAULT', fault: offered.fault };
  const sent = await sendFile(offered.value.upload, made.jpeg, () => undefined);
  for (let look = 0; sent === 'STORED' && look < LOOKS && isWaitedFor(); look += 1) {
    await new Promise<void>((resolve) => void after(LOOK_MS, resolve));
    const answer = await net.call<Link>('GET', `${place}/${image}`);
    if (!answer.ok) return { kind: 'FAULT', fault: answer.fault };
    if (answer.value.url) return { kind: 'READY', image };
  }
  return { kind: 'NOT_TAKEN' };
}

/** The same for a screen; `onReady` gets the picture's SHA-256. */
export function useImageUpload(place: string, onReady: (image: string) => void) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [upset, setUpset] = useState<Upset | null>(null);
  const drawn = useRef(true);
  useEffect(
    () => () => {
      drawn.current = false;
    },
    [],
  );
  const send = async (file: File): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setUpset(null);
    const brought = await bringPicture(desk, place, file, () => drawn.current);
    if (!drawn.current) return;
    setBusy(false);
    if (brought.kind === 'READY') onReady(brought.image);
    else setUpset(brought);
  };
  return { busy, upset, send: (file: File): void => void send(file) };
}
