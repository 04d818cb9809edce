import { useState } from 'preact/hooks';
import { type Filter, filtered, holders, ordered, stateOf } from '../../core/appointments.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import { addDays, wib } from '../../core/time.ts';
import type { AppointmentDesk, Held, Id } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useAppointments } from '../app/appointments.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { AppointmentSide } from './appointment-side.tsx';
import { RegencyAppointments } from './regency-roles.tsx';
import { Screen } from './screen.tsx';

const FILTERS: readonly Filter[] = ['ALL', 'VACANT', 'ENDING'];

/** Penugasan: who looks after which OPD, since when and until when. */
export const Appointments = () => {
  const { clock } = useDesk();
  const everywhere = seesEveryOpd(useMe());
  const today = wib(clock.server()).date;
  const { value, fault, reload } = useAppointments();
  const [filter, setFilter] = useState<Filter>('ALL');
  const [chosenId, setChosen] = useState<Id | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const desks = ordered(value?.opds ?? [], today);
  const shown = filtered(desks, filter, today);
  const chosen = desks.find(({ id }) => id === chosenId) ?? shown[0] ?? null;
  return (
    <Screen
      title={t('page.APPOINTMENTS')}
      sub={t('appoint.sub')}
      picker={everywhere ? '' : undefined} // its table is the choice
      tools={
        everywhere && value ? (
          <Segments<Filter>
            label={t('appoint.filter')}
            options={FILTERS.map((one) => ({
              value: one,
              label: t(`appoint.filter.${one}`, { n: filtered(desks, one, today).length }),
            }))}
            chosen={filter}
            onChoose={setFilter}
          />
        ) : null
      }
    >
      {told && (
        <Message tone="good" role="status">
          {told}
        </Message>
      )}
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {everywhere && <RegencyAppointments today={today} onTold={setTold} />}
      {value && <Vacancies desks={desks} />}
      {value && shown.length === 0 && <Message tone="good">{t('appoint.none')}</Message>}
      {chosen && shown.length > 0 && (
        <div class="dua dua--tugas">
          <DeskTable desks={shown} chosen={chosen} today={today} onChoose={setChosen} />
          <AppointmentSide
            key={chosen.id}
            desk={chosen}
            mayAppointHeads={everywhere}
            today={today}
            onChanged={(text) => {
              setTold(text);
              reload();
            }}
          />
        </div>
      )}
    </Screen>
  );
};

/** OPDs without an admin; said above everything, since nobody answers their people. */
const Vacancies = ({ desks }: { desks: readonly AppointmentDesk[] }) => {
  const missing = desks.flatMap(({ id, name, vacant }) => {
    const found = vacant.find(({ role }) => role === 'admin_opd');
    return found ? [{ id, name, since: found.since }] : [];
  });
  if (missing.length === 0) return null;
  const names = missing.map(({ name, since }) =>
    since ? t('appoint.vacant.since', { opd: name, tanggal: shortDay(since) }) : name,
  );
  return (
    <Message tone="warning" title={t('appoint.vacant', { n: missing.length })}>
      {t('appoint.vacant.text', { daftar: names.join(', ') })}
    </Message>
  );
};

interface TableProps {
  desks: readonly AppointmentDesk[];
  chosen: AppointmentDesk;
  today: string;
  onChoose: (id: Id) => void;
}
const DeskTable = ({ desks, chosen, today, onChoose }: TableProps) => (
  <div class="kartu kartu--tabel">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
    <section class="gulir" tabIndex={0} aria-label={t('appoint.list')}>
      <table class="tabel">
        <thead>
          <tr>
            <th scope="col">{t('desk.opd')}</th>
            <th scope="col">{t('appoint.head')}</th>
            <th scope="col">{t('appoint.admin')}</th>
            <th scope="col">{t('appoint.state')}</th>
            <th scope="col">{t('appoint.trial')}</th>
          </tr>
        </thead>
        <tbody>
          {desks.map((desk) => (
            <tr key={desk.id} class={desk.id === chosen.id ? 'terpilih' : undefined}>
              <td>
                <button
                  type="button"
                  class="nm-tombol"
                  aria-current={desk.id === chosen.id ? 'true' : undefined}
                  onClick={() => onChoose(desk.id)}
                >
                  <b>{desk.name}</b>
                </button>
              </td>
              <td>
                <Holders held={holders(desk, 'kepala_opd')} />
              </td>
              <td>
                <Holders held={holders(desk, 'admin_opd')} />
              </td>
              <td>
                <StateTag desk={desk} today={today} />
              </td>
              <td>
                {desk.trial ? (
                  <Tag>{t('appoint.trial')}</Tag>
                ) : (
                  desk.trial_ended_on &&
                  t('appoint.until', { tanggal: shortDay(addDays(desk.trial_ended_on, -1)) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </div>
);

const Holders = ({ held }: { held: readonly Held[] }) =>
  held.length === 0 ? (
    <span class="redup">{t('appoint.nobody')}</span>
  ) : (
    held.map(({ pegawai_id, name, title, since, until }) => (
      <div key={`${pegawai_id}${since}`}>
        {name} {title && <Tag>{title}</Tag>}
        {until && <small>{t('appoint.until', { tanggal: shortDay(until) })}</small>}
      </div>
    ))
  );

const StateTag = ({ desk, today }: { desk: AppointmentDesk; today: string }) => {
  const state = stateOf(desk, today);
  switch (state.kind) {
    case 'VACANT':
      return <Tag tone="absent">{t(`appoint.state.VACANT.${state.role}`)}</Tag>;
    case 'MOVED':
      return <Tag tone="warning">{t('appoint.state.MOVED')}</Tag>;
    case 'ENDING':
      return (
        <Tag tone="warning">
          {state.days === 0
            ? t('appoint.state.TODAY')
            : t('appoint.state.ENDING', { n: state.days })}
        </Tag>
      );
    case 'FULL':
      return <Tag tone="present">{t('appoint.state.FULL')}</Tag>;
  }
};
