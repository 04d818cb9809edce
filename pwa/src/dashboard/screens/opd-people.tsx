import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { unitTree } from '../../core/unit-tree.ts';
import type { DeskPerson, Id, People as PeoplePage } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { KEY, PIN } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useCodes } from '../app/codes.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { useLongList } from '../app/long-list.ts';
import { PRINT } from '../elements/icons.ts';
import { Select } from '../elements/select.tsx';
import { UnitTree } from '../elements/unit-tree.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { CodeSlips } from './code-slips.tsx';
import { OfficesSheet } from './offices-sheet.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDetail } from './person-detail.tsx';
import { Screen } from './screen.tsx';
import { UnitSlips } from './unit-slips.tsx';

const LACKING = ['ALL', 'ACCOUNT', 'PHONE', 'PLACE', 'WORD'] as const;
type Lacking = (typeof LACKING)[number];
/** The server's words, as on the forms; the first narrows nothing. */
export const EMPLOYMENTS = ['', 'PNS', 'PPPK', 'PPPK Paruh Waktu'] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

interface Wanted {
  words: string;
  unit: number | null;
  lacking: Lacking;
  employment: Employment;
}
const ALL: Wanted = { words: '', unit: null, lacking: 'ALL', employment: '' };

/** To what the list is narrowed at first. */
export interface Narrowed {
  unit: number | null;
  inARow: boolean;
}
interface Props extends Narrowed {
  /** Of this OPD's list or the regency's, where there is one. */
  choice: ComponentChildren;
}

/** An OPD's people: tree, search as one types, filters, codes to hand over, second phones that wait. */
export const OpdPeople = ({ choice, unit: first, inARow }: Props) => {
  const { badges } = useDesk();
  const opd = useOpd();
  const rights = rightsAt(useMe(), opd.id);
  const [wanted, setWanted] = useState<Wanted>({
    ...ALL,
    unit: first,
    lacking: inARow ? 'WORD' : 'ALL',
  });
  const [chosen, setChosen] = useState<DeskPerson | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<Id>>(new Set());
  const [asking, setAsking] = useState(false);
  const [placing, setPlacing] = useState(false);
  const codes = useCodes();
  const path = pathOf(opd.id, wanted);
  const list = useLongList<DeskPerson, PeoplePage>(path);
  const change = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  if (codes.sheet) {
    const done = (): void => {
      codes.clear();
      setPicked(new Set());
      setChosen(null);
      list.reload();
    };
    return <CodeSlips sheet={codes.sheet} codes={codes} onDone={done} />;
  }
  const { head } = list;
  const unit = head?.units.find(({ no }) => no === (wanted.unit ?? 0)) ?? { no: 0, name: opd.name };
  return (
    <Screen
      title={t('page.PEOPLE')}
      sub={head ? subOf(opd.name, head) : opd.name}
      tools={
        <>
          {choice}
          <Button icon={PIN} onPress={() => setPlacing(true)}>
            {t('office.title')}
          </Button>
          {rights.accounts && (
            <Button icon={PRINT} disabled={!head} onPress={() => setAsking(true)}>
              {t('people.slips.unit')}
            </Button>
          )}
          {rights.accounts && picked.size > 0 && (
            <Button
              look="main"
              icon={KEY}
              busy={codes.busy}
              onPress={() => void codes.issue([...picked])}
            >
              {t('people.codes', { n: picked.size })}
            </Button>
          )}
        </>
      }
    >
      {codes.error && (
        <Message tone="error" role="alert">
          {codes.error}
        </Message>
      )}
      {list.fault && <FaultMessage fault={list.fault} kept={head !== null} onRetry={list.reload} />}
      {!head && !list.fault && <Skeleton />}
      {head && (
        <div class="tiga">
          <nav class="kartu pohon" aria-label={t('people.tree')}>
            <UnitTree
              nodes={unitTree(head.units)}
              chosen={wanted.unit}
              onChoose={(no) => {
                change({ unit: no });
                setPicked(new Set());
              }}
            />
          </nav>
          <div class="kartu kartu--tabel">
            <div class="kepala">
              <h2 id="daftar" class="judul-besar">
                {unit.name}
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
                value={wanted.words}
                onInput={(words) => change({ words })}
              />
              <Select<Lacking>
                compact
                label={t('people.lacking')}
                value={wanted.lacking}
                options={LACKING.map((one) => ({ value: one, label: t(`people.lacking.${one}`) }))}
                onChoose={(lacking) => change({ lacking })}
              />
              <EmploymentSelect
                value={wanted.employment}
                onChoose={(employment) => change({ employment })}
              />
            </div>
            {list.total === 0 ? (
              <p class="redup cari">{t('people.none')}</p>
            ) : (
              <PeopleTable
                list={list}
                of={path}
                chosen={chosen?.pegawai_id ?? null}
                onChoose={setChosen}
                picked={rights.accounts ? picked : null}
                onPick={(id) => setPicked(toggled(picked, id))}
              />
            )}
          </div>
          <Side
            chosen={chosen}
            mayChange={rights.accounts}
            busy={codes.busy}
            onIssue={(id) => void codes.issue([id])}
            onChanged={(device) => {
              setChosen(chosen && without(chosen, device));
              list.reload();
              void badges.load(opd.id);
            }}
          />
        </div>
      )}
      {asking && <UnitSlips unit={unit} codes={codes} onClose={() => setAsking(false)} />}
      {placing && <OfficesSheet opd={opd} onClose={() => setPlacing(false)} />}
    </Screen>
  );
};

/** PNS, PPPK or part time. */
export const EmploymentSelect = (props: {
  value: Employment;
  onChoose: (value: Employment) => void;
}) => (
  <Select<Employment>
    compact
    label={t('people.employment')}
    options={EMPLOYMENTS.map((one) => ({
      value: one,
      label: one || t('people.employment.ALL'),
    }))}
    {...props}
  />
);

function pathOf(opd: Id, { words, unit, lacking, employment }: Wanted): string {
  const query = new URLSearchParams();
  if (words.trim()) query.set('q', words.trim());
  if (unit !== null) query.set('unit', String(unit));
  if (lacking !== 'ALL') query.set('lacking', lacking);
  if (employment) query.set('employment', employment);
  const text = query.toString();
  return `/opds/${opd}/people${text ? `?${text}` : ''}`;
}

const toggled = (set: ReadonlySet<Id>, id: Id): ReadonlySet<Id> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Its second phone waits no more. */
const without = (person: DeskPerson, device: Id): DeskPerson => ({
  ...person,
  pending_devices: person.pending_devices.filter(({ id }) => id !== device),
});

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
  onChanged: (device: Id) => void;
}
const Side = ({ chosen, ...rest }: SideProps) =>
  chosen ? (
    <PersonDetail key={chosen.pegawai_id} person={chosen} {...rest} />
  ) : (
    <section class="kartu" aria-label={t('people.name')}>
      <p class="kecil redup">{t('people.details')}</p>
    </section>
  );
