import { useState } from 'preact/hooks';
import { shared } from '../../core/i18n/shared.ts';
import {
  CHANGE_KINDS,
  CHANGES_A_PAGE,
  linesOf,
  spacedNip,
  typedNumber,
} from '../../core/imports.ts';
import type { ProblemCode } from '../../core/problems.ts';
import type { ChangeKind, ImportChange, ImportFile } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag, type TagTone } from '../../elements/chips.tsx';
import { Field } from '../../elements/field.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useChanges } from '../app/imports.ts';
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

interface Props {
  of: ImportFile;
  busy: boolean;
  /** Null for what was applied already. */
  onApply: ((leavers: number | null) => void) | null;
}

/** Pratinjau perubahan: every line that would change, by kind, and the button that does it. */
export const ImportPreview = ({ of, busy, onApply }: Props) => {
  const [kind, setKind] = useState<ChangeKind | 'ALL'>('ALL');
  const kinds = CHANGE_KINDS.filter((one) => of.counts[one] > 0);
  if (kinds.length === 0) return onApply && <Message tone="good">{t('import.same')}</Message>;
  return (
    <>
      <section class="kartu kartu--tabel" aria-labelledby="perubahan">
        <div class="kepala">
          <h2 id="perubahan">{t('import.changes', { n: number(of.total) })}</h2>
          <Segments<ChangeKind | 'ALL'>
            label={t('import.filter')}
            options={[
              { value: 'ALL', label: t('import.filter.ALL') },
              ...kinds.map((one) => ({
                value: one,
                label: `${t(`import.kind.${one}`)} ${number(of.counts[one])}`,
              })),
            ]}
            chosen={kind}
            onChoose={setKind}
          />
        </div>
        <Changes key={kind} of={of} kind={kind === 'ALL' ? null : kind} />
      </section>
      {onApply && <Apply of={of} busy={busy} onApply={onApply} />}
    </>
  );
};

const Changes = ({ of, kind }: { of: ImportFile; kind: ChangeKind | null }) => {
  const [page, setPage] = useState(0);
  const { value, fault, reload } = useChanges(of, kind, page);
  const lines = linesOf(of, kind);
  const first = page * CHANGES_A_PAGE;
  const last = Math.min(lines, first + CHANGES_A_PAGE);
  if (fault) return <FaultMessage fault={fault} kept={false} onRetry={reload} />;
  if (!value) return <Skeleton />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
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
            </tr>
          </thead>
          <tbody>
            {value.changes.map((line) => (
              <Line key={`${line.kind}${line.nip}${line.row}`} line={line} />
            ))}
          </tbody>
        </table>
      </section>
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

const Line = ({ line }: { line: ImportChange }) => (
  <tr>
    <td>
      <Tag tone={TONE[line.kind]}>{t(`import.kind.${line.kind}`)}</Tag>
    </td>
    {line.row > 0 ? <Place line={line} /> : <Person line={line} />}
  </tr>
);

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

const shown = (field: string, value: string): string =>
  field === 'active' ? t(`import.active.${value as 'ya'}`) : value;

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

const Apply = ({
  of,
  busy,
  onApply,
}: {
  of: ImportFile;
  busy: boolean;
  onApply: (leavers: number | null) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const gone = of.counts.NONAKTIF;
  if (of.total === 0) return <Message tone="note">{t('import.nothing')}</Message>;
  return (
    <form
      class="kartu tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (of.needs_leavers && typedNumber(typed) !== gone)
          setError(t('import.leavers.wrong', { n: number(gone) }));
        else onApply(of.needs_leavers ? gone : null);
      }}
    >
      {of.needs_leavers && (
        <>
          <Message tone="warning" title={t('import.leavers', { n: number(gone) })}>
            {t('import.leavers.text')}
          </Message>
          <Field
            label={t('import.leavers.type', { n: number(gone) })}
            name="leavers"
            look="digits"
            inputMode="numeric"
            maxLength={6}
            value={typed}
            error={error}
            onInput={(value) => {
              setError(null);
              setTyped(value);
            }}
          />
        </>
      )}
      <div class="baris">
        <Button look="main" submit busy={busy}>
          {t('import.apply', { n: number(of.total) })}
        </Button>
        <span class="kecil redup">
          {t('import.untouched')} {t('import.undo')}
        </span>
      </div>
    </form>
  );
};
