import { useState } from 'preact/hooks';
import {
  answersOf,
  CHANGE_KINDS,
  MOST_ANSWERS,
  outcomeOf,
  withAnswer,
} from '../../core/imports.ts';
import type { ChangeKind, DateText, ImportAnswer, ImportFile } from '../../core/wire.ts';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import type { Confirmation } from '../app/imports.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { ImportApply, Refusals } from './import-apply.tsx';
import { ImportLines } from './import-lines.tsx';

interface Props {
  of: ImportFile;
  today: DateText;
  busy: boolean;
  /** Null for what was applied already. */
  onApply: ((said: Confirmation) => void) | null;
}

/** Pratinjau perubahan: every line that would change, by kind, and the button that does it. */
export const ImportPreview = ({ of, today, busy, onApply }: Props) => {
  const [kind, setKind] = useState<ChangeKind | 'ALL'>('ALL');
  const [answers, setAnswers] = useState(() => answersOf(of));
  const [isFull, setFull] = useState(false);
  const kinds = CHANGE_KINDS.filter((one) => of.counts[one] > 0);
  if (kinds.length === 0) return onApply && <Message tone="good">{t('import.same')}</Message>;
  const say = (line: number, says: ImportAnswer | null): void => {
    const next = withAnswer(answers, line, says);
    setFull(next === null);
    setAnswers(next ?? { ...answers });
  };
  return (
    <>
      {of.counts.RAGU > 0 && onApply && (
        <Message tone="warning" title={t('import.doubts')}>
          {t('import.doubts.text')}
        </Message>
      )}
      <section class="kartu kartu--tabel" aria-labelledby="perubahan">
        <div class="kepala">
          <h2 id="perubahan">{t('import.changes', { n: number(outcomeOf(of, answers).total) })}</h2>
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
        <ImportLines
          key={kind}
          of={of}
          kind={kind === 'ALL' ? null : kind}
          answers={answers}
          onSay={onApply && say}
        />
      </section>
      {isFull && (
        <Message tone="error" role="alert">
          {t('import.most', { n: number(MOST_ANSWERS) })}
        </Message>
      )}
      {of.counts.GALAT > 0 && <Refusals of={of} />}
      {onApply && (
        <ImportApply of={of} answers={answers} today={today} busy={busy} onApply={onApply} />
      )}
    </>
  );
};
