import { useRef, useState } from 'preact/hooks';
import { daysOf, type Edits, LETTERS, type Letter, type Row } from '../../core/duty.ts';
import { codeName } from '../../core/i18n/codes.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { dayName } from '../../core/time.ts';
import type { Code, DutyMonth, Id } from '../../core/wire.ts';
import { t } from '../i18n.ts';
import { dayText } from './duty-words.tsx';

/** Activities whose days stand out: everybody is awaited there. */
const GATHERINGS: readonly string[] = ['APEL_PAGI', 'APEL_SORE', 'UPACARA'];
const STEP: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const KEYS: Readonly<Record<string, Letter>> = { Delete: '-', Backspace: '-' };

interface Props {
  roster: DutyMonth;
  rows: readonly Row[];
  edits: Edits;
  mayPlan: boolean;
  onLetter: (who: Id, date: string, to: Letter) => void;
  onOpen: (who: Id, date: string) => void;
}

/** A row a person, a column a day. Arrows move, 1, 2, 3 and L write, Enter opens the person. */
export const DutyGrid = ({ roster, rows, edits, mayPlan, onLetter, onOpen }: Props) => {
  const days = daysOf(roster.month);
  const apels = apelsOf(roster);
  const granted = new Map(roster.permits.map((p) => [`${p.pegawai_id}${p.date}`, p.code]));
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const turnTo = (row: number, column: number): void => {
    if (row < 0 || row >= rows.length || column < 0 || column >= days.length) return;
    setAt([row, column]);
    body.current?.rows[row]?.cells[column + 1]?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, row: number, column: number): void => {
    const step = STEP[event.key];
    const who = rows[row]?.pegawai_id ?? '';
    const date = days[column] ?? '';
    const letter = KEYS[event.key] ?? LETTERS.find((one) => one === event.key.toUpperCase());
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) turnTo(row + step[0], column + step[1]);
    else if (letter && mayPlan) onLetter(who, date, letter);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="kartu kartu--piket">
      <h2 id="jadwal-piket" class="sr">
        {t('duty.grid')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
      <section class="gulir" aria-labelledby="jadwal-piket" tabIndex={0}>
        <table class="piket">
          <thead>
            <tr>
              <th scope="col">{t('duty.name')}</th>
              {days.map((date) => (
                <th key={date} scope="col" class={headClass(date, apels)}>
                  <span>{dayName(date, currentLanguage()).slice(0, 1)}</span>
                  {Number(date.slice(8))}
                  {apels.has(date) && <span class="sr">{t('duty.apel')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, r) => (
              <tr key={row.pegawai_id}>
                <th scope="row">
                  <button
                    type="button"
                    class="nama-piket"
                    onClick={() => onOpen(row.pegawai_id, days[at[1]] ?? '')}
                  >
                    {row.name ?? t('duty.gone')}
                    {row.unit && <small>{row.unit}</small>}
                  </button>
                </th>
                {days.map((date, c) => {
                  const letter = row.letters[c] ?? '-';
                  const code = granted.get(`${row.pegawai_id}${date}`) ?? null;
                  const isChanged = edits[row.pegawai_id]?.[date] !== undefined;
                  return (
                    <td key={date} class={cellClass(letter, code, apels.has(date))}>
                      <button
                        type="button"
                        class={isChanged ? 'ubah' : undefined}
                        tabIndex={r === at[0] && c === at[1] ? 0 : -1}
                        aria-label={cellText(row, date, letter, code, isChanged)}
                        onFocus={() => setAt([r, c])}
                        onClick={() => onOpen(row.pegawai_id, date)}
                        onKeyDown={(event) => onKeyDown(event, r, c)}
                      >
                        {code ?? shown(letter)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('duty.on.shift')}</th>
              {days.map((date) => (
                <td key={date} class={apels.has(date) ? 'apc' : undefined}>
                  {apels.get(date)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      <Legend />
      <p class="kecil redup catatan-piket">
        {mayPlan && <span class="dengan-papan-ketik">{t('duty.keys')} </span>}
        {t('duty.others')}
      </p>
    </div>
  );
};

/** How many are on shift at the apel or ceremony of a day. */
function apelsOf({ activities }: DutyMonth): Map<string, number> {
  const found = new Map<string, number>();
  for (const { date, kind, on_shift } of activities) {
    if (GATHERINGS.includes(kind)) found.set(date, Math.max(on_shift, found.get(date) ?? 0));
  }
  return found;
}

const headClass = (date: string, apels: ReadonlyMap<string, number>): string =>
  apels.has(date) ? 'ap' : new Date(`${date}T00:00:00Z`).getUTCDay() === 0 ? 'mg' : '';

const CLASS: Readonly<Record<Letter, string>> = {
  '1': 's1',
  '2': 's2',
  '3': 's3',
  L: 'sl',
  '-': '',
};
const cellClass = (letter: Letter, code: Code | null, isApel: boolean): string =>
  `${code ? 'sc' : CLASS[letter]}${isApel ? ' apc' : ''}`;

const shown = (letter: Letter): string => ({ L: '·', '-': '' })[letter as 'L' | '-'] ?? letter;

/** What a cell says aloud. */
const cellText = (
  { name }: Row,
  date: string,
  letter: Letter,
  code: Code | null,
  isChanged: boolean,
): string =>
  [
    name ?? t('duty.gone'),
    dayText(date, letter),
    ...(code ? [codeName(code)] : []),
    ...(isChanged ? [t('duty.cell.unsaved')] : []),
  ].join(', ');

const Legend = () => (
  <ul class="legenda legenda--piket">
    {(['1', '2', '3', 'L'] as const).map((letter) => (
      <li key={letter}>
        <i class={`kt ${CLASS[letter]}`}>{shown(letter)}</i>
        {t(`duty.legend.${letter}`)}
      </li>
    ))}
    <li>
      <i class="kt sc">C</i>
      {t('duty.legend.permit')}
    </li>
    <li>
      <i class="kt apk" />
      {t('duty.legend.apel')}
    </li>
  </ul>
);
