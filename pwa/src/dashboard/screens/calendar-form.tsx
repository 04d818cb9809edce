import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { type Answer, codeOf, type Fault, isRefusedAt } from '../../core/problems.ts';
import { markOf } from '../../core/regency-year.ts';
import { addDays, dayAndMonth, longDate } from '../../core/time.ts';
import type { CalendarDay, Ceremony, DayKind, Id, RegencyYear } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { useChanges } from '../app/calendar.ts';
import { useDesk } from '../app/desk.ts';
import { isStale } from '../app/versioned.ts';
import { Ticks } from '../elements/ticks.tsx';
import { t } from '../i18n.ts';

/** How a day is treated: as one kind for all, or as a day off on which some OPDs work. */
type Treatment = DayKind | 'SEBAGIAN';
const TREATMENTS: readonly Treatment[] = ['LIBUR', 'CUTI_BERSAMA', 'SEBAGIAN', 'MASUK'];

interface Props {
  year: RegencyYear;
  today: string;
  /** It is being read again: what would be saved now would be refused again. */
  reading: boolean;
  onDone: (text: string, after: RegencyYear) => void;
  /** Somebody else changed the year meanwhile. */
  onStale: () => void;
}
interface Errors {
  date?: string;
  name?: string;
  decree?: string;
  to?: string;
  working?: string;
  form?: string;
}

/** Sends a change, and says at its field why it was refused. */
function useSending({ reading, onDone, onStale }: Props) {
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const busy = sending || reading;
  const send = async (
    missing: Errors,
    change: () => Promise<Answer<RegencyYear>>,
    done: string,
  ): Promise<void> => {
    setErrors(missing);
    if (busy || Object.keys(missing).length > 0) return;
    setSending(true);
    const answer = await change();
    setSending(false);
    if (answer.ok) {
      onDone(done, answer.value);
      return;
    }
    setErrors(errorsOf(answer.fault));
    if (isStale(answer.fault)) onStale();
  };
  return { errors, busy, send };
}

const errorsOf = (fault: Fault): Errors => {
  if (isStale(fault)) return { form: t('desk.stale') };
  if (codeOf(fault) === 'status-berubah') return { form: t('cal.form.same') };
  if (isRefusedAt(fault, '/date')) return { date: t('cal.form.date.refused') };
  if (isRefusedAt(fault, '/to')) return { to: t('cal.form.to.refused') };
  if (isRefusedAt(fault, '/name')) return { name: faultText(fault) };
  if (isRefusedAt(fault, '/decree')) return { decree: faultText(fault) };
  return { form: faultText(fault) };
};

const decreeMissing = (decree: string): Errors =>
  decree.trim() ? {} : { decree: t('cal.form.decree.none') };

/** Makes a day a holiday, cuti bersama or a working day. */
export const DayForm = (props: Props & { date: string }) => {
  const { year, today } = props;
  const [date, setDate] = useState(props.date);
  const [treatment, setTreatment] = useState(() => treatmentOf(year, props.date));
  const [name, setName] = useState(() => markOf(year, props.date).name);
  const [working, setWorking] = useState(() => workingOn(year, props.date));
  const [decree, setDecree] = useState('');
  const { errors, busy, send } = useSending(props);
  const { setDay } = useChanges(year);
  const turnTo = (to: string): void => {
    setDate(to);
    setTreatment(treatmentOf(year, to));
    setName(markOf(year, to).name);
    setWorking(workingOn(year, to));
  };
  const known = year.days.find((day) => day.date === date);
  const choose = (to: Treatment): void => {
    setTreatment(to);
    if (known && (to === known.package.kind || (to === 'SEBAGIAN' && !name)))
      setName(known.package.name);
  };
  const kind = treatment === 'SEBAGIAN' ? kindOff(known) : treatment;
  const some = treatment === 'SEBAGIAN' ? { working } : {};
  const missing = (): Errors => ({
    ...(kind !== 'MASUK' && !name.trim() ? { name: t('cal.form.name.none') } : {}),
    ...(some.working?.length === 0 ? { working: t('acts.form.noopd') } : {}),
    ...decreeMissing(decree),
  });
  return (
    <ChangeForm
      title={t('cal.form.day')}
      sub={longDate(date, currentLanguage())}
      error={errors.form}
      busy={busy}
      onSubmit={() =>
        void send(
          missing(),
          () => setDay({ date, kind, name, decree, ...some }),
          t('cal.done.day', { tanggal: longDate(date, currentLanguage()) }),
        )
      }
      note={t(NOTE[treatment])}
    >
      <Field
        label={t('cal.form.date')}
        name="date"
        type="date"
        min={today}
        max={`${year.year}-12-31`}
        value={date}
        onInput={(to) => to && turnTo(to)}
        error={errors.date ?? null}
      />
      <Segments<Treatment>
        label={t('cal.form.kind')}
        options={TREATMENTS.map((one) => ({ value: one, label: t(`cal.form.kind.${one}`) }))}
        chosen={treatment}
        onChoose={choose}
      />
      {kind !== 'MASUK' && (
        <Field
          label={t('cal.form.name')}
          name="name"
          value={name}
          onInput={setName}
          maxLength={100}
          error={errors.name ?? null}
        />
      )}
      {some.working && (
        <Working chosen={some.working} onChoose={setWorking} error={errors.working} />
      )}
      <Decree value={decree} onInput={setDecree} error={errors.decree} />
    </ChangeForm>
  );
};

const NOTE = {
  LIBUR: 'cal.form.off',
  CUTI_BERSAMA: 'cal.form.off',
  SEBAGIAN: 'cal.form.partial',
  MASUK: 'cal.form.working',
} as const;

const workingOn = (year: RegencyYear, date: string): readonly Id[] =>
  year.days.find((day) => day.date === date)?.working ?? [];

const treatmentOf = (year: RegencyYear, date: string): Treatment =>
  workingOn(year, date).length > 0 ? 'SEBAGIAN' : markOf(year, date).kind;

/** What the day is for those who do not work: as it holds, else as the library says. */
const kindOff = (day: CalendarDay | undefined): DayKind =>
  [day?.kind, day?.package.kind].find((kind) => kind && kind !== 'MASUK') ?? 'LIBUR';

interface WorkingProps {
  chosen: readonly Id[];
  onChoose: (chosen: readonly Id[]) => void;
  error: string | undefined;
}
const Working = ({ chosen, onChoose, error }: WorkingProps) => {
  const { opds } = useStore(useDesk().opds);
  return (
    <fieldset class="kolom">
      <legend>{t('cal.form.for')}</legend>
      <Ticks
        options={opds.map(({ id, name }) => ({ value: id, label: name }))}
        {...{ chosen, onChoose }}
      />
      {error && (
        <p class="salah" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};

/** Holds a ceremony on another day of its year. */
export const CeremonyForm = (props: Props & { ceremony: Ceremony }) => {
  const { year, today, ceremony } = props;
  const [to, setTo] = useState(ceremony.date);
  const [decree, setDecree] = useState('');
  const { errors, busy, send } = useSending(props);
  const { move } = useChanges(year);
  return (
    <ChangeForm
      title={ceremony.title}
      sub={longDate(ceremony.date, currentLanguage())}
      error={errors.form}
      busy={busy}
      onSubmit={() =>
        void send(
          decreeMissing(decree),
          () => move({ date: ceremony.own_date, to, decree }),
          t('cal.done.move', {
            upacara: ceremony.title,
            tanggal: dayAndMonth(to, currentLanguage()),
          }),
        )
      }
      note={t('cal.form.moving')}
    >
      <Field
        label={t('cal.form.to')}
        name="to"
        type="date"
        min={addDays(today, 1)}
        max={`${year.year}-12-31`}
        value={to}
        onInput={setTo}
        error={errors.to ?? errors.date ?? null}
      />
      <Decree value={decree} onInput={setDecree} error={errors.decree} />
    </ChangeForm>
  );
};

interface DecreeProps {
  value: string;
  onInput: (value: string) => void;
  error: string | undefined;
}
const Decree = ({ value, onInput, error }: DecreeProps) => (
  <Field
    label={t('cal.form.decree')}
    name="decree"
    hint={t('cal.form.decree.hint')}
    value={value}
    onInput={onInput}
    maxLength={200}
    error={error ?? null}
  />
);

interface FormProps {
  title: string;
  sub: string;
  note: string;
  error: string | undefined;
  busy: boolean;
  onSubmit: () => void;
  children: ComponentChildren;
}
const ChangeForm = ({ title, sub, note, error, busy, onSubmit, children }: FormProps) => (
  <form
    class="kartu tumpuk"
    aria-labelledby="ubah-hari"
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    <div>
      <h2 id="ubah-hari">{title}</h2>
      <p class="kecil redup">{sub}</p>
    </div>
    {children}
    {error && (
      <Message tone="error" role="alert">
        {error}
      </Message>
    )}
    <Button look="main" wide submit busy={busy}>
      {t('cal.form.save')}
    </Button>
    <p class="kecil redup">{note}</p>
  </form>
);
