import { useState } from 'preact/hooks';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { changes, type Entry, packageCounts, yearsAround } from '../../core/regency-year.ts';
import { monthName, wib } from '../../core/time.ts';
import type { RegencyYear } from '../../core/wire.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useMayChange, useYear } from '../app/calendar.ts';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { moment, shortDay } from '../words.ts';
import { CalendarMonths } from './calendar-months.tsx';
import { CalendarSide, partialNote } from './calendar-side.tsx';
import { Screen } from './screen.tsx';

/** Kalender: the regency's days off and ceremonies, and what BKPSDA changed of them. */
export const Calendar = () => {
  const { clock } = useDesk();
  const today = wib(clock.server()).date;
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [month, setMonth] = useState(today.slice(0, 7).replace('-', ''));
  const [told, setTold] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const mayChange = useMayChange();
  const { value, fault, busy, reload, onWritten } = useYear(year);
  const turnTo = (to: number): void => {
    setYear(to);
    setMonth(`${to}${month.slice(4)}`);
    setPicked(null);
    setTold(null);
  };
  return (
    <Screen
      title={t('cal.title', { tahun: year })}
      {...(value ? { sub: subOf(value) } : {})}
      picker="" // the same for every OPD
      tools={
        <Segments
          label={t('cal.year')}
          options={yearsAround(today).map((one) => ({ value: `${one}`, label: `${one}` }))}
          chosen={`${year}`}
          onChoose={(one) => turnTo(Number(one))}
        />
      }
    >
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && <Gaps year={value} />}
      {value && (
        <div class="dua dua--kalender">
          <div class="tumpuk">
            <CalendarMonths
              year={value}
              today={today}
              chosen={month}
              onChoose={(to, date) => {
                setMonth(to);
                setPicked(date);
              }}
            />
            <Changes year={value} />
          </div>
          <CalendarSide
            year={value}
            month={month}
            picked={picked}
            today={today}
            mayChange={mayChange}
            told={told}
            reading={busy}
            onChanged={(text, after) => {
              setTold(text);
              onWritten(after);
            }}
            onStale={() => {
              setTold(null);
              reload();
            }}
          />
        </div>
      )}
    </Screen>
  );
};

const subOf = (year: RegencyYear): string => {
  const { holidays, leave } = packageCounts(year);
  return t('cal.sub', { libur: holidays, cuti: leave, ubah: changes(year).length });
};

/** Said where the package holds nothing of the year, or no cuti bersama yet. */
const Gaps = ({ year }: { year: RegencyYear }) => {
  const { holidays, leave } = packageCounts(year);
  if (leave > 0) return null;
  const key = holidays === 0 ? 'cal.empty' : 'cal.leave.none';
  return (
    <Message tone="warning" title={t(key, { tahun: year.year })}>
      {t(`${key}.text`)}
    </Message>
  );
};

const Changes = ({ year }: { year: RegencyYear }) => {
  const found = changes(year);
  return (
    <section class="kartu perubahan" aria-labelledby="perubahan">
      <h2 id="perubahan">{t('cal.changes')}</h2>
      {found.length === 0 && <p class="redup">{t('cal.changes.none')}</p>}
      <ul class="daftar">
        {found.map((entry) => (
          <li key={`${entry.what}${entry.date}`} class="baris">
            <span class="baris-teks">
              <b>{changeText(entry)}</b>
              <small>
                {t('cal.change.by', {
                  dasar: entry.of.changed?.decree ?? '',
                  nama: entry.of.changed?.by ?? '',
                })}
              </small>
            </span>
            <small class="redup">{moment(entry.of.changed?.at ?? '')}</small>
          </li>
        ))}
      </ul>
    </section>
  );
};

const changeText = (entry: Entry): string =>
  entry.what === 'CEREMONY'
    ? t('cal.change.move', {
        dari: shortDay(entry.of.own_date),
        ke: shortDay(entry.of.date),
        upacara: entry.of.title,
      })
    : t('cal.change.day', {
        tanggal: dayOfYear(entry.date),
        dari: entry.of.package.name || t('cal.kind.MASUK'),
        ke: [entry.of.name || t('cal.kind.MASUK'), ...partialNote(entry.of)].join(', '),
      });

/** `24 Desember`. */
const dayOfYear = (date: string): string =>
  `${Number(date.slice(8))} ${monthName(Number(date.slice(5, 7)), currentLanguage())}`;
