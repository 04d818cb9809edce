import { useState } from 'preact/hooks';
import { COLUMNS, type Column, chosenColumns } from '../../core/imports.ts';
import type { ImportFile } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Message } from '../../elements/message.tsx';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';

interface Props {
  of: ImportFile;
  busy: boolean;
  onChoose: (columns: { header: string; field: Column }[]) => void;
}

/** Cocokkan kolom: what nobody could know from the file's own headers. */
export const ImportColumns = ({ of, busy, onChoose }: Props) => {
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const open = COLUMNS.filter((column) => of.missing.includes(column));
  const missing = open.some((column) => !chosen[column]);
  return (
    <form
      class="kartu tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !busy) onChoose(chosenColumns(chosen));
      }}
    >
      <Message tone="warning" title={t('import.columns', { n: open.length })}>
        {t('import.columns.text')}
      </Message>
      {of.headers.length === 0 ? (
        <p>{t('import.columns.none')}</p>
      ) : (
        <>
          {open.map((column) => (
            <Select
              key={column}
              label={t(`import.column.${column}`)}
              value={chosen[column] ?? ''}
              options={[
                { value: '', label: t('import.columns.choose') },
                ...of.headers.map((header) => ({ value: header, label: header })),
              ]}
              onChoose={(header) => setChosen({ ...chosen, [column]: header })}
            />
          ))}
          <Button look="main" submit busy={busy} disabled={missing}>
            {t('import.check')}
          </Button>
        </>
      )}
    </form>
  );
};
