import { shared } from '../../core/i18n/shared.ts';
import type { Clash } from '../../core/permit-desk.ts';
import { clock, wib } from '../../core/time.ts';
import type { DeskPermit, Id, PermitPerson } from '../../core/wire.ts';
import { Tag, type TagTone } from '../../elements/chips.tsx';
import { t } from '../i18n.ts';
import { moment, shortDay } from '../words.ts';

interface Props {
  permit: DeskPermit;
  /** Whom a decision may name; nobody where this person only reads. */
  open: readonly PermitPerson[];
  clashes: readonly Clash[];
  checked: ReadonlySet<Id>;
  onToggle: (id: Id) => void;
}

/** Whom a request is for, each with what was decided about them. */
export const PermitPeople = ({ permit, open, clashes, checked, onToggle }: Props) => (
  <fieldset>
    <legend>{t('permits.for')}</legend>
    {permit.people.map((person) => (
      <Person
        key={person.pegawai_id}
        person={person}
        seen={clashes.filter(({ pegawai_id }) => pegawai_id === person.pegawai_id)}
        isOneDay={permit.from === permit.to}
        checked={checked.has(person.pegawai_id)}
        onToggle={open.includes(person) ? () => onToggle(person.pegawai_id) : null}
      />
    ))}
  </fieldset>
);

interface PersonProps {
  person: PermitPerson;
  seen: readonly Clash[];
  isOneDay: boolean;
  checked: boolean;
  onToggle: (() => void) | null;
}
const Person = ({ person, seen, isOneDay, checked, onToggle }: PersonProps) => {
  const { name, unit, state, decided_by, decided_at, reason } = person;
  const text = (
    <span>
      {name} <span class="redup">· {unit.name}</span>
      {decided_by && decided_at && (
        <small class="redup bawah">
          {t('permits.decided', {
            keadaan: state === 'DITOLAK' ? t('permits.tab.DITOLAK') : shared(`permit.${state}`),
            nama: decided_by,
            waktu: moment(decided_at),
          })}
          {reason && `. ${reason}`}
        </small>
      )}
      {seen.map((clash) => (
        <span key={clash.activity.id} class="bawah">
          <Tag tone={TONE[clash.as]}>{clashText(clash, isOneDay)}</Tag>
        </span>
      ))}
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

const TONE: Readonly<Record<Clash['as'], TagTone>> = {
  ON_TIME: 'present',
  LATE: 'warning',
  IN_CHECK: 'action',
  NO_PHOTO: 'action',
};

/** The day stands with the time only where the request covers several. */
function clashText({ as, at, activity }: Clash, isOneDay: boolean): string {
  const waktu = isOneDay ? clock(at) : `${shortDay(wib(at).date)}, ${clock(at)}`;
  return t(`permits.clash.${as}`, { waktu, kegiatan: activity.title });
}
