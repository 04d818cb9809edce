import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { addDays } from '../../core/time.ts';
import type { DateText, Held, RegencyHeld } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';

interface Props {
  held: Held | RegencyHeld;
  /** Where it ends. */
  path: string;
  today: DateText;
  onClose: () => void;
  onDone: () => void;
}

/** Ends an appointment with a day, or at once. */
export const EndSheet = ({ held, path, today, onClose, onDone }: Props) => {
  const { net } = useDesk();
  const [last, setLast] = useState(today);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async (day: DateText): Promise<void> => {
    setBusy(true);
    const answer = await net.call('POST', path, {
      pegawai_id: held.pegawai_id,
      since: held.since,
      last_day: day,
      ...(held.role === 'bkpsda' || held.role === 'auditor' ? { role: held.role } : {}),
    });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(faultText(answer.fault));
  };
  return (
    <Sheet title={t('appoint.end.of', { nama: held.name })} onClose={onClose}>
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void end(last);
        }}
      >
        <p>{t('appoint.end.text')}</p>
        <Field
          label={t('appoint.end.last')}
          name="last"
          type="date"
          min={addDays(held.since, -1)}
          value={last}
          onInput={setLast}
          error={error}
        />
        <Button look="main" wide submit busy={busy}>
          {t('appoint.end.on', { tanggal: shortDay(last) })}
        </Button>
        <Button look="quiet" wide busy={busy} onPress={() => void end(addDays(today, -1))}>
          {t('appoint.end.now')}
        </Button>
      </form>
    </Sheet>
  );
};
