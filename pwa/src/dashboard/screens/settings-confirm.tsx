import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { codeOf, type Fault, isRefusedAt } from '../../core/problems.ts';
import {
  canHoldFrom,
  type Difference,
  firstDay,
  needsMonday,
} from '../../core/regency-settings.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { changeLines } from './settings-words.ts';

interface Props {
  changes: readonly Difference[];
  /** Seconds until every server goes by them. */
  pickedUp: number;
  fault: Fault | null;
  busy: boolean;
  onSave: (since: string) => void;
  onClose: () => void;
}

/** `8 Des 2026`. */
export const dayText = (date: string): string => `${shortDay(date)} ${date.slice(0, 4)}`;

/** Every difference, and the day from which it holds, before anything is saved. */
export const ConfirmSheet = ({ changes, pickedUp, fault, busy, onSave, onClose }: Props) => {
  const first = firstDay(changes);
  const [since, setSince] = useState(first);
  const [early, setEarly] = useState(false);
  const hint = t(needsMonday(changes) ? 'set.since.monday' : 'set.since.first', {
    tanggal: dayText(first),
  });
  const refused = early || (fault && isRefusedAt(fault, '/since'));
  return (
    <Sheet title={t('set.confirm')} onClose={onClose}>
      <form
        class="tumpuk"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const can = canHoldFrom(since, changes);
          setEarly(!can);
          if (can && !busy) onSave(since);
        }}
      >
        <ul class="daftar beda" aria-label={t('set.confirm.list')}>
          {changes.flatMap(changeLines).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Field
          label={t('set.since')}
          name="since"
          type="date"
          min={first}
          value={since}
          onInput={setSince}
          hint={hint}
          error={refused ? hint : null}
        />
        {changes.some(({ of }) => of.coming.length > 0) && (
          <p class="kecil redup">{t('set.since.replaces')}</p>
        )}
        {fault && !refused && (
          <Message tone="error" role="alert">
            {codeOf(fault) === 'status-berubah' ? t('set.same') : faultText(fault)}
          </Message>
        )}
        <Button look="main" wide submit busy={busy}>
          {t('set.save')}
        </Button>
        <p class="kecil redup">{t('set.since.picked', { n: pickedUp })}</p>
      </form>
    </Sheet>
  );
};
