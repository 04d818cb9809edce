import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { PHOTO_DAYS, shiftMonth, weeksOf } from '../core/calendar.ts';
import { t } from '../core/i18n/later.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import {
  addDays,
  clock,
  dayAndMonth,
  dayName,
  daysBetween,
  monthName,
  shortDay,
  wib,
} from '../core/time.ts';
import type { Code, Me, Month, MonthActivity } from '../core/wire.ts';
import { ButtonLink, IconButton } from '../elements/button.tsx';
import type { TagTone } from '../elements/chips.tsx';
import { CodeChip, Tag } from '../elements/chips.tsx';
import { LEFT, LETTER, RIGHT } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { TabPage, useHeading } from './page.tsx';

/** A Monday: its week names the columns. */
const MONDAY = '2026-11-23';

/** The own month as a calendar, and the activities of one day. */
export const History = ({ me }: { me: Me }) => {
  const app = useApp();
  const today = wib(app.clock.server()).date;
  const thisMonth = today.slice(0, 7).replace('-', '');
  const [month, setMonth] = useState(thisMonth);
  const [chosen, setChosen] = useState<string | null>(null);
  const { months, fault } = useStore(app.months);
  useEffect(() => void app.months.load(month), [app, month]);
  const known = months[month] ?? null;
  const active = known?.days.filter(({ activities }) => activities.length > 0) ?? [];
  const day =
    active.find(({ date }) => date === chosen) ?? active.filter(({ date }) => date <= today).at(-1);
  const name = (of: string): string => monthName(Number(of.slice(4)), currentLanguage());
  const heading = useHeading(t('nav.history'));
  const go = (by: number): void => {
    setChosen(null);
    setMonth(shiftMonth(month, by));
  };
  return (
    <TabPage path="/riwayat">
      {me.device.state !== 'BOUND' && me.second_factor === 'NONE' && (
        <Message tone="warning">{t('his.unbound')}</Message>
      )}
      <section class="kartu bulan" aria-labelledby="bl">
        <div class="bulan-nav">
          <IconButton
            icon={LEFT}
            label={t('his.month.prev', { bulan: name(shiftMonth(month, -1)) })}
            onPress={() => go(-1)}
          />
          <h1 id="bl" ref={heading} tabIndex={-1}>
            {name(month)} {month.slice(0, 4)}
          </h1>
          <IconButton
            icon={RIGHT}
            label={t('his.month.next', { bulan: name(shiftMonth(month, 1)) })}
            disabled={month >= thisMonth}
            onPress={() => go(1)}
          />
        </div>
        <Calendar month={month} known={known} chosen={day?.date ?? null} onChoose={setChosen} />
        <Agenda known={known} onChoose={setChosen} />
        {known && active.length === 0 && <p class="kosong-bulan redup">{t('his.empty')}</p>}
        {known && <Summary known={known} name={name(month)} />}
      </section>
      {fault && <FaultMessage fault={fault} onRetry={() => void app.months.load(month)} />}
      {day?.activities.map((activity) => (
        <DayCard key={activity.id} date={day.date} activity={activity} today={today} />
      ))}
    </TabPage>
  );
};

interface CalendarProps {
  month: string;
  known: Month | null;
  chosen: string | null;
  onChoose: (date: string) => void;
}

const codeName = (code: Code | null): string => shared(code ? `code.${code}` : 'code.none');

/** Reads "20 November T, terlambat": what is seen, with what it means between. */
const CellName = ({ date, code }: { date: string; code: Code | null }) => (
  <>
    <span>
      {Number(date.slice(8))}
      <span class="sr"> {monthName(Number(date.slice(5, 7)), currentLanguage())}</span>
    </span>
    <CodeChip code={code} />
    <span class="sr">, {codeName(code).toLowerCase()}</span>
  </>
);

const Calendar = ({ month, known, chosen, onChoose }: CalendarProps) => (
  <table class="kal">
    <thead>
      <tr>
        {Array.from({ length: 7 }, (_, n) => shortDay(addDays(MONDAY, n), currentLanguage())).map(
          (name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ),
        )}
      </tr>
    </thead>
    <tbody>
      {weeksOf(month, known).map((week, row) => (
        <tr key={row}>
          {week.map((cell, column) => (
            <td key={column}>
              {cell && cell.code !== undefined && (
                <button
                  type="button"
                  aria-current={cell.date === chosen ? 'date' : undefined}
                  onClick={() => onChoose(cell.date)}
                >
                  <CellName date={cell.date} code={cell.code} />
                </button>
              )}
              {cell && cell.code === undefined && <span class="kosong">{cell.day}</span>}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** The same as a list, where the calendar has no room. */
const Agenda = ({ known, onChoose }: { known: Month | null; onChoose: (date: string) => void }) => (
  <ol class="agenda daftar">
    {known?.days
      .filter(({ activities }) => activities.length > 0)
      .reverse()
      .map(({ date, activities }) => (
        <li key={date}>
          <button type="button" class="baris" onClick={() => onChoose(date)}>
            <span class="tanggal">
              <b>{Number(date.slice(8))}</b>
              <span>{shortDay(date, currentLanguage())}</span>
            </span>
            <span class="baris-teks">
              <b>{codeName(activities[0]?.code ?? null)}</b>
            </span>
            <CodeChip code={activities[0]?.code ?? null} />
          </button>
        </li>
      ))}
  </ol>
);

const Summary = ({ known, name }: { known: Month; name: string }) => {
  const counts = Object.entries(known.counts) as [Code, number][];
  if (counts.length === 0) return null;
  return (
    <ul class="ringkas" aria-label={t('his.summary', { bulan: name })}>
      {counts.map(([code, n]) => (
        <li key={code}>
          <CodeChip code={code} />
          <b class="angka">{n}</b> {shared(`code.${code}`).toLowerCase()}
        </li>
      ))}
    </ul>
  );
};

const TONE: Partial<Record<Code, TagTone>> = {
  H: 'present',
  T: 'warning',
  TK: 'absent',
  DL: 'duty',
  TB: 'duty',
  DK: 'duty',
  PK: 'duty',
  I: 'leave',
  S: 'leave',
  C: 'leave',
};

const DayCard = ({
  date,
  activity,
  today,
}: {
  date: string;
  activity: MonthActivity;
  today: string;
}) => {
  const { record, permit } = activity;
  const code = activity.code ?? record?.code ?? null;
  const language = currentLanguage();
  const id = `dt-${activity.id}`;
  const late = record && record.minutes_late > 0 && code === 'T';
  return (
    <section class="kartu" aria-labelledby={id}>
      <div class="kepala">
        <h2 id={id}>
          {dayName(date, language)}, {dayAndMonth(date, language)}
        </h2>
        <Tag {...(code && TONE[code] ? { tone: TONE[code] } : {})}>
          {late ? t('his.late', { n: record.minutes_late }) : codeName(code)}
        </Tag>
      </div>
      <dl class="rinci">
        <div>
          <dt>{activity.title}</dt>
          <dd>{t(activity.final ? 'his.final' : 'his.temp')}</dd>
        </div>
        {record && (
          <div>
            <dt>{t('his.recorded')}</dt>
            <dd class="angka">{clock(record.recorded_at)} WIB</dd>
          </div>
        )}
        {record && record.photo_state !== 'AWAITED' && (
          <div>
            <dt>{t('his.photo')}</dt>
            <dd>{photoLeft(date, today)}</dd>
          </div>
        )}
      </dl>
      {(record || permit) && (
        <div class="btn-baris">
          {record && (
            <ButtonLink href={`/tanda-terima/${record.check_in_id}`} icon={LETTER}>
              {t('his.receipt')}
            </ButtonLink>
          )}
          {permit && (
            <ButtonLink href={`/pengajuan-saya/${permit.id}`} icon={LETTER}>
              {t('permit.see')}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  );
};

function photoLeft(date: string, today: string): string {
  const left = PHOTO_DAYS - daysBetween(date, today);
  return left > 0 ? t('his.photo.in', { n: left }) : t('his.photo.gone');
}
