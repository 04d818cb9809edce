import { useLoaded } from '../../app/load.ts';
import { type Clash, clashes, decidable, isFinal, openedIn } from '../../core/permit-desk.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import { wib } from '../../core/time.ts';
import type { Activity, Board, DeskPermit, Id } from '../../core/wire.ts';
import type { Net } from '../../platform/net.ts';
import { useOpd } from './activities.ts';
import { useDesk, useMe } from './desk.ts';

/** Boards that are read for one request: a long leave must not read months of them. */
export const MOST_BOARDS = 3;

/** What somebody should know before they decide a request. */
export interface PermitFacts {
  clashes: readonly Clash[];
  final: boolean;
  /** Activities inside it that were not looked at. */
  left: number;
  /** Why a board is missing. */
  fault: Fault | null;
}
export const NO_FACTS: PermitFacts = { clashes: [], final: false, left: 0, fault: null };

/** Who is recorded at what a request covers, and whether it is locked; nothing read of days to come. */
export async function readPermitFacts(
  net: Net,
  opd: Id,
  permit: DeskPermit,
  me: Id,
  now: number,
): Promise<Answer<PermitFacts>> {
  const today = wib(now).date;
  const people = decidable(permit, me);
  if (people.length === 0 || permit.from > today) return { ok: true, status: 200, value: NO_FACTS };
  const [last] = [permit.to, today].sort();
  const listed = await net.call<{ activities: Activity[] }>(
    'GET',
    `/opds/${opd}/activities?from=${permit.from}&to=${last}`,
  );
  if (!listed.ok) return listed;
  const { activities } = listed.value;
  const opened = openedIn(permit, activities, now);
  const answers = await Promise.all(
    opened
      .slice(0, MOST_BOARDS)
      .map(({ date, id }) => net.call<Board>('GET', `/opds/${opd}/boards/${date}/${id}`)),
  );
  const boards = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const value = {
    clashes: clashes(people, boards),
    final: isFinal(permit, activities, today),
    left: Math.max(0, opened.length - MOST_BOARDS),
    fault: answers.find((answer) => !answer.ok)?.fault ?? null,
  };
  return { ok: true, status: 200, value };
}

/** The facts about a request whose decision this person may take; empty while they load. */
export function usePermitFacts(permit: DeskPermit, mayDecide: boolean) {
  const { net, clock } = useDesk();
  const opd = useOpd();
  const me = useMe().pegawai_id;
  const { value, fault, reload } = useLoaded(`${permit.id} ${mayDecide}`, async () =>
    mayDecide
      ? readPermitFacts(net, opd.id, permit, me, clock.server())
      : ({ ok: true, status: 200, value: NO_FACTS } as const),
  );
  const facts = value ?? NO_FACTS;
  return { facts: { ...facts, fault: fault ?? facts.fault }, reload };
}
