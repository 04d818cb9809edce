import { shared } from '../../core/i18n/shared.ts';
import type { DeskPerson, Id, People, Person } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import type { LongList } from '../app/long-list.ts';
import { LongTable } from '../elements/long-table.tsx';
import { t } from '../i18n.ts';

interface Props {
  list: Pick<LongList<DeskPerson, People>, 'total' | 'at' | 'need'>;
  /** What is looked for; another one begins at the top. */
  of: string;
  chosen: Id | null;
  onChoose: (person: DeskPerson) => void;
  /** Chosen for codes; null where the person may not issue any. */
  picked: ReadonlySet<Id> | null;
  onPick: (id: Id) => void;
}

export const PeopleTable = ({ list, of, chosen, onChoose, picked, onPick }: Props) => (
  <LongTable
    labelledBy="daftar"
    total={list.total}
    of={of}
    columns={picked ? 3 : 2}
    head={
      <>
        {picked && (
          <th scope="col" class="pilih">
            <span class="sr">{t('people.codes.pick')}</span>
          </th>
        )}
        <th scope="col">{t('people.name')}</th>
        <th scope="col" class="kolom-akun">
          {t('people.account')}
        </th>
      </>
    }
    isChosen={(index) => chosen !== null && list.at(index)?.pegawai_id === chosen}
    onView={list.need}
    row={(index) => {
      const person = list.at(index);
      return (
        <>
          {picked && <td class="pilih">{person && <Pick {...{ person, picked, onPick }} />}</td>}
          <td>
            <PersonName
              person={person}
              under={person ? `${person.employment} · ${person.unit.name}` : ''}
              current={person !== null && person.pegawai_id === chosen}
              onChoose={() => person && onChoose(person)}
            />
          </td>
          <td class="kolom-akun">
            {person && <AccountTag account={person.account} />}
            {person && <Marked person={person} />}
          </td>
        </>
      );
    }}
  />
);

/** One more word, for a row holds two: what waits, else what the person is appointed to. */
const Marked = ({ person: { pending_devices, roles } }: { person: DeskPerson }) => {
  const [role] = roles;
  if (pending_devices.length > 0) return <Tag tone="warning">{t('people.devices.waiting')}</Tag>;
  return role ? <Tag tone="action">{shared(`role.${role}`)}</Tag> : null;
};

interface PickProps {
  person: DeskPerson;
  picked: ReadonlySet<Id>;
  onPick: (id: Id) => void;
}
const Pick = ({ person, picked, onPick }: PickProps) => (
  <label class="centang">
    <input
      type="checkbox"
      aria-label={t('people.pick', { nama: person.name })}
      checked={picked.has(person.pegawai_id)}
      onChange={() => onPick(person.pegawai_id)}
    />
  </label>
);

interface NameProps {
  /** Null while the page of the row is on its way: the focus has a place all the same. */
  person: Person | null;
  under: string;
  current?: boolean;
  onChoose: () => void;
}

/** A name that is pressed, with a line below it. */
export const PersonName = ({ person, under, current, onChoose }: NameProps) => (
  <button
    type="button"
    class="nm-tombol"
    aria-current={current ? 'true' : undefined}
    onClick={onChoose}
  >
    <b>{person?.name ?? t('people.loading')}</b>
    <span class="redup">{under}</span>
  </button>
);

export const AccountTag = ({ account }: { account: DeskPerson['account'] }) => {
  const text = t(`people.account.${account}`);
  if (account === 'ACTIVE') return <Tag tone="present">{text}</Tag>;
  return account === 'CODE' ? <Tag tone="warning">{text}</Tag> : <Tag>{text}</Tag>;
};
