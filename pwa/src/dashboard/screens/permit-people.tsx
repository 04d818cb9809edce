import { shared } from '../../core/i18n/shared.ts';
import type { DeskPermit, Id, PermitPerson } from '../../core/wire.ts';
import { t } from '../i18n.ts';
import { moment } from '../words.ts';

interface Props {
  permit: DeskPermit;
  /** Whom a decision may name; nobody where this person only reads. */
  open: readonly PermitPerson[];
  checked: ReadonlySet<Id>;
  onToggle: (id: Id) => void;
}

/** Whom a request is for, each with what was decided about them. */
export const PermitPeople = ({ permit, open, checked, onToggle }: Props) => (
  <fieldset>
    <legend>{t('permits.for')}</legend>
    {permit.people.map((person) => (
      <Person
        key={person.pegawai_id}
        person={person}
        checked={checked.has(person.pegawai_id)}
        onToggle={open.includes(person) ? () => onToggle(person.pegawai_id) : null}
      />
    ))}
  </fieldset>
);

interface PersonProps {
  person: PermitPerson;
  checked: boolean;
  onToggle: (() => void) | null;
}
const Person = ({ person, checked, onToggle }: PersonProps) => {
  const { name, unit, state, decided_by, decided_at, reason } = person;
  const text = (
    <span>
      {name} <span class="redup">· {unit.name}</span>
      {decided_by && decided_at && (
        <small class="redup bawah">
          {t('permits.decided', {
            keadaan: shared(`permit.${state}`),
            nama: decided_by,
            waktu: moment(decided_at),
          })}
          {reason && `. ${reason}`}
        </small>
      )}
    </span>
  );
  if (!onToggle) return <p class="centang">{text}</p>;
  return (
    <label class="centang">
      <input type="checkbox" checked={checked} onChange={onToggle} />
      {text}
    </label>
  );
};
