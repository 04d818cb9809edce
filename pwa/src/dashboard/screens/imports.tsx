import { useState } from 'preact/hooks';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { answersOf, MOST_BYTES, openDaysOf, outcomeOf, stepOf } from '../../core/imports.ts';
import { codeOf, type Fault } from '../../core/problems.ts';
import { shortDate } from '../../core/time.ts';
import type { ImportFile } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag, type TagTone } from '../../elements/chips.tsx';
import { FileButton } from '../../elements/file-button.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { type ImportsPage, useImports } from '../app/imports.ts';
import { UPLOAD } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { moment, number } from '../words.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportPreview } from './import-preview.tsx';
import { Screen } from './screen.tsx';

const STEPS = ['UPLOAD', 'COLUMNS', 'PREVIEW', 'APPLY'] as const;
const ACCEPT =
  '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Impor SIMPEG: a file is looked at line by line before anybody's place changes. */
export const Imports = () => {
  const page = useImports();
  const { current, files, fault } = page;
  return (
    <Screen
      title={t('page.IMPORT')}
      sub={current ? headOf(current) : t('import.sub')}
      picker=""
      tools={
        current ? (
          <Button look="second" onPress={() => page.open(null)}>
            {t('import.other')}
          </Button>
        ) : null
      }
    >
      <Steps done={page.uploading === null && current ? stepOf(current.state) : 0} />
      {fault && <ImportFault page={page} fault={fault} />}
      {!files && !fault && <Skeleton />}
      {current ? <Current page={page} current={current} /> : files && <Start page={page} />}
    </Screen>
  );
};

/** What went wrong, and what to do: another import came between, or the day is locked by now. */
export const ImportFault = ({ page, fault }: { page: ImportsPage; fault: Fault }) => {
  const days = openDaysOf(fault);
  if (days)
    return (
      <Message tone="warning" role="alert" title={t('import.since.refused')}>
        {t('import.since.refused.text', {
          from: shortDate(days.earliest, currentLanguage()),
          to: shortDate(days.latest, currentLanguage()),
        })}
        <Button look="second" busy={page.busy} onPress={page.reload}>
          {t('import.since.again')}
        </Button>
      </Message>
    );
  if (codeOf(fault) === 'status-berubah')
    return (
      <Message tone="warning" role="alert" title={t('import.overtaken')}>
        {t('import.overtaken.text')}
        <Button look="second" busy={page.busy} onPress={() => page.check([])}>
          {t('import.check.again')}
        </Button>
      </Message>
    );
  return <FaultMessage fault={fault} kept={page.files !== null} onRetry={page.reload} />;
};

const headOf = (of: ImportFile): string =>
  [
    of.file_name,
    of.rows > 0 && t('import.rows', { n: number(of.rows) }),
    `${of.by}, ${moment(of.at)}`,
  ]
    .filter(Boolean)
    .join(' · ');

const Steps = ({ done }: { done: number }) => (
  <ol class="langkah" aria-label={t('import.steps')}>
    {STEPS.map((step, at) => (
      <li
        key={step}
        class={at < done ? 'selesai' : undefined}
        aria-current={at === done ? 'step' : undefined}
      >
        {t(`import.step.${step}`)}
      </li>
    ))}
  </ol>
);

const Current = ({ page, current }: { page: ImportsPage; current: ImportFile }) => {
  switch (current.state) {
    case 'MENUNGGU':
      return <Waiting page={page} />;
    case 'MEMERIKSA':
      return (
        <>
          <Progress
            title={
              current.rows > 0
                ? t('import.checking.rows', { n: number(current.rows) })
                : t('import.checking')
            }
          />
          <Stuck onAgain={() => page.check([])} busy={page.busy} />
        </>
      );
    case 'KOLOM':
      return <ImportColumns of={current} busy={page.busy} onChoose={page.check} />;
    case 'PRATINJAU':
      return (
        <ImportPreview of={current} today={page.today} busy={page.busy} onApply={page.apply} />
      );
    case 'TERJADWAL':
      return (
        <>
          <Message
            tone="note"
            role="status"
            title={t('import.scheduled', {
              date: shortDate(current.since ?? '', currentLanguage()),
            })}
          >
            <p>{t('import.scheduled.text')}</p>
            <Button look="second" busy={page.busy} onPress={() => page.check([])}>
              {t('import.scheduled.off')}
            </Button>
          </Message>
          <ImportPreview of={current} today={page.today} busy={page.busy} onApply={null} />
        </>
      );
    case 'MENERAPKAN':
      return (
        <>
          <Progress
            title={t('import.applying', { n: number(current.done), m: number(current.total) })}
            done={current.done}
            of={current.total}
          />
          <Stuck onAgain={() => page.apply(null)} busy={page.busy} />
        </>
      );
    case 'SELESAI':
      return (
        <>
          <Message tone="good" role="status" title={t('import.done')}>
            {t('import.done.text', { n: number(current.total) })} {leftOut(current)}{' '}
            {t('import.undo')}
          </Message>
          <ImportPreview of={current} today={page.today} busy={page.busy} onApply={null} />
        </>
      );
    case 'DITOLAK':
      return (
        <>
          <Message tone="error" role="alert" title={t('import.refused')}>
            {refusal(current.problem)}
          </Message>
          <Start page={page} />
        </>
      );
  }
};

const leftOut = (of: ImportFile): string => {
  const { left } = outcomeOf(of, answersOf(of));
  return left > 0 ? `${t('import.left.count', { n: number(left) })}.` : '';
};

const refusal = (problem: string | null): string => {
  if (problem === 'terlalu-besar') return t('import.refused.large');
  if (problem === 'perkara-sendiri') return t('import.refused.self');
  return problem === 'tidak-ada' ? t('import.refused.missing') : t('import.refused.type');
};

/** Uploaded by somebody who left before it was checked. */
const Waiting = ({ page }: { page: ImportsPage }) => (
  <section class="kartu tumpuk">
    <p>{t('import.waiting')}</p>
    <Button look="main" busy={page.busy} onPress={() => page.check([])}>
      {t('import.check')}
    </Button>
  </section>
);

const Stuck = ({ onAgain, busy }: { onAgain: () => void; busy: boolean }) => (
  <div class="alat-baris">
    <span class="kecil redup">{t('import.stuck')}</span>
    <Button look="second" busy={busy} onPress={onAgain}>
      {t('import.again')}
    </Button>
  </div>
);

interface ProgressProps {
  title: string;
  done?: number;
  of?: number;
}
const Progress = ({ title, done, of }: ProgressProps) => (
  <section class="kartu tumpuk" aria-live="polite">
    <div class="kepala">
      <h2>{title}</h2>
      <span class="kecil redup">{t('import.leave')}</span>
    </div>
    <progress class="kemajuan" aria-label={title} value={done} max={of} />
  </section>
);

const Start = ({ page }: { page: ImportsPage }) => {
  const [tooLarge, setTooLarge] = useState(false);
  return (
    <>
      <section class="kartu tumpuk" aria-labelledby="berkas">
        <h2 id="berkas">{t('import.file')}</h2>
        <p>{t('import.file.text')}</p>
        <p class="kecil redup">{t('import.file.columns')}</p>
        {tooLarge && (
          <Message tone="error" role="alert">
            {t('import.refused.large')}
          </Message>
        )}
        {page.uploadFailed && (
          <Message tone="error" role="alert">
            {t('import.upload.failed')}
          </Message>
        )}
        {page.uploading === null ? (
          <FileButton
            accept={ACCEPT}
            icon={UPLOAD}
            onFile={(file) => {
              setTooLarge(file.size > MOST_BYTES);
              if (file.size <= MOST_BYTES) page.upload(file);
            }}
          >
            {t('import.choose')}
          </FileButton>
        ) : (
          <Progress
            title={t('import.uploading', { n: page.uploading })}
            done={page.uploading}
            of={100}
          />
        )}
      </section>
      <Earlier files={page.files ?? []} onOpen={page.open} />
    </>
  );
};

const TONE: Readonly<Record<ImportFile['state'], TagTone>> = {
  MENUNGGU: 'warning',
  MEMERIKSA: 'action',
  MENERAPKAN: 'action',
  SELESAI: 'present',
  DITOLAK: 'absent',
  PRATINJAU: 'action',
  TERJADWAL: 'duty',
  KOLOM: 'warning',
};

const Earlier = ({
  files,
  onOpen,
}: {
  files: readonly ImportFile[];
  onOpen: ImportsPage['open'];
}) => {
  if (files.length === 0) return <p class="redup">{t('import.none')}</p>;
  return (
    <section class="kartu" aria-labelledby="terdahulu">
      <h2 id="terdahulu">{t('import.earlier')}</h2>
      <ul class="daftar">
        {files.map((one) => (
          <li key={one.id}>
            <button type="button" class="baris" onClick={() => onOpen(one.id)}>
              <span class="baris-teks">
                <b>{one.file_name}</b>
                <small>
                  {moment(one.at)} · {one.by}
                </small>
              </span>
              <Tag tone={TONE[one.state]}>{t(`import.state.${one.state}`)}</Tag>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
