import type { ComponentChildren } from 'preact';
import type { RecapFigures, RecapTable } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

/** The columns of the region's form: its words stay Indonesian (domain.md §5). */
const COLUMNS: readonly { key: keyof RecapFigures; head: readonly string[] }[] = [
  { key: 'expected', head: ['JUMLAH', 'ASN'] },
  { key: 'unexplained', head: ['TANPA', 'KETE-', 'RANGAN'] },
  { key: 'excused', head: ['TUGAS LUAR/', 'TUGAS BELAJAR/', 'CUTI'] },
  { key: 'pending', head: ['BELUM ADA', 'KETE-', 'RANGAN'] },
  { key: 'absent', head: ['TIDAK', 'HADIR'] },
  { key: 'present', head: ['HADIR'] },
];

/** The table with its total on top; BELUM ADA KETERANGAN while it can still change. */
export const RecapGrid = ({ table }: { table: RecapTable }) => {
  const columns = COLUMNS.filter(({ key }) => key !== 'pending' || table.has_pending);
  const { total, rows, notes } = table;
  return (
    <div class="kartu kartu--rekap">
      <h2 id="rekap" class="sr">
        {t('recap.table')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
      <section class="gulir" tabIndex={0} aria-labelledby="rekap">
        <table class="tabel tabel--rapat rekap" lang="id">
          <thead>
            <tr>
              <th class="n" scope="col">
                NO
              </th>
              <th scope="col">UNIT KERJA</th>
              {columns.map(({ key, head }) => (
                <th key={key} class="n" scope="col">
                  {lines(head)}
                </th>
              ))}
              <th class="n" scope="col">
                {lines(['PERSEN-', 'TASE'])}
              </th>
            </tr>
            {/* The notes below and the printed table name the columns by number. */}
            <tr class="nomor">
              {Array.from({ length: columns.length + 3 }, (_, n) => n + 1).map((no) => (
                <td key={no} class="n">
                  {no}
                </td>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr class="jumlah">
              <td />
              <td>{t('recap.total')}</td>
              <Cells figures={total} columns={columns} />
              <td class="n">{total.percent}</td>
            </tr>
            {rows.map((row) => (
              <tr key={row.no} class={row.trial && !table.trial ? 'ub' : undefined}>
                <td class="n">{row.no}</td>
                <td>
                  <b>{row.name}</b>
                  {row.trial && <Tag>{t('recap.trial')}</Tag>}
                </td>
                <Cells figures={row} columns={columns} />
                <td class="n">
                  <strong>{row.percent}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul class="kecil redup catatan-rekap" lang="id">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
};

const lines = (head: readonly string[]): ComponentChildren =>
  head.map((line, n) => (
    <span key={line}>
      {n > 0 && <br />}
      {line}
    </span>
  ));

interface CellsProps {
  figures: RecapFigures;
  columns: typeof COLUMNS;
}
const Cells = ({ figures, columns }: CellsProps) => (
  <>
    {columns.map(({ key }) => (
      <td key={key} class="n">
        {number(Number(figures[key]))}
      </td>
    ))}
  </>
);
