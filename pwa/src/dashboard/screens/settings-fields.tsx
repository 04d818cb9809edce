import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import {
  clockOf,
  type Draft,
  decided,
  isChanged,
  isDefault,
  isTexts,
  shownOf,
} from '../../core/regency-settings.ts';
import type { Setting, SettingName, SettingValue } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { moment, shortDay } from '../words.ts';
import {
  boundsText,
  dotted,
  REMINDERS,
  type Reminder,
  reminderName,
  switchedOn,
  TIMES,
  todayText,
  valueText,
  weekdayName,
} from './settings-words.ts';

/** What the fields share: the settings by name, what was typed, and what was refused. */
export interface Form {
  of: (name: SettingName) => Setting;
  draft: Draft;
  set: (name: SettingName, to: SettingValue) => void;
  /** The refused setting, and why. */
  error: { name: string; text: string } | null;
  locked: boolean;
}
export interface PartProps {
  form: Form;
  name: SettingName;
}

export const errorAt = ({ error }: Form, name: string): string | null =>
  error?.name === name ? error.text : null;

/** A part of the page, to which its list of parts leads. */
export const Part = ({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  children: ComponentChildren;
}) => (
  <section class="kartu tumpuk" id={id} aria-labelledby={`${id}-judul`}>
    <h2 id={`${id}-judul`}>{title}</h2>
    {children}
    {note && <p class="kecil redup">{note}</p>}
  </section>
);

/** Who set it and when, what is to come, its default, and the way back. */
export const About = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const next = of.coming.at(-1);
  const last = next ?? of.changed;
  return (
    <div class="tentang-atur">
      {isChanged(of, form.draft) && of.form !== 'KOLOM' && (
        <small class="semula">{t('set.before', { nilai: valueText(of, decided(of)) })}</small>
      )}
      {next ? (
        <small>
          {t('set.coming', {
            tanggal: `${shortDay(next.since)} ${next.since.slice(0, 4)}`,
            nama: next.by,
            waktu: moment(next.at),
            nilai: todayText(of),
          })}
        </small>
      ) : (
        last && <small>{t('set.changed', { nama: last.by, waktu: moment(last.at) })}</small>
      )}
      {!isDefault(of, form.draft) && !form.locked && (
        <Button
          look="quiet"
          label={t('set.restore.of', { nama: t(`set.${name}`) })}
          onPress={() => form.set(name, of.default)}
        >
          {t('set.restore')}
        </Button>
      )}
    </div>
  );
};

const hintOf = (of: Setting): string =>
  [
    of.form === 'DAFTAR' ? '' : t('set.default', { nilai: valueText(of, of.default) }),
    boundsText(of),
  ]
    .filter(Boolean)
    .join('; ');

const readAs = ({ form }: Setting, typed: string): SettingValue =>
  form === 'ANGKA' && /^\d{1,4}$/.test(typed) ? Number(typed) : typed;

/** A number, a time or a line. */
export const PlainSetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const isNumber = of.form === 'ANGKA';
  const isTime = of.form === 'JAM';
  const set = (typed: string): void => form.set(name, isTime ? clockOf(typed) : readAs(of, typed));
  return (
    <div class="atur">
      <Field
        label={isNumber ? `${t(`set.${name}`)} (${of.unit})` : t(`set.${name}`)}
        name={name}
        hint={hintOf(of)}
        value={isTime ? dotted(`${shownOf(of, form.draft)}`) : `${shownOf(of, form.draft)}`}
        onInput={set}
        locked={form.locked}
        error={errorAt(form, name)}
        {...(isNumber || isTime ? { inputMode: 'numeric' as const } : {})}
        {...(of.form === 'TEKS' ? { maxLength: Number(of.most) } : {})}
      />
      <About form={form} name={name} />
    </div>
  );
};

export const WeekdaySetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const days = Array.from({ length: Number(of.most) + 1 }, (_, n) => n);
  return (
    <div class="atur">
      {form.locked ? (
        <Field
          label={t(`set.${name}`)}
          name={name}
          value={weekdayName(Number(shownOf(of, form.draft)))}
          onInput={() => undefined}
          locked
        />
      ) : (
        <Select
          label={t(`set.${name}`)}
          value={`${shownOf(of, form.draft)}`}
          options={days.map((n) => ({ value: `${n}`, label: weekdayName(n) }))}
          onChoose={(n) => form.set(name, Number(n))}
        />
      )}
      <small class="redup">{hintOf(of)}</small>
      <About form={form} name={name} />
    </div>
  );
};

/** Each reminder with its switch. */
export const SwitchesSetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const on = switchedOn(shownOf(of, form.draft));
  const flip = (one: Reminder): void => {
    if (form.locked) return;
    const isOn = (other: Reminder): boolean => on.includes(other) !== (other === one);
    form.set(name, REMINDERS.filter(isOn));
  };
  return (
    <div class="atur">
      {REMINDERS.map((one) => (
        <label key={one} class="centang">
          <input
            type="checkbox"
            name={`ingat-${one}`}
            checked={on.includes(one)}
            disabled={form.locked}
            onChange={() => flip(one)}
          />
          <span>{reminderName(one)}</span>
        </label>
      ))}
      <About form={form} name={name} />
    </div>
  );
};

/** Sentences, one a line. */
export const LinesSetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const value = shownOf(of, form.draft);
  return (
    <div class="atur">
      <Field
        label={t('set.challenges.label')}
        name={name}
        lines
        value={Array.isArray(value) ? value.join('\n') : `${value}`}
        onInput={(typed) => form.set(name, typed.split('\n'))}
        locked={form.locked}
        error={errorAt(form, name)}
      />
      <About form={form} name={name} />
    </div>
  );
};

/** The four times of a kind of activity in a row. */
export const TimesRow = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const value = shownOf(of, form.draft);
  const before = decided(of);
  const first = useRef<HTMLInputElement>(null);
  const error = errorAt(form, name);
  useEffect(() => {
    if (error) first.current?.focus();
  }, [error]);
  if (!isTexts(value) || !isTexts(before)) return null;
  const kind = t(`set.${name}`);
  return (
    <>
      <tr>
        <th scope="row">{kind}</th>
        {TIMES.map((part) => (
          <td key={part}>
            <input
              {...(part === 'opens' ? { ref: first } : {})}
              class={value[part] === before[part] ? 'masukan' : 'masukan ubah'}
              inputMode="numeric"
              readOnly={form.locked}
              maxLength={5}
              aria-label={`${kind}, ${t(`set.times.${part}`)}`}
              aria-invalid={error ? true : undefined}
              value={dotted(value[part] ?? '')}
              onInput={(event) =>
                form.set(name, { ...value, [part]: clockOf(event.currentTarget.value) })
              }
            />
          </td>
        ))}
      </tr>
      <tr class="tentang">
        <td colSpan={1 + TIMES.length}>
          {error && <p class="salah">{error}</p>}
          <small class="redup">{hintOf(of)}</small>
          <About form={form} name={name} />
        </td>
      </tr>
    </>
  );
};
