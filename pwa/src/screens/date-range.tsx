import { t } from '../core/i18n/later.ts';
import { rangeFault } from '../core/permits.ts';
import { daysBetween } from '../core/time.ts';
import { Field } from '../elements/field.tsx';

interface Props {
  from: string;
  to: string;
  setFrom: (date: string) => void;
  setTo: (date: string) => void;
}
const FAULTS = { BACKWARDS: 'st.err.range', TOO_LONG: 'st.err.long' } as const;

/** First and last day of a request. */
export const DateRange = ({ from, to, setFrom, setTo }: Props) => {
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
      {!fault && <p class="kecil redup">{t('st.days', { n: daysBetween(from, to) + 1 })}</p>}
    </>
  );
};
