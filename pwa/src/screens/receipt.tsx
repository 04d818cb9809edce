import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { ofOwner } from '../app/outbox.ts';
import type { KnownCheckIn } from '../app/receipts.ts';
import { knownCheckIn } from '../app/receipts.ts';
import { useStore } from '../app/store.ts';
import { activityOf, seesTodayAlone } from '../core/calendar.ts';
import { isSettled, isUnproven } from '../core/card.ts';
import { t } from '../core/i18n/later.ts';
import type { Entry } from '../core/outbox.ts';
import type { Fault } from '../core/problems.ts';
import { wib } from '../core/time.ts';
import type { Id, Me, Receipt as ReceiptFacts } from '../core/wire.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Page } from './page.tsx';
import type { View } from './ticket.tsx';
import { Ticket } from './ticket.tsx';

/** The receipt of a check-in, from the shutter on: saved here, recorded, uploaded. */
export const Receipt = ({ checkIn, me }: { checkIn: Id; me: Me }) => {
  const { view, fault, missing } = useReceipt(checkIn, me);
  return (
    <Page title={t('rec.title')} back="/">
      {fault && !view && <FaultMessage fault={fault} />}
      {missing && <Message tone="warning">{t('rec.missing')}</Message>}
      {view && <Ticket view={view} me={me} />}
    </Page>
  );
};

/** From this phone's outbox, its kept receipts, or the server, in this order. */
function useReceipt(
  checkIn: Id,
  me: Me,
): { view: View | null; fault: Fault | null; missing: boolean } {
  const app = useApp();
  const entries = ofOwner(useStore(app.outbox.entries), me.pegawai_id);
  const { today } = useStore(app.today);
  const { months } = useStore(app.months);
  const known = knownCheckIn(checkIn, today, months);
  const { value, fault, busy, reload } = useLoaded(`${checkIn} ${known?.ref}`, () =>
    app.receipts.read(me.pegawai_id, checkIn, known),
  );
  const entry = entries.filter((one) => belongs(one, checkIn, known)).at(-1) ?? null;
  const gone = entry === null;
  useEffect(() => {
    if (gone) reload();
  }, [gone, reload]);

  const receipt = entry?.receipt ?? value?.receipt ?? null;
  const activity = entry?.activity ?? value?.activity;
  const settled = useSettled(me, receipt, activity?.date ?? null);

  const last = useRef<View | null>(null); // stays while an entry makes way for its kept receipt
  if (activity && (entry || receipt)) {
    const place =
      value?.place ?? today?.activities.find(({ id }) => id === receipt?.activity_id)?.venue.name;
    const retake = known?.retake ?? null;
    last.current = {
      entry,
      receipt,
      activity,
      place: place ?? known?.place ?? null,
      retake,
      settled,
    };
  }
  return { view: last.current, fault, missing: !busy && !fault && last.current === null };
}

/** Whether the lock settled its punctuality: its month tells, and is asked anew for an earlier day. */
function useSettled(me: Me, receipt: ReceiptFacts | null, date: string | null): boolean {
  const app = useApp();
  const { months } = useStore(app.months);
  const past = receipt && activityOf(months, receipt.activity_id);
  const settled = past !== null && isSettled(past);
  const open = receipt && isUnproven(receipt) && !settled && !seesTodayAlone(me);
  const month =
    open && date && date < wib(app.clock.server()).date ? date.slice(0, 7).replace('-', '') : null;
  useEffect(() => {
    if (month) void app.months.load(month);
  }, [month]);
  return settled;
}

/** A second photo travels under an id of its own, for the record of the first. */
const belongs = (entry: Entry, checkIn: Id, known: KnownCheckIn | null): boolean =>
  entry.id === checkIn ||
  entry.receipt?.check_in_id === checkIn ||
  (entry.request.kind === 'PHOTO' && entry.request.ref === known?.ref);
