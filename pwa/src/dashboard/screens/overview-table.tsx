import type { ComponentChildren } from 'preact';
import { percent } from '../../core/percent.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

interface Props {
  of: 'week' | 'day' | 'arrival';
  counted: 'present' | 'late';
  rows: readonly { key: string; name: ComponentChildren; some: number; all: number }[];
}

/** The figures behind a chart, a line each: so many of so many, and the share. */
export const FiguresTable = ({ of, counted, rows }: Props) => (
  <table class="tabel tabel--rapat">
    <thead>
      <tr>
        <th scope="col">{t(`over.col.${of}`)}</th>
        <th class="n" scope="col">
          {t(`over.col.${counted}`)}
        </th>
        <th class="n" scope="col">
          {t('over.col.percent')}
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, name, some, all }) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          <td class="n">{t('over.of', { a: number(some), b: number(all) })}</td>
          <td class="n">{percent(some, all)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

interface Week {
  week: string;
  figures: { present: number; expected: number };
}

/** Attendance by week, the newest first; `link` opens the recap of one. */
export const WeeksTable = ({
  weeks,
  link,
}: {
  weeks: readonly Week[];
  link: (week: string) => ComponentChildren;
}) => (
  <FiguresTable
    of="week"
    counted="present"
    rows={[...weeks].reverse().map(({ week, figures }) => ({
      key: week,
      name: link(week),
      some: figures.present,
      all: figures.expected,
    }))}
  />
);
