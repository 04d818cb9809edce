import type { Answer } from '../core/problems.ts';
import type { AttendanceRecord, CheckInState, Id, Month, Receipt, Today } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';

/** A receipt with what its page says besides: all that is needed to show it without a network. */
export interface KeptReceipt {
  owner: Id;
  receipt: Receipt;
  activity: { title: string; date: string };
  place: string | null;
}
/** What the phone knows of a check-in from its lists: enough to ask the server for the receipt. */
export interface KnownCheckIn {
  ref: string;
  activity: { title: string; date: string };
  place: string | null;
  retake: AttendanceRecord['retake'];
}

/** Receipts kept on the phone; the server has the others. */
const MOST = 30;

export interface Receipts {
  keep(one: KeptReceipt): Promise<void>;
  /** From the phone, else from the server where the lists know it; null where neither has it. */
  read(owner: Id, checkIn: Id, known: KnownCheckIn | null): Promise<Answer<KeptReceipt | null>>;
}

export const receipts = (net: Net, kept: Kept<readonly KeptReceipt[]>): Receipts => ({
  async keep(one) {
    const others = ((await kept.read()) ?? []).filter(
      ({ receipt }) => receipt.check_in_id !== one.receipt.check_in_id,
    );
    await kept.write([...others, one].slice(-MOST));
  },
  async read(owner, checkIn, known) {
    const found = ((await kept.read()) ?? []).find(
      (one) => one.owner === owner && one.receipt.check_in_id === checkIn,
    );
    if (found || !known) return { ok: true, status: 200, value: found ?? null };
    const answer = await net.call<CheckInState>('GET', `/check-ins/${known.ref}`);
    if (!answer.ok) return answer;
    const { activity, place } = known;
    return { ...answer, value: { owner, receipt: answer.value.receipt, activity, place } };
  },
});

/** Looks a check-in up in today's list and in the known months. */
export function knownCheckIn(
  checkIn: Id,
  today: Today | null,
  months: Readonly<Record<string, Month>>,
): KnownCheckIn | null {
  const now = today?.activities.find(({ record }) => record?.check_in_id === checkIn);
  if (now?.record) {
    const { ref, retake } = now.record;
    return { ref, activity: now, place: now.venue.name, retake };
  }
  for (const { days } of Object.values(months)) {
    for (const { date, activities } of days) {
      const one = activities.find(({ record }) => record?.check_in_id === checkIn);
      if (one?.record) {
        const { ref, retake } = one.record;
        return { ref, activity: { title: one.title, date }, place: null, retake };
      }
    }
  }
  return null;
}
