import { useEffect, useRef, useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { unitTree } from '../../core/unit-tree.ts';
import type { DeskPerson, Id, IssuedCode, People as PeoplePage } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { KEY } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useKeys, useMe } from '../app/desk.ts';
import { usePeople } from '../app/people-search.ts';
import { UnitTree } from '../elements/unit-tree.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { CodeSlips } from './code-slips.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDetail } from './person-detail.tsx';
import { Screen } from './screen.tsx';

/** Pegawai & unit: tree, search as one types, codes to hand over, second phones that wait. */
export const People = () => {
  const { net, badges } = useDesk();
  const opd = useOpd();
  const rights = rightsAt(useMe(), opd.id);
  const [words, setWords] = useState('');
  const [unit, setUnit] = useState<number | null>(null);
  const [chosenId, setChosen] = useState<Id | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<Id>>(new Set());
  const [slips, setSlips] = useState<readonly IssuedCode[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const search = useRef<HTMLDivElement>(null);
  const people = usePeople(opd.id, words, unit);
  useKeys({ '/': () => search.current?.querySelector('input')?.focus() });
  useEffect(() => setPicked(new Set()), [unit]);
  const issue = async (ids: readonly Id[]): Promise<void> => {
    setBusy(true);
    setError(null);
    const path = `/opds/${opd.id}/codes`;
    const answer = await net.call<{ codes: IssuedCode[] }>('POST', path, { people: ids });
    setBusy(false);
    if (!answer.ok) {
      setError(faultText(answer.fault));
      return;
    }
    setSlips(answer.value.codes);
    setPicked(new Set());
    people.reload();
  };
  if (slips) return <CodeSlips codes={slips} onDone={() => setSlips(null)} />;
  const { value } = people;
  const chosen = value?.people.find(({ pegawai_id }) => pegawai_id === chosenId) ?? null;
  const heading = value?.units.find(({ no }) => no === unit)?.name ?? opd.name;
  return (
    <Screen
      title={t('page.PEOPLE')}
      sub={value ? subOf(opd.name, value) : opd.name}
      tools={
        rights.accounts && picked.size > 0 ? (
          <Button look="main" icon={KEY} busy={busy} onPress={() => void issue([...picked])}>
            {t('people.codes', { n: picked.size })}
          </Button>
        ) : null
      }
    >
      {error && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      {people.fault && (
        <FaultMessage fault={people.fault} kept={value !== null} onRetry={people.reload} />
      )}
      {!value && !people.fault && <Skeleton />}
      {value && (
        <div class="tiga">
          <nav class="kartu pohon" aria-label={t('people.tree')}>
            <UnitTree nodes={unitTree(value.units)} chosen={unit} onChoose={setUnit} />
          </nav>
          <div class="kartu kartu--tabel">
            <div class="kepala">
              <h2 id="daftar" class="judul-besar">
                {heading}
              </h2>
              <span class="kecil redup" role="status">
                {t('people.count', { n: number(value.total) })}
              </span>
            </div>
            <div class="cari" ref={search}>
              <Field
                label={t('people.search')}
                name="q"
                type="search"
                maxLength={100}
                value={words}
                onInput={setWords}
              />
            </div>
            {value.people.length === 0 ? (
              <p class="redup cari">{t('people.none')}</p>
            ) : (
              <PeopleTable
                people={value.people}
                chosen={chosenId}
                onChoose={setChosen}
                picked={rights.accounts ? picked : null}
                onPick={(id) => setPicked(toggled(picked, id))}
              />
            )}
            {value.next !== null && (
              <div class="cari">
                <Button busy={people.busy} onPress={people.more}>
                  {t('people.more')}
                </Button>
              </div>
            )}
          </div>
          <Side
            chosen={chosen}
            mayChange={rights.accounts}
            busy={busy}
            onIssue={(id) => void issue([id])}
            onChanged={() => {
              people.reload();
              void badges.load(opd.id);
            }}
          />
        </div>
      )}
    </Screen>
  );
};

const toggled = (set: ReadonlySet<Id>, id: Id): ReadonlySet<Id> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

const subOf = (name: string, { units }: PeoplePage): string => {
  const people = units.reduce((sum, unit) => sum + unit.people, 0);
  const n = number(people);
  return t('people.sub', { opd: name, n, m: Math.max(0, units.length - 1) });
};

interface SideProps {
  chosen: DeskPerson | null;
  mayChange: boolean;
  busy: boolean;
  onIssue: (id: Id) => void;
  onChanged: () => void;
}
const Side = ({ chosen, ...rest }: SideProps) =>
  chosen ? (
    <PersonDetail key={chosen.pegawai_id} person={chosen} {...rest} />
  ) : (
    <section class="kartu" aria-label={t('people.name')}>
      <p class="kecil redup">{t('people.details')}</p>
    </section>
  );
