import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useNow } from '../app/clock.ts';
import { useStore } from '../app/store.ts';
import { isUnproven } from '../core/card.ts';
import { t } from '../core/i18n/later.ts';
import { refusalText } from '../core/i18n/refusals.ts';
import { retakeText } from '../core/i18n/retake.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { isStuck, isUnsent } from '../core/outbox.ts';
import { checkLink } from '../core/routes.ts';
import { clock, shortDate } from '../core/time.ts';
import type { AttendanceRecord, Id, Me, Receipt as ReceiptFacts } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Finding } from '../elements/finding.tsx';
import { Icon } from '../elements/icon.tsx';
import { AGAIN, CAMERA, CHECK, PHONE, SHARE, WARNING } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Qr } from '../elements/qr.tsx';

/** What is known of a check-in: by this phone, by the server, or both. */
export interface View {
  entry: Entry | null;
  receipt: ReceiptFacts | null;
  activity: { title: string; date: string };
  place: string | null;
  /** Another photo is wanted, until then. */
  retake: AttendanceRecord['retake'];
  /** The lock counted it on time, as nobody could tell. */
  settled: boolean;
}

/** What a photo that arrived does not change any more: the record asks for another one in time. */
const asked = ({ entry, retake }: View, now: number): View['retake'] =>
  retake && !(entry && isUnsent(entry)) && now <= Date.parse(retake.until) ? retake : null;

export const Ticket = ({ view, me }: { view: View; me: Me }) => {
  const { entry, receipt, activity, place } = view;
  const retake = asked(view, useApp().clock.server());
  const open = entry && (isUnsent(entry) || entry.stage === 'REFUSED');
  return (
    <>
      <article class="karcis" aria-labelledby="hd">
        <Head entry={entry} receipt={receipt} retake={retake} settled={view.settled} />
        {entry && isUnsent(entry) && receipt && <Uploading entry={entry} />}
        {receipt && !open && !retake && <Sent at={receipt.recorded_at} />}
        <div class="sobek" />
        <div class="karcis-isi">
          <dl class="rinci">
            <div>
              <dt>{t('rec.name')}</dt>
              <dd>{me.name}</dd>
            </div>
            <div>
              <dt>{t('rec.activity')}</dt>
              <dd>
                {activity.title}, {shortDate(activity.date, currentLanguage())}
              </dd>
            </div>
            {place && (
              <div>
                <dt>{t('rec.place')}</dt>
                <dd>{place}</dd>
              </div>
            )}
          </dl>
          {receipt && <Signed receipt={receipt} />}
        </div>
      </article>
      {retake && receipt && <Again activity={receipt.activity_id} />}
      <Actions view={view} />
    </>
  );
};

type HeadOf = Pick<View, 'entry' | 'receipt' | 'retake' | 'settled'>;
const Head = ({ entry, receipt, retake, settled }: HeadOf) => {
  if (entry?.stage === 'REFUSED') {
    const title = t(receipt ? 'rec.refused' : 'state.refused');
    return <Failed title={title} text={refusalText(entry)} receipt={receipt} />;
  }
  if (retake) {
    return <Failed title={t('state.retake')} text={retakeText(retake)} receipt={receipt} />;
  }
  if (entry && !receipt) {
    return (
      <div class="karcis-kepala karcis-kepala--simpan" role="status">
        <span class="lambang">
          <Icon path={PHONE} />
        </span>
        <h2 id="hd">{t('rec.local')}</h2>
        <p>{t('rec.local.sub', { jam: clock(entry.takenAt) })}</p>
        <p class="kecil">{t('rec.close')}</p>
      </div>
    );
  }
  if (!receipt) return null;
  const sent = !entry || !isUnsent(entry);
  return (
    <div
      class={`karcis-kepala${receipt.code === 'T' ? ' karcis-kepala--telat' : ''}`}
      role="status"
    >
      <span class="lambang">
        <Icon path={CHECK} />
      </span>
      <h2 id="hd">{t(receipt.code === 'T' ? 'rec.late' : 'rec.done')}</h2>
      <p>
        <strong class="angka">{clock(receipt.recorded_at)} WIB</strong> —{' '}
        {t(sent ? 'rec.sent' : 'rec.uploading')}
      </p>
      {isUnproven(receipt) && (
        <p class="kecil">{t(settled ? 'his.settled' : 'state.unproven.sub')}</p>
      )}
    </div>
  );
};

/** What went wrong with the photo; presence stands all the same where there is a receipt. */
const Failed = ({
  title,
  text,
  receipt,
}: {
  title: string;
  text: string;
  receipt: ReceiptFacts | null;
}) => (
  <div class="karcis-kepala karcis-kepala--gagal" role="alert">
    <span class="lambang">
      <Icon path={WARNING} />
    </span>
    <h2 id="hd">{title}</h2>
    <p>{text}</p>
    {receipt && (
      <p class="kecil">
        {t(receipt.code === 'T' ? 'rec.late' : 'rec.done')} {clock(receipt.recorded_at)} WIB
      </p>
    )}
  </div>
);

/** Into the camera, as from the home screen; a phone that does not know the activity any more cannot. */
const Again = ({ activity }: { activity: Id }) => {
  const app = useApp();
  if (!app.today.activity(activity)) return null;
  return (
    <a class="btn btn--utama btn--besar" href={`/kamera/${activity}`} onClick={app.camera.start}>
      <Icon path={CAMERA} />
      {t('act.again')}
    </a>
  );
};

const Uploading = ({ entry }: { entry: Entry }) => {
  const progress = useStore(useApp().outbox.progress);
  const percent = entry.stage === 'UPLOADED' ? 100 : (progress[entry.id] ?? 0);
  return (
    <div class="karcis-isi">
      <div class="unggah">
        <div class="kepala">
          <span class="kecil redup">{t('rec.upload')}</span>
          <strong class="kecil angka">{percent}%</strong>
        </div>
        <div
          class="bilah bilah--hadir"
          role="progressbar"
          aria-label={t('rec.upload.label')}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <p class="kecil redup">{t('rec.close')}</p>
      </div>
    </div>
  );
};

const Sent = ({ at }: { at: string }) => (
  <div class="karcis-isi">
    <ul class="periksa">
      <Finding look="good" icon={CHECK} text={t('state.present.sent', { jam: clock(at) })} />
    </ul>
  </div>
);

const Signed = ({ receipt }: { receipt: ReceiptFacts }) => (
  <div class="resi">
    <div class="resi-qr">
      <Qr text={checkLink(useApp().origin, receipt.token)} label={t('rec.qr')} />
    </div>
    <div>
      <p class="kecil redup">{t('rec.no')}</p>
      <p class="mono">
        <strong>{receipt.no}</strong>
      </p>
      <p class="kecil redup">{t('rec.signed')}</p>
    </div>
  </div>
);

/** Why it takes so long. What was uploaded waits for no busy server, only to be looked at. */
const Delayed = ({ entry }: { entry: Entry }) => {
  if (isStuck(entry)) return <Message tone="warning">{t('rec.stuck')}</Message>;
  return entry.stage !== 'UPLOADED' && entry.failures > 0 ? <Busy entry={entry} /> : null;
};

/** The server answers but is busy: the record is safe, and when it is tried again. */
const Busy = ({ entry }: { entry: Entry }) => {
  const app = useApp();
  const online = useStore(app.connection);
  const now = useNow(app.clock, 1000);
  if (!online) return null;
  const left = Math.max(1, Math.ceil((entry.nextAt - (now + (app.clock.offset() ?? 0))) / 1000));
  return <p class="kecil redup">{t('rec.busy', { n: left })}</p>;
};

const Actions = ({ view: { entry, receipt, activity } }: { view: View }) => {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const share = async (facts: ReceiptFacts): Promise<void> => {
    const text = t('rec.share.text', { no: facts.no, kegiatan: activity.title });
    const result = await app.share(text, checkLink(app.origin, facts.token));
    setCopied(result === 'COPIED');
  };
  return (
    <>
      {entry?.stage === 'DUPLICATE' && receipt && (
        <Message tone="warning">{t('rec.duplicate', { jam: clock(receipt.recorded_at) })}</Message>
      )}
      {entry?.stage === 'SUPERSEDED' && <Message tone="warning">{t('rec.superseded')}</Message>}
      {entry && isUnsent(entry) && <Delayed entry={entry} />}
      {entry?.stage === 'WAITING' && (
        <Button icon={AGAIN} wide onPress={() => void app.outbox.hurry()}>
          {t('act.sendnow')}
        </Button>
      )}
      <p role="status" class={copied ? 'kecil redup' : 'sr'}>
        {copied && t('rec.copied')}
      </p>
      <div class="btn-baris">
        {receipt && (
          <Button icon={SHARE} onPress={() => void share(receipt)}>
            {t('rec.share')}
          </Button>
        )}
        <ButtonLink look="main" href="/">
          {t('common.done')}
        </ButtonLink>
      </div>
    </>
  );
};
