import { useStore } from '../../app/store.ts';
import {
  type ActivityDraft,
  type DraftFault,
  repeatFault,
  weekdayOf,
} from '../../core/activity-form.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { addDays, shortDay } from '../../core/time.ts';
import type { ActivityKind, Opd } from '../../core/wire.ts';
import { Field } from '../../elements/field.tsx';
import { useDesk } from '../app/desk.ts';
import { usePeople } from '../app/people-search.ts';
import { Select } from '../elements/select.tsx';
import { Ticks } from '../elements/ticks.tsx';
import { t } from '../i18n.ts';
import { PersonPicker } from './person-picker.tsx';
import { SeriesDaysOff } from './series-days-off.tsx';

/** Whose week gives the weekdays their names. */
const A_MONDAY = '2026-11-23';
const KINDS: readonly ActivityKind[] = [
  'APEL_PAGI',
  'APEL_SORE',
  'UPACARA',
  'RAPAT',
  'MONEV',
  'SOSIALISASI',
  'SENAM',
  'LAINNYA',
];

export type Locks = 'NONE' | 'DAY' | 'OPENING';
export interface PartProps {
  draft: ActivityDraft;
  fault: DraftFault | null;
  /** What stands already: its day stays, and once it is open more does. */
  locks: Locks;
  onChange: (part: Partial<ActivityDraft>) => void;
}

export const errorAt = (fault: DraftFault | null, field: DraftFault['field']): string | null => {
  if (fault?.field !== field) return null;
  switch (fault.why) {
    case 'REQUIRED':
      return t('acts.form.required');
    case 'NUMBER':
      return t('acts.form.number');
    case 'RANGE':
      return t('acts.form.range');
    case 'TIME':
      return t('acts.form.time');
    case 'ORDER':
      return t('acts.form.order');
    case 'OVER':
      return t('acts.form.over');
    case 'SPAN':
      return t('acts.form.span');
    case 'NONE':
      return t(fault.field === 'opds' ? 'acts.form.noopd' : 'acts.form.nounit');
  }
};

interface ScopeProps {
  following: boolean;
  onChoose: (following: boolean) => void;
}
/** Of a series: this one, or all that follow too. */
export const SeriesScope = ({ following, onChoose }: ScopeProps) => (
  <fieldset class="kolom">
    <legend>{t('acts.scope')}</legend>
    <div>
      {([false, true] as const).map((all) => (
        <label key={String(all)} class="centang">
          <input
            type="radio"
            name="scope"
            checked={following === all}
            onChange={() => onChoose(all)}
          />
          {t(all ? 'acts.scope.all' : 'acts.scope.one')}
        </label>
      ))}
    </div>
  </fieldset>
);

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

const Repeat = ({ opd, draft, fault, onChange }: PartProps & { opd: Opd | null }) => (
  <>
    <div class="kisi kisi--lebar">
      <Select<ActivityDraft['repeat']>
        label={t('acts.form.repeat')}
        value={draft.repeat}
        options={(['NONE', 'WEEK', 'MONTH'] as const).map((value) => ({
          value,
          label: t(`acts.form.repeat.${value}`, { n: Number(draft.date.slice(8)) }),
        }))}
        onChoose={(repeat) => onChange({ repeat })}
      />
      {draft.repeat !== 'NONE' && (
        <Field
          label={t('acts.form.until')}
          name="until"
          type="date"
          min={draft.date}
          value={draft.until}
          onInput={(until) => onChange({ until })}
          error={errorAt(fault, 'until')}
        />
      )}
    </div>
    {draft.repeat === 'WEEK' && draft.date !== '' && <Weekdays {...{ draft, onChange }} />}
    {draft.repeat !== 'NONE' && (
      <p class="kecil redup">
        {t(draft.repeat === 'MONTH' ? 'acts.form.repeat.short' : 'acts.form.repeat.off')}
      </p>
    )}
    {draft.repeat !== 'NONE' && !repeatFault(draft) && (
      <SeriesDaysOff draft={draft} of={opd ? [opd.id] : (draft.opds ?? [])} />
    )}
  </>
);

const Weekdays = ({ draft, onChange }: Pick<PartProps, 'draft' | 'onChange'>) => {
  const own = weekdayOf(draft.date);
  const toggle = (day: number): void =>
    onChange({
      weekdays: draft.weekdays.includes(day)
        ? draft.weekdays.filter((one) => one !== day)
        : [...draft.weekdays, day],
    });
  return (
    <fieldset class="kolom">
      <legend>{t('acts.form.weekdays')}</legend>
      <div class="hari-hari">
        {WEEKDAYS.map((day) => (
          <label key={day} class="centang">
            <input
              type="checkbox"
              checked={day === own || draft.weekdays.includes(day)}
              disabled={day === own}
              onChange={() => toggle(day)}
            />
            {shortDay(addDays(A_MONDAY, day), currentLanguage())}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const TIMES = [
  ['opens', 'acts.form.opens'],
  ['starts', 'acts.form.starts'],
  ['late', 'acts.form.late'],
  ['closes', 'acts.form.closes'],
] as const;

export const Main = ({ opd, draft, fault, locks, onChange }: PartProps & { opd: Opd | null }) => (
  <fieldset class="kartu tumpuk">
    <legend class="sr">{t('acts.form.main')}</legend>
    <div class="kisi kisi--lebar">
      <Field
        label={t('acts.form.title')}
        name="title"
        maxLength={150}
        value={draft.title}
        onInput={(title) => onChange({ title })}
        error={errorAt(fault, 'title')}
      />
      <Select<ActivityKind>
        label={t('acts.form.kind')}
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChoose={(kind) => onChange({ kind })}
      />
    </div>
    <div class="baris-isian">
      <Field
        label={t('acts.form.date')}
        name="date"
        type="date"
        locked={locks !== 'NONE'}
        value={draft.date}
        onInput={(date) => onChange({ date })}
        error={errorAt(fault, 'date')}
      />
      {TIMES.map(([field, text]) => (
        <Field
          key={field}
          label={t(text)}
          name={field}
          inputMode="numeric"
          maxLength={5}
          locked={locks === 'OPENING' && (field === 'opens' || field === 'starts')}
          value={draft[field]}
          onInput={(value) => onChange({ [field]: value })}
          error={errorAt(fault, field)}
        />
      ))}
    </div>
    {locks !== 'NONE' && (
      <p class="kecil redup">{t(locks === 'DAY' ? 'acts.form.day' : 'acts.form.opening')}</p>
    )}
    {locks === 'NONE' && <Repeat {...{ opd, draft, fault, locks, onChange }} />}
    <div class="kisi kisi--lebar">
      {opd && (
        <PersonPicker
          opd={opd.id}
          label={t('acts.form.leader')}
          hint={t('acts.form.leader.hint')}
          person={draft.leader}
          onPick={(leader) => onChange({ leader: leader && { id: leader.id, name: leader.name } })}
        />
      )}
      <Field
        label={t('acts.form.challenge')}
        name="challenge"
        maxLength={200}
        value={draft.challenge}
        onInput={(challenge) => onChange({ challenge })}
        hint={t('acts.form.challenge.hint')}
      />
    </div>
  </fieldset>
);

export const Units = ({ opd, draft, fault, onChange }: PartProps & { opd: Opd }) => {
  const { value } = usePeople(opd.id, '', null);
  const units = (value?.units ?? []).filter(({ no }) => no !== 0);
  return (
    <Audience
      name="units"
      all={t('acts.form.units.all', { opd: opd.name })}
      some={t('acts.form.units.some')}
      options={units.map(({ no, name }) => ({ value: no, label: name }))}
      chosen={draft.units}
      error={errorAt(fault, 'units')}
      onChoose={(units) => onChange({ units })}
    />
  );
};

export const OpdChoice = ({ draft, fault, locks, onChange }: PartProps) => {
  const { opds } = useStore(useDesk().opds);
  if (locks !== 'NONE') {
    const named = opds.filter(({ id }) => draft.opds?.includes(id)).map(({ name }) => name);
    return (
      <section class="kartu tumpuk-rapat">
        <h2 class="legenda-kartu">{t('acts.form.units')}</h2>
        <p>{draft.opds ? named.join(', ') : t('acts.form.opds.all')}</p>
      </section>
    );
  }
  return (
    <Audience
      name="opds"
      all={t('acts.form.opds.all')}
      some={t('acts.form.opds.some')}
      options={opds.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={draft.opds}
      error={errorAt(fault, 'opds')}
      onChoose={(opds) => onChange({ opds })}
    />
  );
};

interface AudienceProps<T> {
  name: string;
  all: string;
  some: string;
  options: readonly { value: T; label: string }[];
  /** null: everybody. */
  chosen: readonly T[] | null;
  error: string | null;
  onChoose: (chosen: readonly T[] | null) => void;
}
const Audience = <T extends string | number>(props: AudienceProps<T>) => {
  const { name, all, some, options, chosen, error, onChoose } = props;
  return (
    <fieldset class="kartu tumpuk-rapat">
      <legend class="legenda-kartu">{t('acts.form.units')}</legend>
      <label class="centang">
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChoose(null)} />
        {all}
      </label>
      <label class="centang">
        <input type="radio" name={name} checked={chosen !== null} onChange={() => onChoose([])} />
        {some}
      </label>
      {chosen && <Ticks {...{ options, chosen, onChoose }} />}
      {error && (
        <p class="salah" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};
