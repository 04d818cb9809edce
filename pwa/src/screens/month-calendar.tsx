import { weeksOf } from '../core/calendar.ts';
import { t } from '../core/i18n/later.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { addDays, monthName, shortDay } from '../core/time.ts';
import type { Code, Month, MonthActivity } from '../core/wire.ts';
import { CodeChip } from '../elements/chips.tsx';
import { type Standing, standingText } from './standing.ts';

/** A Monday: its week names the columns. */
const MONDAY = '2026-11-23';

interface CalendarProps {
  month: string;
  known: Month | null;
  /** yyyy-mm-dd: what comes later cannot be recorded yet. */
  today: string;
  chosen: string | null;
  onChoose: (date: string) => void;
}

/** Reads "20 November T, terlambat": what is seen, with what it means between. */
const CellName = ({ date, code, ahead }: { date: string; code: Code | null; ahead: boolean }) => (
  <>
    <span>
      {Number(date.slice(8))}
      <span class="sr"> {monthName(Number(date.slice(5, 7)), currentLanguage())}</span>
    </span>
    {!(ahead && code === null) && <CodeChip code={code} />}
    <span class="sr">, {standingText({ code, cancelled: false, ahead }).toLowerCase()}</span>
  </>
);

/** A Sunday is as wide as the other days where one of them holds something. */
const look = (weeks: ReturnType<typeof weeksOf>): string =>
  weeks.some((week) => week[6] && week[6].code !== undefined) ? 'kal kal--minggu' : 'kal';

export const Calendar = ({ month, known, today, chosen, onChoose }: CalendarProps) => (
  <table class={look(weeksOf(month, known))}>
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
                  <CellName date={cell.date} code={cell.code} ahead={cell.date > today} />
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

/** A day goes by its first activity that took place, as in the calendar. */
function dayOf(activities: readonly MonthActivity[], ahead: boolean): Standing {
  const held = activities.find(({ cancelled }) => !cancelled);
  return { code: held?.code ?? held?.record?.code ?? null, cancelled: !held, ahead };
}

/** The same as a list, where the calendar has no room. */
export const Agenda = ({
  known,
  today,
  busy,
  onChoose,
}: {
  known: Month | null;
  today: string;
  busy: boolean;
  onChoose: (date: string) => void;
}) => (
  <ol class="agenda daftar">
    {!known && busy && <li class="redup">{shared('common.loading')}</li>}
    {known?.days
      .filter(({ activities }) => activities.length > 0)
      .reverse()
      .map(({ date, activities }) => ({ date, ...dayOf(activities, date > today) }))
      .map(({ date, ...day }) => (
        <li key={date}>
          <button type="button" class="baris" onClick={() => onChoose(date)}>
            <span class="tanggal">
              <b>{Number(date.slice(8))}</b>
              <span>{shortDay(date, currentLanguage())}</span>
            </span>
            <span class="baris-teks">
              <b>{standingText(day)}</b>
            </span>
            {!(day.ahead && day.code === null) && <CodeChip code={day.code} />}
          </button>
        </li>
      ))}
  </ol>
);

export const Summary = ({ known, name }: { known: Month; name: string }) => {
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
