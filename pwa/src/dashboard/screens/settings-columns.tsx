import { codeName } from '../../core/i18n/codes.ts';
import { decided, isTexts, shownOf } from '../../core/regency-settings.ts';
import type { Code } from '../../core/wire.ts';
import { CodeChip } from '../../elements/chips.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CHECK } from '../../elements/icons.ts';
import { t } from '../i18n.ts';
import { About, errorAt, type Form } from './settings-fields.tsx';
import { COLUMNS, columnName } from './settings-words.ts';

interface Props {
  form: Form;
  /** Where each code may be counted. */
  allowed: Readonly<Record<string, readonly string[]>>;
}

/** In which column of a recap each code is counted. */
export const ColumnsTable = ({ form, allowed }: Props) => {
  const of = form.of('columns');
  const value = shownOf(of, form.draft);
  const before = decided(of);
  const error = errorAt(form, 'columns');
  if (!isTexts(value) || !isTexts(before)) return null;
  return (
    <>
      {error && (
        <p class="salah" role="alert">
          {error}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys where it is narrow */}
      <section class="gulir" tabIndex={0} aria-label={t('set.part.columns')}>
        <table class="tabel tabel--rapat kolomkode">
          <thead>
            <tr>
              <th scope="col" class="jenis">
                {t('set.columns.code')}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {columnName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.keys(of.default).map((code) => (
              <tr key={code}>
                <th scope="row">
                  <CodeChip code={code as Code} />{' '}
                  <span class="nama-kode">{codeName(code as Code)}</span>
                  {value[code] !== before[code] && (
                    <small class="semula">
                      {t('set.before', { nilai: columnName(before[code]) })}
                    </small>
                  )}
                </th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    <Choice
                      label={`${codeName(code as Code)}: ${columnName(column)}`}
                      name={`kolom-${code}`}
                      chosen={column === value[code]}
                      locked={form.locked}
                      possible={allowed[code]?.includes(column) ?? false}
                      onChoose={() => form.set('columns', { ...value, [code]: column })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <About form={form} name="columns" />
    </>
  );
};

interface ChoiceProps {
  label: string;
  name: string;
  chosen: boolean;
  /** Only read. */
  locked: boolean;
  possible: boolean;
  onChoose: () => void;
}
const Choice = ({ label, name, chosen, locked, possible, onChoose }: ChoiceProps) => {
  if (!locked)
    return (
      <label class="centang titik">
        <input type="radio" name={name} checked={chosen} disabled={!possible} onChange={onChoose} />
        <span class="sr">{label}</span>
      </label>
    );
  if (!chosen) return null;
  return (
    <>
      <Icon path={CHECK} />
      <span class="sr">{label}</span>
    </>
  );
};
