import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { rightsAt } from '../../core/desk.ts';
import { shared } from '../../core/i18n/shared.ts';
import type { DeskPermit, Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { CodeChip } from '../../elements/chips.tsx';
import { PLUS } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useKeys, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { agoText, spanText } from '../words.ts';
import { PermitDetail } from './permit-detail.tsx';
import { PermitEntry } from './permit-entry.tsx';
import { Screen } from './screen.tsx';

type Tab = 'DIAJUKAN' | 'DISETUJUI' | 'DITOLAK';
const TABS: readonly Tab[] = ['DIAJUKAN', 'DISETUJUI', 'DITOLAK'];

/** Izin & surat tugas: what waits, what was decided, and the admin's own entries. */
export const Permits = () => {
  const { net, badges } = useDesk();
  const opd = useOpd();
  const rights = rightsAt(useMe(), opd.id);
  const [tab, setTab] = useState<Tab>('DIAJUKAN');
  const [chosenId, setChosen] = useState<Id | null>(null);
  const [entering, setEntering] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const detail = useRef<HTMLDivElement>(null);
  const read = (state: Tab) => () =>
    net.call<{ permits: DeskPermit[] }>('GET', `/opds/${opd.id}/permits?state=${state}`);
  const { value, fault, reload } = useLoaded(tab, read(tab));
  const permits = value?.permits ?? [];
  const chosen = permits.find(({ id }) => id === chosenId) ?? permits[0] ?? null;
  const [waiting, setWaiting] = useState<number | null>(null);
  if (tab === 'DIAJUKAN' && value && waiting !== permits.length) setWaiting(permits.length);
  const changed = (text: string): void => {
    setTold(text);
    reload();
    void badges.load(opd.id);
  };
  const choose = (id: Id): void => {
    setChosen(id);
    setTold(null);
    detail.current?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: 1 | -1): void => {
    const next = chosen ? permits[permits.indexOf(chosen) + by] : permits[0];
    if (next) choose(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <Screen
      title={t('permits.title')}
      sub={waiting === null ? opd.name : t('permits.sub', { opd: opd.name, n: waiting })}
      tools={
        <>
          <Segments<Tab>
            label={t('permits.filter')}
            options={TABS.map((state) => ({ value: state, label: tabText(state, waiting) }))}
            chosen={tab}
            onChoose={(next) => {
              setTab(next);
              setTold(null);
            }}
          />
          {rights.permits && (
            <Button icon={PLUS} onPress={() => setEntering(true)}>
              {t('permits.enter')}
            </Button>
          )}
        </>
      }
    >
      {told && (
        <Message tone="good" role="status">
          {told}
        </Message>
      )}
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && permits.length === 0 && <Message tone="good">{t(`permits.none.${tab}`)}</Message>}
      {chosen && (
        <div class="dua dua--izin">
          <List permits={permits} chosen={chosen} onChoose={choose} />
          <div ref={detail}>
            <PermitDetail
              key={chosen.id}
              permit={chosen}
              mayDecide={rights.permits}
              onDecided={() => changed(t('permits.done'))}
            />
          </div>
        </div>
      )}
      {entering && (
        <PermitEntry
          opd={opd}
          onClose={() => setEntering(false)}
          onDone={() => {
            setEntering(false);
            changed(t('permits.enter.done'));
          }}
        />
      )}
    </Screen>
  );
};

const tabText = (state: Tab, waiting: number | null): string => {
  if (state !== 'DIAJUKAN') return t(`permits.tab.${state}`);
  return waiting === null
    ? t('permits.tab.DIAJUKAN.plain')
    : t('permits.tab.DIAJUKAN', { n: waiting });
};

interface ListProps {
  permits: readonly DeskPermit[];
  chosen: DeskPermit;
  onChoose: (id: Id) => void;
}
const List = ({ permits, chosen, onChoose }: ListProps) => {
  const { clock } = useDesk();
  return (
    <section class="kartu kartu--antre" aria-label={t('permits.list')}>
      <ul class="antre">
        {permits.map((permit) => (
          <li key={permit.id}>
            <button
              type="button"
              aria-current={permit.id === chosen.id ? 'true' : undefined}
              onClick={() => onChoose(permit.id)}
            >
              <CodeChip code={permit.kind} />
              <span>
                <b>{firstName(permit)}</b>
                <small>{peopleAndDays(permit)}</small>
                <small>
                  {[summary(permit), agoText(permit.created_at, clock.server())].join(' · ')}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Who asked, where they are among the people; else the first. */
const firstName = ({ people, created_by }: DeskPermit): string =>
  (people.find(({ pegawai_id }) => pegawai_id === created_by) ?? people[0])?.name ?? '';

const peopleAndDays = ({ people, from, to }: DeskPermit): string =>
  [people.length > 1 && t('permits.more', { n: people.length - 1 }), spanText(from, to)]
    .filter(Boolean)
    .join(' · ');

function summary({ kind, reason, letter }: DeskPermit): string {
  if (kind === 'S') return t(letter.photos > 0 ? 'permits.sick' : 'permits.sick.none');
  if (kind === 'DL') return t('permits.letter');
  return reason ?? letter.purpose ?? shared(`code.${kind}`);
}
