import { useState } from 'preact/hooks';
import { currentLanguage } from '../../core/i18n/translate.ts';
import {
  type Answers,
  beginsOf,
  MOST_AHEAD_DAYS,
  outcomeOf,
  typedNumber,
} from '../../core/imports.ts';
import { addDays, shortDate } from '../../core/time.ts';
import type { DateText, ImportFile } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { DOWNLOAD } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { type Confirmation, useRefusals } from '../app/imports.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

interface Props {
  of: ImportFile;
  answers: Answers;
  today: DateText;
  busy: boolean;
  onApply: (said: Confirmation) => void;
}

/** The button that does it, and the number of those who leave where there are many. */
export const ImportApply = ({ of, answers, today, busy, onApply }: Props) => {
  const [typed, setTyped] = useState('');
  const [since, setSince] = useState<DateText | null>(null); // a page left open overnight means today
  const [error, setError] = useState<string | null>(null);
  const { total, leavers, left } = outcomeOf(of, answers);
  const asks = leavers > of.free_leavers;
  const begins = beginsOf(since, today);
  const day = (date: DateText) => shortDate(date, currentLanguage());
  const hasChoice = left > 0 || of.counts.RAGU > 0;
  if (total === 0)
    return <Message tone="note">{t(hasChoice ? 'import.nothing.said' : 'import.nothing')}</Message>;
  return (
    <form
      class="kartu tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (asks && typedNumber(typed) !== leavers)
          setError(t('import.leavers.wrong', { n: number(leavers) }));
        else
          onApply({
            leavers: asks ? leavers : null,
            answers,
            since: begins === 'NOW' ? null : since,
          });
      }}
    >
      {asks && (
        <>
          <Message tone="warning" title={t('import.leavers', { n: number(leavers) })}>
            {t('import.leavers.text')}
          </Message>
          <Field
            label={t('import.leavers.type', { n: number(leavers) })}
            name="leavers"
            look="digits"
            inputMode="numeric"
            maxLength={6}
            value={typed}
            error={error}
            onInput={(value) => {
              setError(null);
              setTyped(value);
            }}
          />
        </>
      )}
      <Field
        label={t('import.since')}
        name="since"
        type="date"
        min={of.earliest}
        max={addDays(today, MOST_AHEAD_DAYS)}
        value={since ?? today}
        hint={t('import.since.hint', { date: day(of.earliest) })}
        onInput={(chosen) => chosen && setSince(chosen)}
      />
      {begins === 'BACKDATED' && (
        <Message tone="note" role="status">
          {t('import.since.past', { date: day(since ?? today) })}
        </Message>
      )}
      <div class="baris">
        <Button look="main" submit busy={busy}>
          {t(begins === 'LATER' ? 'import.schedule' : 'import.apply', { n: number(total) })}
        </Button>
        <span class="kecil redup">
          {left > 0 && `${t('import.left.count', { n: number(left) })}. `}
          {t('import.untouched')} {t('import.undo')}
        </span>
      </div>
    </form>
  );
};

/** The refused rows as a table, for whoever mends the file. */
export const Refusals = ({ of }: { of: ImportFile }) => {
  const { open, busy, fault } = useRefusals(of);
  return (
    <>
      {fault && <FaultMessage fault={fault} kept={true} onRetry={() => void open()} />}
      <div class="alat-baris">
        <Button look="second" icon={DOWNLOAD} busy={busy} onPress={() => void open()}>
          {t('import.refusals', { n: number(of.counts.GALAT) })}
        </Button>
      </div>
    </>
  );
};
