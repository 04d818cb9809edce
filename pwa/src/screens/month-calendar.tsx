import { weeksOf } from '../core/calendar.ts';
import { codeName } from '../core/i18n/codes.ts';
import { t } from '../core/i18n/later.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { addDays, monthName, shortDay } from '../core/time.ts';
import type { Code, Month } from '../core/wire.ts';
import { CodeChip } from '../elements/chips.tsx';

/** A Monday: its week names the columns. */
const MONDAY = '2026-11-23';

interface CalendarProps {
  month: string;
  known: Month | null;
  chosen: string | null;
  onChoose: (date: string) => void;
}

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

export const Calendar = ({ month, known, chosen, onChoose }: CalendarProps) => (
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
export const Agenda = ({
  known,
  busy,
  onChoose,
}: {
  known: Month | null;
  busy: boolean;
  onChoose: (date: string) => void;
}) => (
  <ol class="agenda daftar">
    {!known && busy && <li class="redup">{shared('common.loading')}</li>}
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
              <b>
                {activities.every(({ cancelled }) => cancelled)
                  ? t('state.cancelled')
                  : codeName(activities[0]?.code ?? null)}
              </b>
            </span>
            <CodeChip code={activities[0]?.code ?? null} />
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
