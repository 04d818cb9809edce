import { shared } from '../../core/i18n/shared.ts';
import type { DeskPerson, Id } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import { t } from '../i18n.ts';

interface Props {
  people: readonly DeskPerson[];
  chosen: Id | null;
  onChoose: (id: Id) => void;
  /** Chosen for codes; null where the person may not issue any. */
  picked: ReadonlySet<Id> | null;
  onPick: (id: Id) => void;
}

export const PeopleTable = ({ people, chosen, onChoose, picked, onPick }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
  <section class="gulir" tabIndex={0} aria-labelledby="daftar">
    <table class="tabel">
      <thead>
        <tr>
          {picked && (
            <th scope="col">
              <span class="sr">{t('people.codes.pick')}</span>
            </th>
          )}
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.account')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.pegawai_id} class={person.pegawai_id === chosen ? 'terpilih' : undefined}>
            {picked && (
              <td class="pilih">
                <label class="centang">
                  <input
                    type="checkbox"
                    aria-label={t('people.pick', { nama: person.name })}
                    checked={picked.has(person.pegawai_id)}
                    onChange={() => onPick(person.pegawai_id)}
                  />
                </label>
              </td>
            )}
            <td>
              <Name person={person} current={person.pegawai_id === chosen} onChoose={onChoose} />
            </td>
            <td>
              <AccountTag account={person.account} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

interface NameProps {
  person: DeskPerson;
  current: boolean;
  onChoose: (id: Id) => void;
}
const Name = ({ person, current, onChoose }: NameProps) => (
  <div class="nm">
    <button
      type="button"
      class="nm-tombol"
      aria-current={current ? 'true' : undefined}
      onClick={() => onChoose(person.pegawai_id)}
    >
      <b>{person.name}</b>
      <span class="redup">
        {person.employment} · {person.unit.name}
      </span>
    </button>
    {person.roles.map((role) => (
      <Tag key={role} tone="action">
        {shared(`role.${role}`)}
      </Tag>
    ))}
    {person.pending_devices.length > 0 && <Tag tone="warning">{t('people.devices.waiting')}</Tag>}
  </div>
);

const AccountTag = ({ account }: { account: DeskPerson['account'] }) => {
  const text = t(`people.account.${account}`);
  if (account === 'ACTIVE') return <Tag tone="present">{text}</Tag>;
  return account === 'CODE' ? <Tag tone="warning">{text}</Tag> : <Tag>{text}</Tag>;
};
