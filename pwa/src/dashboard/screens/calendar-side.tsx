import { useEffect, useState } from 'preact/hooks';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { coming, type Entry, entriesOf, isApelDay, isChanged } from '../../core/regency-year.ts';
import { dayAndMonth, monthName, shortDay } from '../../core/time.ts';
import type { CalendarDay, RegencyYear } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag } from '../../elements/chips.tsx';
import { Message } from '../../elements/message.tsx';
import { t } from '../i18n.ts';
import { shortDay as shortDate } from '../words.ts';
import { CeremonyForm, DayForm } from './calendar-form.tsx';
import { MONTH_ID } from './calendar-months.tsx';

/** Entries of the list of what is coming. */
const MOST_COMING = 4;

interface Props {
  year: RegencyYear;
  month: string;
  /** The day that was pressed in the grid. */
  picked: string | null;
  today: string;
  mayChange: boolean;
  /** What was saved last. */
  told: string | null;
  /** It is being read again: what would be saved now would be refused again. */
  reading: boolean;
  onChanged: (text: string, after: RegencyYear) => void;
  onStale: () => void;
}
/** The day, or the ceremony by its own date, that is to be changed. */
type Wanted = Pick<Entry, 'what' | 'date'>;

/** The chosen month in words, the form that changes it, and what comes next. */
export const CalendarSide = (props: Props) => {
  const { year, month, picked, today, mayChange, told, reading, onChanged, onStale } = props;
  const open = mayChange && year.year >= Number(today.slice(0, 4));
  const first = firstOpen(month, today, year.year);
  const [wanted, setWanted] = useState<Wanted>({ what: 'DAY', date: first });
  useEffect(
    () => setWanted({ what: 'DAY', date: picked && picked >= today ? picked : first }),
    [month, picked],
  );
  const [saved, setSaved] = useState(0);
  const moved = year.ceremonies.find(({ own_date }) => own_date === wanted.date);
  const form = {
    year,
    today,
    reading,
    onStale,
    onDone: (text: string, after: RegencyYear) => {
      setSaved(saved + 1);
      onChanged(text, after);
    },
  };
  const next = coming(year, today, MOST_COMING);
  return (
    <div class="tumpuk">
      <section class="kartu" aria-labelledby={MONTH_ID}>
        <h2 id={MONTH_ID} tabIndex={-1}>
          {monthName(Number(month.slice(4)), currentLanguage())} {year.year}
        </h2>
        <Entries
          year={year}
          entries={entriesOf(year, month)}
          none={t('cal.none')}
          {...(open ? { today, onEdit: setWanted } : {})}
        />
      </section>
      {told && (
        <Message tone="good" role="status">
          {told}
        </Message>
      )}
      {open && wanted.what === 'DAY' && (
        // What is typed outlasts somebody else's change, not its own saving.
        <DayForm key={`${wanted.date} ${saved}`} date={wanted.date} {...form} />
      )}
      {open && wanted.what === 'CEREMONY' && moved && (
        <CeremonyForm
          key={moved.own_date}
          ceremony={moved}
          {...form}
          onDone={(text, after) => {
            setWanted({ what: 'DAY', date: first });
            onChanged(text, after);
          }}
        />
      )}
      {today.startsWith(`${year.year}`) && (
        <section class="kartu" aria-labelledby="datang">
          <h2 id="datang">{t('cal.coming')}</h2>
          <Entries year={year} entries={next} none={t('cal.coming.none')} withMonth />
        </section>
      )}
    </div>
  );
};

/** The first day of the month that may still be changed. */
const firstOpen = (month: string, today: string, year: number): string => {
  const first = `${year}-${month.slice(4)}-01`;
  return first > today ? first : today;
};

interface EntriesProps {
  year: RegencyYear;
  entries: readonly Entry[];
  none: string;
  /** Where the list is of more than one month. */
  withMonth?: boolean;
  today?: string;
  onEdit?: (wanted: Wanted) => void;
}
const Entries = ({ year, entries, none, withMonth, today = '', onEdit }: EntriesProps) => (
  <>
    {entries.length === 0 && <p class="redup">{none}</p>}
    <ul class="daftar">
      {entries.map((entry) => (
        <li key={`${entry.what}${entry.date}`} class="baris">
          <span class="tanggal">
            <b>{Number(entry.date.slice(8))}</b>
            <span>{shortDay(entry.date, currentLanguage())}</span>
          </span>
          <span class="baris-teks">
            <b>{titleOf(entry)}</b>
            <small>{noteOf(year, entry, withMonth)}</small>
            {isChanged(entry) && (
              <small>
                <Tag tone="warning">{t('cal.changed')}</Tag> {noteOfChange(entry)}
              </small>
            )}
            {onEdit && entry.date >= today && <EditButton entry={entry} onEdit={onEdit} />}
          </span>
        </li>
      ))}
    </ul>
  </>
);

const EditButton = ({ entry, onEdit }: { entry: Entry; onEdit: (wanted: Wanted) => void }) =>
  entry.what === 'CEREMONY' ? (
    <Button
      look="quiet"
      label={t('cal.move.of', { upacara: entry.of.title })}
      onPress={() => onEdit({ what: 'CEREMONY', date: entry.of.own_date })}
    >
      {t('cal.move')}
    </Button>
  ) : (
    <Button
      look="quiet"
      label={t('cal.edit.day', { tanggal: dayAndMonth(entry.date, currentLanguage()) })}
      onPress={() => onEdit({ what: 'DAY', date: entry.date })}
    >
      {t('cal.edit')}
    </Button>
  );

const titleOf = (entry: Entry): string =>
  entry.what === 'CEREMONY' ? entry.of.title : entry.of.name || entry.of.package.name;

/** That some OPDs work on that day off. */
export const partialNote = ({ working }: CalendarDay): string[] =>
  working.length > 0 ? [t('cal.partial', { n: working.length })] : [];

const noteOf = (year: RegencyYear, entry: Entry, withMonth = false): string => {
  const month = withMonth ? [monthName(Number(entry.date.slice(5, 7)), currentLanguage())] : [];
  const kind = entry.what === 'CEREMONY' ? t('cal.ceremony') : t(`cal.kind.${entry.of.kind}`);
  const instead = entry.what === 'CEREMONY' && isApelDay(year, entry.date);
  const partial = entry.what === 'DAY' ? partialNote(entry.of) : [];
  return [...month, kind, ...partial, ...(instead ? [t('cal.instead')] : [])].join(' · ');
};

/** What it was before; of a working day its title says it. */
const noteOfChange = (entry: Entry): string => {
  if (entry.what === 'CEREMONY') {
    return t('cal.moved', { tanggal: shortDate(entry.of.own_date) });
  }
  const { name, package: known } = entry.of;
  if (name === '') return '';
  return known.name ? t('cal.package', { nama: known.name }) : t('cal.package.none');
};
