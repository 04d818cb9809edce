import { useState } from 'preact/hooks';
import { type Loaded, useLoaded } from '../../app/load.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import type { Id, SignatureImage } from '../../core/wire.ts';
import { useDesk } from './desk.ts';
import { signaturesAt, useImage } from './images.ts';

const pathAt = (opd: Id): string => `/opds/${opd}/signature-image`;

/** What the person has printed as head of that OPD. */
export function useSignature(opd: Id): Loaded<SignatureImage> {
  const { net } = useDesk();
  const path = pathAt(opd);
  return useLoaded(path, () => net.call<SignatureImage>('GET', path));
}

/** A picture that was brought is looked at first: nothing is printed before `set`. */
export function useSignatureChoice(opd: Id, first: SignatureImage) {
  const { net } = useDesk();
  const [of, setOf] = useState(first);
  const [brought, setBrought] = useState('');
  const [withdrawn, setWithdrawn] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const broughtUrl = useImage(signaturesAt(opd), brought);
  const bring = (image: string): void => {
    setBrought(image);
    setWithdrawn(false);
    setFault(null);
  };
  const change = async (asked: Promise<Answer<SignatureImage | null>>): Promise<void> => {
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (!answer.ok) return;
    setBrought('');
    setOf(answer.value ?? { ...of, image: null, since: null, url: null });
    setWithdrawn(!answer.value);
  };
  return {
    of,
    busy,
    fault,
    withdrawn,
    url: brought ? broughtUrl : of.url,
    /** Whether another than the printed one waits for the person's word. */
    isNew: brought !== '' && brought !== of.image,
    bring,
    discard: () => bring(''),
    set: () => void change(net.call('PUT', pathAt(opd), { sha256: brought })),
    withdraw: () => void change(net.call('DELETE', pathAt(opd))),
  };
}
