import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { signaturePath } from '../../core/desk-routes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import type { Edition, Recap, RecapTable } from '../../core/wire.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { CodeChip, Tag } from '../../elements/chips.tsx';
import { Icon } from '../../elements/icon.tsx';
import { AGAIN, CHECK, CLOCK, LOCK } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useDesk, useMe } from '../app/desk.ts';
import { fileKey, type RecapFiles } from '../app/recaps.ts';
import { COPY } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { moment, momentWithSeconds, shortDay } from '../words.ts';
import { ReasonSheet } from './reason-sheet.tsx';

interface Props {
  recap: Recap;
  table: RecapTable;
  files: Pick<RecapFiles, 'busy' | 'open'>;
  onReopened: () => void;
}

/** Status with its steps, difference and reopening, and the text for WhatsApp groups. */
export const RecapSide = ({ recap, table, files, onReopened }: Props) => {
  const me = useMe();
  return (
    <div class="tumpuk">
      <section class="kartu" aria-labelledby="status">
        <div class="kepala">
          <h2 id="status">{t('recap.status')}</h2>
          <StatusTag table={table} />
        </div>
        <Steps table={table} />
        {recap.awaited.length > 0 && (
          <Message tone="warning">{t('recap.awaited', { opd: recap.awaited.join(', ') })}</Message>
        )}
        {recap.opd && recap.may_reopen && table.status === 'FINAL' && table.activity.id && (
          <Reopening
            week={recap.week}
            opd={recap.opd.id}
            date={table.activity.date}
            activity={table.activity.id}
            onDone={onReopened}
          />
        )}
      </section>
      {table.difference && table.difference.length > 0 && <Difference table={table} />}
      <WhatsApp key={table.text} text={table.text} />
      {recap.published.length > 0 && <Published recap={recap} files={files} />}
      {recap.opd && rightsAt(me, recap.opd.id).signs && <Signing />}
    </div>
  );
};

/** For the head whose name stands in the signature block. */
const Signing = () => (
  <section class="kartu" aria-labelledby="tanda-tangan">
    <h2 id="tanda-tangan">{t('sign.title')}</h2>
    <div class="tumpuk-rapat">
      <p class="kecil redup">{t('sign.card')}</p>
      <ButtonLink href={signaturePath} wide>
        {t('sign.open')}
      </ButtonLink>
    </div>
  </section>
);

const finalText = ({ version }: RecapTable): string => t('recap.final', { n: version ?? 1 });

const StatusTag = ({ table }: { table: RecapTable }) => (
  <span class="alat-baris">
    {table.trial && <Tag>{t('recap.trial')}</Tag>}
    {table.status === 'FINAL' ? (
      <Tag tone="present">
        <Icon path={LOCK} />
        {finalText(table)}
      </Tag>
    ) : (
      <Tag tone="warning">
        <Icon path={CLOCK} />
        {t('recap.SEMENTARA')}
      </Tag>
    )}
  </span>
);

/** Closed, provisional, final: what is done, where it stands, what comes. */
const Steps = ({ table }: { table: RecapTable }) => {
  const { activity, status, total, locks_on, reopened, as_of } = table;
  const final = status === 'FINAL';
  return (
    <ol class="tapak">
      <li class="ok">
        <b>{t('recap.step.closed', { kegiatan: activity.title })}</b>
        <span>{shortDay(activity.date)}</span>
      </li>
      {reopened && (
        <li class="ok">
          <b>{t('recap.step.reopened')}</b>
          <span>
            {t('recap.step.reopened.by', {
              nama: reopened.by,
              waktu: moment(reopened.at),
              alasan: reopened.reason,
            })}
          </span>
        </li>
      )}
      {!final && (
        <li class="kini" aria-current="step">
          <b>{t('recap.step.provisional')}</b>
          <span>{t('recap.step.pending', { n: total.pending })}</span>
        </li>
      )}
      <li class={final ? 'ok' : undefined} aria-current={final ? 'step' : undefined}>
        <b>{final ? finalText(table) : t('recap.step.final')}</b>
        <span>
          {final && t('recap.step.locked', { waktu: moment(as_of) })}
          {!final && (locks_on ? t('recap.step.locks', { tanggal: shortDay(locks_on) }) : '')}
        </span>
      </li>
    </ol>
  );
};

interface ReopeningProps {
  week: string;
  opd: string;
  date: string;
  activity: string;
  onDone: () => void;
}
const Reopening = ({ week, onDone, ...place }: ReopeningProps) => {
  const { net } = useDesk();
  const [asks, setAsks] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const reopen = async (reason: string): Promise<void> => {
    setBusy(true);
    const answer = await net.call('POST', `/recaps/${week}/reopenings`, { ...place, reason });
    setBusy(false);
    if (!answer.ok) {
      setError(faultText(answer.fault));
      return;
    }
    setAsks(false);
    setDone(true);
    onDone();
  };
  if (done) {
    return (
      <Message tone="good" role="status">
        {t('recap.reopened')}
      </Message>
    );
  }
  return (
    <>
      <Button icon={AGAIN} wide onPress={() => setAsks(true)}>
        {t('recap.reopen')}
      </Button>
      {asks && (
        <ReasonSheet
          title={t('recap.reopen.title')}
          note={t('recap.reopen.note')}
          label={t('recap.reopen.reason')}
          submit={t('recap.reopen')}
          look="danger"
          busy={busy}
          error={error}
          onSubmit={(reason) => void reopen(reason)}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
};

const Difference = ({ table }: { table: RecapTable }) => (
  <section class="kartu" aria-labelledby="selisih">
    <h2 id="selisih">{t('recap.difference')}</h2>
    <ul class="daftar">
      {table.difference?.map(({ name, before, after }, n) => (
        <li key={`${name ?? n}`} class="baris">
          {name && <span class="baris-teks">{name}</span>}
          <CodeChip code={before} />
          <span aria-hidden="true">→</span>
          <span class="sr">{t('recap.difference.after')}</span>
          <CodeChip code={after} />
        </li>
      ))}
    </ul>
  </section>
);

const WhatsApp = ({ text }: { text: string }) => {
  const desk = useDesk();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <section class="kartu" aria-labelledby="wa">
      <div class="kepala kepala--rata">
        <h2 id="wa">{t('recap.wa')}</h2>
        <Button icon={copied ? CHECK : COPY} onPress={() => void desk.copy(text).then(setCopied)}>
          {t(copied ? 'recap.copied' : 'recap.copy')}
        </Button>
      </div>
      <p class="sr" role="status">
        {copied ? t('recap.copied') : ''}
      </p>
      {copied === false && <Message tone="warning">{t('recap.copy.failed')}</Message>}
      <pre class="wa" lang="id">
        {text}
      </pre>
    </section>
  );
};

/** When it was published; to the second where another one of that minute says the same of itself. */
const publishedAt = ({ state, at }: Edition, all: readonly Edition[]): string => {
  const alike = all.filter((one) => one.state === state && moment(one.at) === moment(at));
  return alike.length > 1 ? momentWithSeconds(at) : moment(at);
};

/** Every edition with its files, the newest first. */
const Published = ({ recap, files }: Pick<Props, 'recap' | 'files'>) => (
  <section class="kartu" aria-labelledby="terbit">
    <h2 id="terbit">{t('recap.published')}</h2>
    <ul class="daftar">
      {[...recap.published].reverse().map((edition) => (
        <li key={edition.version} class="baris baris--rapat">
          <span class="baris-teks">
            <b>{edition.state}</b>
            <small>{publishedAt(edition, recap.published)}</small>
          </span>
          <span class="alat-baris">
            {recap.files.map((kind) => (
              <Button
                key={kind}
                busy={files.busy === fileKey(kind, edition.version)}
                label={t('recap.published.file', {
                  jenis: kind,
                  terbitan: edition.state,
                  waktu: publishedAt(edition, recap.published),
                })}
                onPress={() => void files.open(kind, edition.version)}
              >
                {kind}
              </Button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
