import { useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import {
  type ActivityDraft,
  activityOf,
  type DraftFault,
  draftFault,
  emptyDraft,
  timeOf,
} from '../../core/activity-form.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { addDays, wib } from '../../core/time.ts';
import type { ActivityKind, Opd } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CLOCK, PIN } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useDesk } from '../app/desk.ts';
import { usePeople } from '../app/people-search.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { Screen } from './screen.tsx';

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

interface Props {
  /** Who organises it; null: the regency. */
  opd: Opd | null;
  onDone: () => void;
  onClose: () => void;
}

/** A new activity of this OPD, or of the regency. */
export const ActivityForm = ({ opd, onDone, onClose }: Props) => {
  const { net, clock, newId } = useDesk();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(() => emptyDraft(addDays(wib(clock.server()).date, 1)));
  const [fault, setFault] = useState<DraftFault | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<ActivityDraft>): void => {
    setDraft({ ...draft, ...part });
    setFault(null);
  };
  const save = async (): Promise<void> => {
    const wrong = draftFault(draft, clock.server());
    setFault(wrong);
    if (wrong) return;
    setBusy(true);
    setError(null);
    const body = activityOf(id, draft);
    const path = opd ? `/opds/${opd.id}/activities` : '/activities';
    const answer = await net.call('POST', path, body);
    setBusy(false);
    if (answer.ok) onDone();
    else setError(faultText(answer.fault));
  };
  return (
    <Screen
      title={t('acts.new')}
      sub={opd?.name ?? t('desk.regency')}
      tools={
        <>
          <Button look="quiet" onPress={onClose}>
            {shared('common.back')}
          </Button>
          <Button look="main" busy={busy} onPress={() => void save()}>
            {t('acts.form.save')}
          </Button>
        </>
      }
    >
      {error && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <form
        class="dua dua--kanan"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <div class="tumpuk">
          <Main draft={draft} fault={fault} onChange={change} />
          {opd ? (
            <Units opd={opd} draft={draft} fault={fault} onChange={change} />
          ) : (
            <OpdChoice draft={draft} fault={fault} onChange={change} />
          )}
        </div>
        <div class="tumpuk">
          <Place draft={draft} fault={fault} onChange={change} />
          <Preview draft={draft} />
        </div>
      </form>
    </Screen>
  );
};

interface PartProps {
  draft: ActivityDraft;
  fault: DraftFault | null;
  onChange: (part: Partial<ActivityDraft>) => void;
}

const errorAt = (fault: DraftFault | null, field: DraftFault['field']): string | null => {
  if (fault?.field !== field) return null;
  switch (fault.why) {
    case 'REQUIRED':
      return t('acts.form.required');
    case 'NUMBER':
      return t('acts.form.number');
    case 'TIME':
      return t('acts.form.time');
    case 'ORDER':
      return t('acts.form.order');
    case 'OVER':
      return t('acts.form.over');
    case 'NONE':
      return t(fault.field === 'opds' ? 'acts.form.noopd' : 'acts.form.nounit');
  }
};

const TIMES = [
  ['opens', 'acts.form.opens'],
  ['starts', 'acts.form.starts'],
  ['late', 'acts.form.late'],
  ['closes', 'acts.form.closes'],
] as const;

const Main = ({ draft, fault, onChange }: PartProps) => (
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
        options={KINDS.map((value) => ({ value, label: shared(`kind.${value}`) }))}
        onChoose={(kind) => onChange({ kind })}
      />
    </div>
    <div class="baris-isian">
      <Field
        label={t('acts.form.date')}
        name="date"
        type="date"
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
          value={draft[field]}
          onInput={(value) => onChange({ [field]: value })}
          error={errorAt(fault, field)}
        />
      ))}
    </div>
    <Field
      label={t('acts.form.challenge')}
      name="challenge"
      maxLength={200}
      value={draft.challenge}
      onInput={(challenge) => onChange({ challenge })}
      hint={t('acts.form.challenge.hint')}
    />
  </fieldset>
);

const Units = ({ opd, draft, fault, onChange }: PartProps & { opd: Opd }) => {
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

const OpdChoice = ({ draft, fault, onChange }: PartProps) => {
  const { opds } = useStore(useDesk().opds);
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
  const toggle = (known: readonly T[], value: T): void =>
    onChoose(known.includes(value) ? known.filter((one) => one !== value) : [...known, value]);
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
      {chosen && (
        <div class="pilihan-unit">
          {options.map(({ value, label }) => (
            <label key={value} class="centang">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(chosen, value)}
              />
              {label}
            </label>
          ))}
        </div>
      )}
      {error && (
        <p class="salah" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};

const Place = ({ draft, fault, onChange }: PartProps) => (
  <fieldset class="kartu tumpuk">
    <legend class="legenda-kartu">{t('acts.form.place.title')}</legend>
    <Field
      label={t('acts.form.place')}
      name="place"
      maxLength={100}
      value={draft.place}
      onInput={(place) => onChange({ place })}
      error={errorAt(fault, 'place')}
    />
    <div class="kisi kisi--tgl">
      <Field
        label={t('acts.form.lat')}
        name="lat"
        value={draft.lat}
        onInput={(lat) => onChange({ lat })}
        error={errorAt(fault, 'lat')}
      />
      <Field
        label={t('acts.form.lon')}
        name="lon"
        value={draft.lon}
        onInput={(lon) => onChange({ lon })}
        error={errorAt(fault, 'lon')}
      />
      <Field
        label={t('acts.form.radius')}
        name="radius"
        inputMode="numeric"
        value={draft.radius}
        onInput={(radius) => onChange({ radius })}
        error={errorAt(fault, 'radius')}
      />
    </div>
    <p class="kecil redup">{t('acts.form.place.hint')}</p>
  </fieldset>
);

const Preview = ({ draft }: { draft: ActivityDraft }) => {
  const dots = (time: string): string => timeOf(time)?.replace(':', '.') ?? '…';
  return (
    <section class="kartu kartu--contoh" aria-labelledby="contoh">
      <h2 id="contoh">{t('acts.form.preview')}</h2>
      <div class="kartu kegiatan">
        <p class="alis">{shared(`kind.${draft.kind}`)}</p>
        <h3>{draft.title || '…'}</h3>
        <ul class="fakta">
          <li>
            <Icon path={CLOCK} />
            {dots(draft.starts)}–{dots(draft.closes)} WIB
          </li>
          <li>
            <Icon path={PIN} />
            {draft.place || '…'}
          </li>
        </ul>
      </div>
    </section>
  );
};
