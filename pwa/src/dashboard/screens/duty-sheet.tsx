import { useState } from 'preact/hooks';
import { asksReason, daysOf, LETTERS, type Letter, type Row } from '../../core/duty.ts';
import { codeName } from '../../core/i18n/codes.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import type { Fault } from '../../core/problems.ts';
import { dayAndMonth, dayName } from '../../core/time.ts';
import type { DutyMonth, Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { usePlanning } from '../app/duty.ts';
import { isStale } from '../app/versioned.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { dayText, refusedText } from './duty-words.tsx';

interface Props {
  roster: DutyMonth;
  rows: readonly Row[];
  who: Id;
  date: string;
  mayPlan: boolean;
  /** Changes that are not saved: a swap is over what is saved. */
  unsaved: boolean;
  /** It is being read again: a swap would be refused again. */
  reading: boolean;
  onLetter: (who: Id, date: string, to: Letter) => void;
  onSwapped: (after: DutyMonth, text: string) => void;
  onStale: () => void;
  onClose: () => void;
}

/** One person's month: the day that is chosen, its letter, and with whom it is swapped. */
export const DutySheet = (props: Props) => {
  const { roster, rows, who, mayPlan, onLetter, onClose } = props;
  const [date, setDate] = useState(props.date);
  const row = rows.find(({ pegawai_id }) => pegawai_id === who);
  if (!row) return null;
  const days = daysOf(roster.month);
  const at = days.indexOf(date);
  const permit = roster.permits.find((p) => p.pegawai_id === who && p.date === date);
  const locked = roster.locked.includes(date);
  return (
    <Sheet title={row.name ?? t('duty.gone')} onClose={onClose}>
      <div class="tumpuk">
        <Select
          label={t('duty.day')}
          value={date}
          options={days.map((day, n) => ({
            value: day,
            label: dayText(day, row.letters[n] ?? '-'),
          }))}
          onChoose={setDate}
        />
        {permit && <Message>{t('duty.permit', { kode: codeName(permit.code) })}</Message>}
        {locked && <Message tone="warning">{t('duty.locked')}</Message>}
        {mayPlan && !locked && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend
          <div class="huruf-piket" role="group" aria-label={t('duty.letters')}>
            {LETTERS.map((letter) => (
              <Button
                key={letter}
                look={row.letters[at] === letter ? 'main' : 'second'}
                onPress={() => onLetter(who, date, letter)}
              >
                {t(`duty.letter.${letter}`)}
              </Button>
            ))}
          </div>
        )}
        {mayPlan && (
          <div class="btn-baris">
            <Button look="second" disabled={at <= 0} onPress={() => setDate(days[at - 1] ?? date)}>
              {t('duty.day.before')}
            </Button>
            <Button
              look="second"
              disabled={at >= days.length - 1}
              onPress={() => setDate(days[at + 1] ?? date)}
            >
              {t('duty.day.after')}
            </Button>
          </div>
        )}
        {mayPlan && !locked && <SwapForm {...props} date={date} />}
        {mayPlan && (
          <Button
            look="quiet"
            onPress={() => {
              for (const day of days) onLetter(who, day, '-');
              onClose();
            }}
          >
            {t('duty.clear')}
          </Button>
        )}
      </div>
    </Sheet>
  );
};

const SwapForm = (props: Props) => {
  const { roster, rows, who, date, unsaved, reading, onSwapped, onStale } = props;
  const { clock } = useDesk();
  const { swap } = usePlanning();
  const at = Number(date.slice(8)) - 1;
  const own = rows.find(({ pegawai_id }) => pegawai_id === who)?.letters[at];
  const others = rows.filter(({ letters, name }) => letters[at] !== own && name !== null);
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Fault | null>(null);
  const other = others.find(({ pegawai_id }) => pegawai_id === chosen) ?? others[0];
  if (unsaved) return <p class="kecil redup">{t('duty.swap.unsaved')}</p>;
  if (!other) return <p class="kecil redup">{t('duty.swap.nobody')}</p>;
  const send = async (): Promise<void> => {
    if (busy || reading) return;
    setBusy(true);
    const answer = await swap(roster, { date, who, other: other.pegawai_id }, reason);
    setBusy(false);
    if (answer.ok) {
      const [a, b] = [rows.find(({ pegawai_id }) => pegawai_id === who), other];
      const told = { a: a?.name ?? '', b: b.name ?? '', tanggal: dayLong(date) };
      onSwapped(answer.value, t('duty.swapped', told));
      return;
    }
    setRefused(answer.fault);
    if (isStale(answer.fault)) onStale();
  };
  const asks = asksReason(roster, { [who]: { [date]: '-' } }, clock.server());
  return (
    <form
      class="tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{t('duty.swap')}</h3>
      <Select
        label={t('duty.swap.with')}
        value={other.pegawai_id}
        options={others.map(({ pegawai_id, name, letters }) => ({
          value: pegawai_id,
          label: `${name} · ${t(`duty.letter.${letters[at] ?? '-'}`)}`,
        }))}
        onChoose={setChosen}
      />
      {asks && (
        <Field
          label={t('duty.reason')}
          name="reason"
          maxLength={1000}
          value={reason}
          onInput={setReason}
          hint={t('duty.reason.why')}
        />
      )}
      {refused && (
        <Message tone="error" role="alert">
          {refusedText(refused)}
        </Message>
      )}
      <Button look="main" submit busy={busy || reading}>
        {t('duty.swap.send', { tanggal: dayAndMonth(date, currentLanguage()) })}
      </Button>
      <p class="kecil redup">{t('duty.swap.told')}</p>
    </form>
  );
};

const dayLong = (date: string): string =>
  `${dayName(date, currentLanguage())}, ${dayAndMonth(date, currentLanguage())}`;
