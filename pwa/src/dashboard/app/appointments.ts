import { useEffect, useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import type {
  AppointmentDesk,
  Colleague,
  Id,
  RegencyPeople,
  RegencyPerson,
  RegencyRoles,
} from '../../core/wire.ts';
import { useOpd } from './activities.ts';
import { useDesk, useMe } from './desk.ts';
import { useLongList } from './long-list.ts';
import { usePeople } from './people-search.ts';

/** Hits shown below the search. */
const MOST_HITS = 5;
const NIP = /^\d{18}$/;

/** The desks whose appointments this person may change: all of them, or the own OPD's. */
export function useAppointments() {
  const { net } = useDesk();
  const opd = useOpd();
  const path = seesEveryOpd(useMe()) ? '/appointments' : `/opds/${opd.id}/appointments`;
  return useLoaded(path, () => net.call<{ opds: AppointmentDesk[] }>('GET', path));
}

/** Who holds the regency's roles, and who is proposed for one. */
export function useRegencyRoles() {
  const { net } = useDesk();
  const path = '/appointments/regency';
  return useLoaded(path, () => net.call<RegencyRoles>('GET', path));
}

export interface Candidate {
  id: Id;
  name: string;
  unit: string;
}

/** People of the OPD by name; where wanted, a whole NIP finds somebody elsewhere (a Plt.) too. */
export function useCandidates(
  opd: Id,
  words: string,
  everywhere: boolean,
): { hits: Candidate[]; none: boolean } {
  const { net } = useDesk();
  const { value } = usePeople(opd, words, null);
  const [elsewhere, setElsewhere] = useState<readonly Colleague[]>([]);
  const nip = everywhere && NIP.test(words.trim()) ? words.trim() : null;
  useEffect(() => {
    setElsewhere([]);
    if (!nip) return;
    let current = true;
    void net.call<{ people: Colleague[] }>('GET', `/colleagues?q=${nip}`).then((answer) => {
      if (current && answer.ok) setElsewhere(answer.value.people);
    });
    return () => {
      current = false;
    };
  }, [nip]);
  if (!value) return { hits: [], none: false };
  const own = value.people.map(({ pegawai_id, name, unit }) => ({
    id: pegawai_id,
    name,
    unit: unit.name,
  }));
  const others = elsewhere
    .filter(({ pegawai_id }) => own.every(({ id }) => id !== pegawai_id))
    .map(({ pegawai_id, name, opd: theirs }) => ({ id: pegawai_id, name, unit: theirs.name }));
  const hits = [...own, ...others].slice(0, MOST_HITS);
  return { hits, none: hits.length === 0 };
}

/** People of every OPD by name or NIP. */
export function useRegencyCandidates(words: string): { hits: Candidate[]; none: boolean } {
  const path = `/people?q=${encodeURIComponent(words.trim())}`;
  const { head } = useLongList<RegencyPerson, RegencyPeople>(path);
  const hits = (head?.people ?? [])
    .slice(0, MOST_HITS)
    .map(({ pegawai_id, name, opd }) => ({ id: pegawai_id, name, unit: opd.name }));
  return { hits, none: head !== null && hits.length === 0 };
}
