import { useState } from 'preact/hooks';
import { shared } from '../../core/i18n/shared.ts';
import { type Answers, CHANGES_A_PAGE, linesOf, spacedNip } from '../../core/imports.ts';
import type { ProblemCode } from '../../core/problems.ts';
import type { ChangeKind, ImportAnswer, ImportChange, ImportFile } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag, type TagTone } from '../../elements/chips.tsx';
import { FaultMessage } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useChanges } from '../app/imports.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

const TONE: Readonly<Record<ChangeKind, TagTone>> = {
  GALAT: 'absent',
  RAGU: 'warning',
  NONAKTIF: 'leave',
  PINDAH: 'duty',
  BARU: 'present',
  BERUBAH: 'action',
};

/** Null for what was applied already: then it only shows what was said. */
type Say = ((number: number, says: ImportAnswer | null) => void) | null;

interface Props {
  of: ImportFile;
  kind: ChangeKind | null;
  answers: Answers;
  onSay: Say;
}

/** Lines of one kind or of all, a hundred a page, each with what a person says of it. */
export const ImportLines = ({ of, kind, answers, onSay }: Props) => {
  const [page, setPage] = useState(0);
  const { value, fault, reload } = useChanges(of, kind, page);
  const lines = linesOf(of, kind);
  const first = page * CHANGES_A_PAGE;
  const last = Math.min(lines, first + CHANGES_A_PAGE);
  if (fault) return <FaultMessage fault={fault} kept={false} onRetry={reload} />;
  if (!value) return <Skeleton />;
  return (
    <>
      <ChangeTable lines={value.changes} answers={answers} onSay={onSay} />
      {lines > CHANGES_A_PAGE && (
        <div class="halaman">
          <span class="kecil">
            {t('import.page', { a: number(first + 1), b: number(last), n: number(lines) })}
          </span>
          <Button look="second" disabled={page === 0} onPress={() => setPage(page - 1)}>
            {t('import.previous')}
          </Button>
          <Button look="second" disabled={last >= lines} onPress={() => setPage(page + 1)}>
            {t('import.next')}
          </Button>
        </div>
      )}
    </>
  );
};

interface TableProps {
  lines: readonly ImportChange[];
  answers: Answers;
  onSay: Say;
}
export const ChangeTable = ({ lines, answers, onSay }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
  <section class="gulir" tabIndex={0} aria-label={t('import.list')}>
    <table class="tabel">
      <thead>
        <tr>
          <th scope="col">{t('import.kind')}</th>
          <th scope="col">{t('import.nip')}</th>
          <th scope="col">{t('import.name')}</th>
          <th scope="col">{t('import.field')}</th>
          <th scope="col">{t('import.before')}</th>
          <th scope="col">{t('import.after')}</th>
          <th scope="col">
            <span class="sr">{t('import.include')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const says = line.number === null ? undefined : answers[line.number];
          return (
            <tr
              key={`${line.kind}${line.nip}${line.row}`}
              class={says === 'TIDAK' ? 'dilewati' : undefined}
            >
              <td>
                <Tag tone={TONE[line.kind]}>{t(`import.kind.${line.kind}`)}</Tag>
              </td>
              {line.number === null ? <Place line={line} /> : <Person line={line} />}
              <td>
                {line.number !== null && (
                  <Say line={line} says={says ?? null} of={line.number} onSay={onSay} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </section>
);

interface SayProps {
  line: ImportChange;
  says: ImportAnswer | null;
  of: number;
  onSay: Say;
}
const Say = ({ line, says, of, onSay }: SayProps) => {
  if (line.kind === 'RAGU')
    return onSay ? (
      <Select<ImportAnswer | ''>
        compact
        label={t('import.doubt.who', { name: line.name })}
        value={says ?? ''}
        options={[
          { value: '', label: t('import.doubt.open') },
          { value: 'SAMA', label: t('import.doubt.SAMA') },
          { value: 'DUA', label: t('import.doubt.DUA') },
        ]}
        onChoose={(value) => onSay(of, value || null)}
      />
    ) : (
      <b>{t(`import.doubt.${says === 'SAMA' || says === 'DUA' ? says : 'open'}`)}</b>
    );
  if (!onSay) return says === 'TIDAK' ? <b>{t('import.left')}</b> : null;
  return (
    <label class="centang">
      <input
        type="checkbox"
        checked={says !== 'TIDAK'}
        aria-label={t('import.include.one', { name: line.name })}
        onChange={() => onSay(of, says === 'TIDAK' ? null : 'TIDAK')}
      />
    </label>
  );
};

const Person = ({ line }: { line: ImportChange }) => (
  <>
    <td class="mono">{spacedNip(line.nip)}</td>
    <td>
      <b>{line.name}</b>
    </td>
    <td>{each(line, ([field]) => t(`import.field.${field as 'unit'}`))}</td>
    <td>
      {each(line, ([field, before]) =>
        before ? <span class="dari">{shown(field, before)}</span> : '–',
      )}
    </td>
    <td class="jadi">{each(line, ([field, , after]) => shown(field, after) || '–')}</td>
  </>
);

const each = (
  line: ImportChange,
  draw: (field: [string, string, string]) => preact.ComponentChildren,
) => line.fields.map((field) => <div key={field[0]}>{draw(field)}</div>);

const shown = (field: string, value: string): string => {
  if (field === 'nip') return spacedNip(value);
  return field === 'active' ? t(`import.active.${value as 'ya'}`) : value;
};

/** What a person has to mend in the file, by row and column. */
const Place = ({ line }: { line: ImportChange }) => (
  <>
    <td>{t('import.row', { n: line.row })}</td>
    <td>{line.name && <b>{line.name}</b>}</td>
    <td>{line.column}</td>
    <td colSpan={2} class={line.kind === 'GALAT' ? 'jadi galat' : 'jadi'}>
      {line.kind === 'RAGU' ? t('import.doubt') : advice(line.code)}
    </td>
  </>
);

const advice = (code: string): string => {
  if (code === 'nip-ganda') return t('import.twice');
  return shared(`problem.${code as ProblemCode}`);
};
