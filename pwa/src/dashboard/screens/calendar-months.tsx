import { currentLanguage } from '../../core/i18n/translate.ts';
import { daysOff, type MarkedDay, markedWeeks, monthsOf } from '../../core/regency-year.ts';
import { addDays, dayName, monthName } from '../../core/time.ts';
import type { RegencyYear } from '../../core/wire.ts';
import { t } from '../i18n.ts';

/** A Monday: its week names the columns. */
const MONDAY = '2026-11-23';
/** Where the chosen month is told in words. */
export const MONTH_ID = 'bulan';

interface Props {
  year: RegencyYear;
  today: string;
  chosen: string;
  /** The month, and the day where one was pressed. */
  onChoose: (month: string, date: string | null) => void;
}

/** Twelve small months; each is a choice, and is told in words beside them. */
export const CalendarMonths = ({ year, today, chosen, onChoose }: Props) => (
  <section class="kartu" aria-label={t('cal.months')}>
    <ul class="tahun">
      {monthsOf(year.year).map((month) => {
        const name = monthName(Number(month.slice(4)), currentLanguage());
        return (
          <li key={month}>
            <a
              href={`#${MONTH_ID}`}
              aria-current={month === chosen ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                onChoose(month, dateAt(event.target));
                document.getElementById(MONTH_ID)?.focus();
              }}
            >
              <b>
                {name}
                <span class="sr">{t('cal.month.off', { n: daysOff(year, month) })}</span>
              </b>
              <MonthTable weeks={markedWeeks(year, month)} today={today} />
            </a>
          </li>
        );
      })}
    </ul>
    <ul class="legenda">
      {LEGEND.map(([look, key]) => (
        <li key={look}>
          <i class={`k ${look}`} />
          {t(key)}
        </li>
      ))}
    </ul>
  </section>
);

const LEGEND = [
  ['lb', 'cal.kind.LIBUR'],
  ['cb', 'cal.kind.CUTI_BERSAMA'],
  ['up', 'cal.ceremony'],
  ['ap', 'cal.apel'],
  ['ub', 'cal.changed'],
  ['kini', 'cal.today'],
] as const;

/** Which day was pressed; by keyboard none, the form has a field for it. */
const dateAt = (target: EventTarget | null): string | null =>
  target instanceof Element
    ? (target.closest<HTMLElement>('[data-date]')?.dataset['date'] ?? null)
    : null;

const MonthTable = ({
  weeks,
  today,
}: {
  weeks: readonly (readonly (MarkedDay | null)[])[];
  today: string;
}) => (
  <table aria-hidden="true">
    <thead>
      <tr>
        {Array.from({ length: 7 }, (_, n) => (
          <th key={n}>{dayName(addDays(MONDAY, n), currentLanguage()).slice(0, 1)}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map((week, row) => (
        <tr key={row}>
          {week.map((cell, column) =>
            cell ? (
              <td
                key={column}
                class={lookOf(cell, column, today)}
                data-date={cell.date}
                title={[cell.name, cell.ceremony?.title].filter(Boolean).join(' · ') || undefined}
              >
                <span>{cell.day}</span>
              </td>
            ) : (
              <td key={column} />
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

const OFF = { LIBUR: 'lb', CUTI_BERSAMA: 'cb', MASUK: '' } as const;
const SUNDAY = 6;

const lookOf = (cell: MarkedDay, column: number, today: string): string | undefined =>
  [
    OFF[cell.kind],
    cell.ceremony && 'up',
    cell.apel && 'ap',
    cell.changed && 'ub',
    cell.date === today && 'kini',
    column === SUNDAY && 'mg',
  ]
    .filter(Boolean)
    .join(' ') || undefined;
