import { useState } from 'preact/hooks';
import { type Loaded, useLoaded } from '../../app/load.ts';
import { useStore } from '../../app/store.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import type { Fault } from '../../core/problems.ts';
import type { Id, Recap, RecapFile, RecapUnits } from '../../core/wire.ts';
import { useDesk, useMe } from './desk.ts';

/** Whose recap: an OPD's id, or null for the whole regency. */
export type Owner = Id | null;

function query(owner: Owner, version?: number): string {
  const asked = [...(owner ? [`opd=${owner}`] : []), ...(version ? [`version=${version}`] : [])];
  return asked.length > 0 ? `?${asked.join('&')}` : '';
}

/** Which file it is that opens. */
export const fileKey = (kind: RecapFile, version?: number): string => `${kind}${version ?? ''}`;

const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** That of the address; else the regency for who sees it, else the OPD at hand. */
export function useOwner(): Owner {
  const { opds, navigation } = useDesk();
  const me = useMe();
  const { chosen } = useStore(opds);
  const named = new URLSearchParams(navigation.search()).get('opd');
  if (named && ID.test(named)) return named;
  return seesEveryOpd(me) ? null : (chosen?.id ?? me.opd.id);
}

/** The address of a week, of its print, and of the same for a chosen OPD. */
export const recapPath = (week: string, owner: Owner, print = false): string =>
  `/rekap/${week}${print ? '/cetak' : ''}${query(owner)}`;

export function useRecap(week: string, owner: Owner): Loaded<Recap> {
  const { net } = useDesk();
  const path = `/recaps/${week}${query(owner)}`;
  return useLoaded(path, () => net.call<Recap>('GET', path));
}

/** An OPD's units week by week, up to that one. */
export function useRecapUnits(week: string, opd: Id): Loaded<RecapUnits> {
  const { net } = useDesk();
  const path = `/recaps/${week}/units${query(opd)}`;
  return useLoaded(path, () => net.call<RecapUnits>('GET', path));
}

/** Opens a published file, of the newest edition or of that one; the link lives for a minute. */
export function useRecapFile(week: string, owner: Owner) {
  const desk = useDesk();
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  return {
    fault,
    busy,
    opened,
    async open(kind: RecapFile, version?: number): Promise<void> {
      setBusy(fileKey(kind, version));
      const path = `/recaps/${week}/files/${kind}${query(owner, version)}`;
      const answer = await desk.net.call<{ url: string; name: string }>('GET', path);
      setBusy(null);
      setFault(answer.ok ? null : answer.fault);
      setOpened(answer.ok);
      if (answer.ok) desk.open(answer.value.url);
    },
  };
}

export type RecapFiles = ReturnType<typeof useRecapFile>;
