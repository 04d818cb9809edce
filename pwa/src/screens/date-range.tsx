import { t } from '../core/i18n/later.ts';
import { rangeFault } from '../core/permits.ts';
import { daysBetween } from '../core/time.ts';
import { Field } from '../elements/field.tsx';

interface Props {
  from: string;
  to: string;
  setFrom: (date: string) => void;
  setTo: (date: string) => void;
  /** What takes place on these days; null where that is not known. */
  covers?: readonly string[] | null;
}
const FAULTS = { BACKWARDS: 'st.err.range', TOO_LONG: 'st.err.long' } as const;

/** First and last day of a request. */
export const DateRange = ({ from, to, setFrom, setTo, covers }: Props) => {
  const fault = rangeFault(from, to);
  return (
    <>
      <div class="kisi kisi--tgl">
        <Field type="date" label={t('abs.from')} name="dari" value={from} onInput={setFrom} />
        <Field
          type="date"
          label={t('abs.to')}
          name="sampai"
          value={to}
          onInput={setTo}
          error={fault && t(FAULTS[fault])}
        />
      </div>
      {!fault && (
        <p class="kecil redup">
          {t('st.days', { n: daysBetween(from, to) + 1 })}
          {covers && ` · ${t('st.covers', { n: covers.length })}`}
          {covers && covers.length > 0 && `: ${covers.join(', ')}`}
        </p>
      )}
    </>
  );
};
