import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { type Fault, isRefusedAt } from '../../core/problems.ts';
import { addDays, wib } from '../../core/time.ts';
import type { Opd, OwnActivity } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { activitiesPath } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';

interface Props {
  opd: Opd | null;
  stored: OwnActivity;
  onMoved: () => void;
  onClose: () => void;
}

/** Another day for an activity that has not opened; its times stay. */
export const MoveSheet = ({ opd, stored, onMoved, onClose }: Props) => {
  const { net, clock } = useDesk();
  const today = wib(clock.server()).date;
  const [date, setDate] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const move = async (): Promise<void> => {
    if (date === '') {
      setError(t('acts.form.required'));
      return;
    }
    setBusy(true);
    const path = `${activitiesPath(opd)}/${stored.id}/moves`;
    const answer = await net.call('POST', path, { date });
    setBusy(false);
    if (answer.ok) onMoved();
    else setError(refusal(answer.fault));
  };
  return (
    <Sheet title={t('acts.move')} onClose={onClose}>
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void move();
        }}
      >
        <p class="kecil redup">{t('acts.move.note')}</p>
        <Field
          label={t('acts.move.date')}
          name="move"
          type="date"
          min={today}
          max={addDays(stored.date, 366)}
          value={date}
          onInput={(value) => {
            setDate(value);
            setError(null);
          }}
          error={error}
        />
        <Button look="main" wide submit busy={busy}>
          {t('acts.move.yes')}
        </Button>
      </form>
    </Sheet>
  );
};

const refusal = (fault: Fault): string =>
  isRefusedAt(fault, '/date') ? t('acts.move.other') : faultText(fault);
