import type { DateText } from '../../core/wire.ts';
import { Field } from '../../elements/field.tsx';
import { t } from '../i18n.ts';

interface TermProps {
  since: string;
  until: string;
  /** The first day on which it may begin; without: any. */
  earliest?: DateText;
  onChange: (part: { since?: string; until?: string }) => void;
}

/** From which day somebody holds a task, and to which. */
export const TermFields = ({ since, until, earliest, onChange }: TermProps) => (
  <div class="kisi kisi--tgl">
    <Field
      label={t('appoint.from')}
      name="since"
      type="date"
      {...(earliest && { min: earliest })}
      value={since}
      onInput={(day) => onChange({ since: day })}
    />
    <Field
      label={t('appoint.to')}
      hint={t('appoint.to.hint')}
      name="until"
      type="date"
      min={since}
      value={until}
      onInput={(day) => onChange({ until: day })}
    />
  </div>
);

/** Where the mails of the task go, for whoever entered no address. */
export const TaskMail = ({
  value,
  onInput,
}: {
  value: string;
  onInput: (mail: string) => void;
}) => (
  <Field
    label={t('appoint.mail')}
    hint={t('appoint.mail.hint')}
    name="mail"
    type="email"
    inputMode="email"
    maxLength={254}
    value={value}
    onInput={onInput}
  />
);
