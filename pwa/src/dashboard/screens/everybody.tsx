import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { personPath } from '../../core/desk-routes.ts';
import type { RegencyPeople, RegencyPerson } from '../../core/wire.ts';
import { Field } from '../../elements/field.tsx';
import { FaultMessage } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useDesk } from '../app/desk.ts';
import { useLongList } from '../app/long-list.ts';
import { LongTable } from '../elements/long-table.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { type Employment, EmploymentSelect } from './opd-people.tsx';
import { PersonName } from './people-table.tsx';
import { Screen } from './screen.tsx';

/** The whole regency's people, to find somebody whose OPD is not known. */
export const Everybody = ({ choice }: { choice: ComponentChildren }) => {
  const { opds, navigation } = useDesk();
  const [words, setWords] = useState('');
  const [employment, setEmployment] = useState<Employment>('');
  const path = pathOf(words, employment);
  const list = useLongList<RegencyPerson, RegencyPeople>(path);
  const open = (person: RegencyPerson): void => {
    opds.choose(person.opd.id); // the page of a person is one of their OPD's desk
    navigation.go(personPath(person.pegawai_id));
  };
  return (
    <Screen
      title={t('page.PEOPLE')}
      sub={t('people.where.sub', { n: number(list.total) })}
      picker=""
      tools={choice}
    >
      {list.fault && (
        <FaultMessage fault={list.fault} kept={list.head !== null} onRetry={list.reload} />
      )}
      {!list.head && !list.fault && <Skeleton />}
      {list.head && (
        <div class="kartu kartu--tabel">
          <div class="kepala">
            <h2 id="daftar" class="judul-besar">
              {t('people.where.REGENCY')}
            </h2>
            <span class="kecil redup" role="status">
              {t('people.count', { n: number(list.total) })}
            </span>
          </div>
          <div class="cari saring">
            <Field
              label={t('people.search')}
              name="q"
              type="search"
              maxLength={100}
              value={words}
              onInput={setWords}
            />
            <EmploymentSelect value={employment} onChoose={setEmployment} />
          </div>
          {list.total === 0 ? (
            <p class="redup cari">{t('people.none')}</p>
          ) : (
            <LongTable
              labelledBy="daftar"
              total={list.total}
              of={path}
              columns={2}
              head={
                <>
                  <th scope="col">{t('people.name')}</th>
                  <th scope="col">{t('people.opd')}</th>
                </>
              }
              isChosen={() => false}
              onView={list.need}
              row={(index) => {
                const person = list.at(index);
                return (
                  <>
                    <td>
                      <PersonName
                        person={person}
                        under={person?.employment ?? ''}
                        onChoose={() => person && open(person)}
                      />
                    </td>
                    <td>
                      {person && (
                        <>
                          <span class="sebaris">{person.opd.name}</span>
                          <small class="sebaris redup">{person.unit.name}</small>
                        </>
                      )}
                    </td>
                  </>
                );
              }}
            />
          )}
        </div>
      )}
    </Screen>
  );
};

function pathOf(words: string, employment: Employment): string {
  const query = new URLSearchParams();
  if (words.trim()) query.set('q', words.trim());
  if (employment) query.set('employment', employment);
  const text = query.toString();
  return `/people${text ? `?${text}` : ''}`;
}
