import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { useStore } from '../../app/store.ts';
import type { ActivityRef } from '../../core/desk-routes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { codeOf, type Fault } from '../../core/problems.ts';
import { needsReview } from '../../core/reviews.ts';
import { clock } from '../../core/time.ts';
import type { Id, ReviewDecision, ReviewItem, Reviews } from '../../core/wire.ts';
import { t } from '../i18n.ts';
import { useDesk } from './desk.ts';
import { type Held, holding } from './held.ts';

export interface Verdict {
  item: ReviewItem;
  decision: ReviewDecision;
  reason: string;
}
export interface ReviewDesk {
  value: Reviews | null;
  fault: Fault | null;
  reload: () => void;
  /** What still needs a person; decided ones are gone from it at once. */
  todo: readonly ReviewItem[];
  all: readonly ReviewItem[];
  held: readonly Held<Verdict>[];
  /** What the server said to a decision that it did not take. */
  refused: readonly string[];
  decide: (verdict: Verdict) => void;
  undo: () => Id | null;
}

/** The queue of one activity, and the decisions that are held for 10 seconds before they are sent. */
export function useReviewDesk(opd: Id, of: ActivityRef, showsAll: boolean): ReviewDesk {
  const desk = useDesk();
  const path = `/opds/${opd}/reviews/${of.date}/${of.id}${showsAll ? '?all=true' : ''}`;
  const { value, fault, reload } = useLoaded(path, () => desk.net.call<Reviews>('GET', path));
  const [sent, setSent] = useState<ReadonlySet<Id>>(new Set());
  const [refused, setRefused] = useState<readonly string[]>([]);
  const alive = useRef(true);
  const holder = useMemo(() => {
    const send = async (who: Id, { item, decision, reason }: Verdict): Promise<void> => {
      setSent((before) => new Set(before).add(who));
      const answer = await desk.net.call('POST', `/opds/${opd}/reviews`, {
        date: of.date,
        activity: of.id,
        pegawai_id: who,
        decision,
        t: item.t,
        ...(reason ? { reason } : {}),
      });
      if (answer.ok || !alive.current) return;
      setRefused((before) => [...before, refusal(item.name, answer.fault)]);
      setSent((before) => new Set([...before].filter((id) => id !== who)));
      reload();
    };
    return holding<Verdict>({
      send: (who, verdict) => void send(who, verdict),
      now: desk.clock.device,
      after: desk.after,
    });
  }, []);
  useEffect(() => {
    const stop = desk.onLeave(holder.flush);
    return () => {
      stop();
      alive.current = false;
      holder.flush();
    };
  }, []);
  const held = useStore(holder);
  const gone = new Set([...sent, ...held.map(({ key }) => key)]);
  const all = value?.queue ?? [];
  const todo = all.filter((item) => needsReview(item) && !gone.has(item.pegawai_id));
  useEffect(() => {
    if (value) desk.badges.reviews(todo.length);
  }, [value, todo.length]);
  return {
    value,
    fault,
    reload,
    todo,
    all: all.filter(({ pegawai_id }) => !held.some(({ key }) => key === pegawai_id)),
    held,
    refused,
    decide: (verdict) => holder.hold(verdict.item.pegawai_id, verdict),
    undo: () => holder.undo()?.key ?? null,
  };
}

/** A 409 names who was faster; anything else says why it was not sent. */
function refusal(who: string, fault: Fault): string {
  if (codeOf(fault) !== 'status-berubah' || fault.kind !== 'PROBLEM') {
    return t('review.failed', { siapa: who, sebab: faultText(fault) });
  }
  const { by, at } = fault.problem.body;
  return typeof by === 'string' && typeof at === 'string'
    ? t('review.conflict', { siapa: who, nama: by, jam: clock(at) })
    : t('review.conflict.plain', { siapa: who });
}
