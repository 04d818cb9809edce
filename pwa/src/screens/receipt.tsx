import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { ofOwner } from '../app/outbox.ts';
import type { KnownCheckIn } from '../app/receipts.ts';
import { knownCheckIn } from '../app/receipts.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import type { Entry } from '../core/outbox.ts';
import type { Fault } from '../core/problems.ts';
import type { Id, Me } from '../core/wire.ts';
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

  const last = useRef<View | null>(null); // stays while an entry makes way for its kept receipt
  const receipt = entry?.receipt ?? value?.receipt ?? null;
  const activity = entry?.activity ?? value?.activity;
  if (activity && (entry || receipt)) {
    const place =
      value?.place ?? today?.activities.find(({ id }) => id === receipt?.activity_id)?.venue.name;
    const retake = known?.retake ?? null;
    last.current = { entry, receipt, activity, place: place ?? known?.place ?? null, retake };
  }
  return { view: last.current, fault, missing: !busy && !fault && last.current === null };
}

/** A second photo travels under an id of its own, for the record of the first. */
const belongs = (entry: Entry, checkIn: Id, known: KnownCheckIn | null): boolean =>
  entry.id === checkIn ||
  entry.receipt?.check_in_id === checkIn ||
  (entry.request.kind === 'PHOTO' && entry.request.ref === known?.ref);
