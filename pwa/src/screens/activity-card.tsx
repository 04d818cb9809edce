import type { ComponentChildren } from 'preact';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import type { Card } from '../core/card.ts';
import { cardOf, mayPhotograph, phaseOf, windowMarks } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage, sentence } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { clock, dayAndMonth, minutesAndSeconds } from '../core/time.ts';
import type { Me, TodayActivity, Window } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Icon } from '../elements/icon.tsx';
import {
  AGAIN,
  BRIEFCASE,
  CALENDAR,
  CAMERA,
  CHECK,
  CLOCK,
  INFO,
  LETTER,
  LOCK,
  PHONE,
  PIN,
  WARNING,
} from '../elements/icons.ts';
import { State } from './page.tsx';

interface Props {
  me: Me;
  activity: TodayActivity;
  entry: Entry | null;
  now: number;
  first: boolean;
}

/** One activity of today: its facts, its one state, its one button. */
export const ActivityCard = ({ me, activity, entry, now, first }: Props) => {
  const card = cardOf(activity, entry, now);
  const { window, venue } = activity;
  const id = `keg-${activity.id}`;
  return (
    <article class={first ? 'kartu kartu--utama kegiatan' : 'kartu kegiatan'} aria-labelledby={id}>
      <p class="alis">{t(first ? 'home.today' : 'home.also')}</p>
      <h2 id={id}>{activity.title}</h2>
      <ul class="fakta">
        <li>
          <Icon path={CLOCK} />
          <span>
            <strong class="angka">
              {clock(window.starts)}–{clock(window.closes)}
            </strong>{' '}
            WIB
          </span>
        </li>
        <li>
          <Icon path={PIN} />
          {venue.name}
        </li>
      </ul>
      <CardState card={card} activity={activity} entry={entry} />
      {first && ['OPEN', 'LATE_WINDOW', 'CLOSING'].includes(card.kind) && (
        <WindowBar window={window} now={now} />
      )}
      <CardActions card={card} activity={activity} me={me} first={first} />
    </article>
  );
};

const CardState = ({
  card,
  activity,
  entry,
}: {
  card: Card;
  activity: TodayActivity;
  entry: Entry | null;
}) => {
  const { window } = activity;
  switch (card.kind) {
    case 'CANCELLED':
      return (
        <Plain
          look="tutup"
          icon={CALENDAR}
          title={t('state.cancelled')}
          sub={t('state.cancelled.sub')}
        />
      );
    case 'NOT_REQUIRED':
      return (
        <Plain look="tutup" icon={INFO} title={t('state.notreq')} sub={t('state.notreq.sub')} />
      );
    case 'BEFORE':
      return (
        <Plain
          look="belum"
          title={t('state.notopen', { jam: clock(window.opens) })}
          sub={t('state.notopen.sub')}
        />
      );
    case 'OPEN':
      return (
        <State look="belum" title={t('state.none')}>
          <small aria-live="off">{t('state.closesin', { n: card.minutesLeft })}</small>
          <Left minutes={card.minutesLeft} />
        </State>
      );
    case 'LATE_WINDOW':
      return (
        <Plain
          look="telat"
          icon={CLOCK}
          title={t('state.latewindow')}
          sub={t('state.latewindow.sub', { jam: clock(window.late_after) })}
        />
      );
    case 'CLOSING':
      return (
        <State
          look="desak"
          title={t('state.closing')}
          sign={
            <span class="mundur" role="timer" aria-hidden="true">
              {minutesAndSeconds(card.left)}
            </span>
          }
        >
          <small>{t('state.closing.sub', { jam: clock(window.closes) })}</small>
          <Left minutes={Math.ceil(card.left / 60_000)} />
        </State>
      );
    case 'CLOSED':
      return (
        <Plain
          look="tutup"
          icon={LOCK}
          title={t('state.closed', { jam: clock(window.closes) })}
          sub={t('state.closed.sub', {
            batas: dayAndMonth(activity.reason_until, currentLanguage()),
          })}
        />
      );
    case 'WAITING':
      return (
        <Plain
          look="simpan"
          icon={PHONE}
          title={t('state.local')}
          sub={t('state.local.sub', { jam: clock(card.takenAt) })}
        />
      );
    case 'REFUSED':
      return (
        <Plain
          look="tk"
          icon={WARNING}
          title={t('state.refused')}
          sub={shared(`problem.${card.refusal}`)}
        />
      );
    case 'PRESENT':
      return (
        <State look="hadir" icon={CHECK} title={t('state.present', { jam: clock(card.at) })}>
          <small aria-live="off">
            <PhotoOnItsWay uploading={card.uploading} at={card.at} entry={entry} />
          </small>
        </State>
      );
    case 'LATE':
      return (
        <State look="telat" icon={CHECK} title={t('state.late', { jam: clock(card.at) })}>
          <small aria-live="off">
            {card.uploading ? (
              <PhotoOnItsWay uploading at={card.at} entry={entry} />
            ) : (
              t('state.late.sub', { n: card.minutes })
            )}
          </small>
        </State>
      );
    case 'UNPROVEN':
      return (
        <Plain
          look="hadir"
          icon={CHECK}
          title={t('state.unproven', { jam: clock(card.at) })}
          sub={t('state.unproven.sub')}
        />
      );
    case 'PHOTO_MISSING':
      return (
        <Plain
          look="telat"
          icon={WARNING}
          title={t('state.nophoto')}
          sub={t('state.nophoto.sub', { jam: clock(card.at) })}
        />
      );
    case 'RETAKE':
      return (
        <Plain
          look="telat"
          icon={AGAIN}
          title={t('state.retake')}
          sub={t('state.retake.sub', { alasan: sentence(card.reason), jam: clock(card.until) })}
        />
      );
    case 'REJECTED':
      return (
        <Plain
          look="tk"
          icon={WARNING}
          title={t('state.rejected')}
          sub={t('state.rejected.sub', { alasan: sentence(card.reason) })}
        />
      );
    case 'PERMIT':
      return <PermitState card={card} />;
    case 'EXCUSED':
      return (
        <Plain
          look="tugas"
          icon={INFO}
          title={shared(`code.${card.code}`)}
          sub={t('state.excused.sub')}
        />
      );
    case 'ABSENT':
      return (
        <Plain look="tk" icon={WARNING} title={t('state.absent')} sub={t('state.absent.sub')} />
      );
  }
};

const Plain = ({
  sub,
  ...state
}: Omit<Parameters<typeof State>[0], 'children'> & { sub: string }) => (
  <State {...state}>
    <small>{sub}</small>
  </State>
);

/** Said at 10, 5 and 1 minutes, not each second (ux.md §4). */
const SAID_AT = [1, 5, 10];
const Left = ({ minutes }: { minutes: number }) => {
  const said = SAID_AT.find((limit) => minutes <= limit);
  return <span class="sr">{said && t('state.left', { n: said })}</span>;
};

const PhotoOnItsWay = ({
  uploading,
  at,
  entry,
}: {
  uploading: boolean;
  at: string;
  entry: Entry | null;
}) => {
  const progress = useStore(useApp().outbox.progress);
  if (!uploading) return <>{t('state.present.sent', { jam: clock(at) })}</>;
  return <>{t('state.present.up', { n: (entry && progress[entry.id]) ?? 0 })}</>;
};

const PermitState = ({ card: { permit } }: { card: Extract<Card, { kind: 'PERMIT' }> }) => {
  const jenis = shared(`code.${permit.kind}`);
  if (permit.state === 'DISETUJUI') {
    const [dari, sampai] = [permit.from, permit.to].map((day) =>
      dayAndMonth(day, currentLanguage()),
    );
    return (
      <Plain
        look="tugas"
        icon={BRIEFCASE}
        title={t('permit.approved', { jenis })}
        sub={t('permit.approved.sub', { dari: dari ?? '', sampai: sampai ?? '' })}
      />
    );
  }
  if (permit.state === 'DITOLAK') {
    return (
      <Plain
        look="tk"
        icon={WARNING}
        title={t('permit.rejected', { jenis })}
        sub={permit.reason ?? ''}
      />
    );
  }
  return (
    <Plain
      look="tugas"
      icon={BRIEFCASE}
      title={t('permit.waiting', { jenis })}
      sub={t('permit.waiting.sub')}
    />
  );
};

/** Where the middle label has room between the two at the ends, percent of the bar. */
const LABEL_ROOM = { from: 32, to: 68 } as const;

/** From opening to closing: on time, late, and a needle for now. */
const WindowBar = ({ window, now }: { window: Window; now: number }) => {
  const marks = windowMarks(window, now);
  const late = phaseOf(window, now) === 'LATE';
  const label = t(late ? 'win.label.late' : 'win.label.ontime', {
    jam: clock(now),
    tutup: clock(window.closes),
  });
  return (
    <div class="jendela" role="img" aria-label={label}>
      <div class="jendela-bilah">
        <i style={{ width: `${marks.late}%` }} />
        <i style={{ width: `${100 - marks.late}%` }} />
        <span class="jarum" style={{ left: `${marks.now}%` }} />
      </div>
      <ol aria-hidden="true">
        <li>
          <b>{clock(window.opens)}</b> {t('win.opens')}
        </li>
        <li style={{ left: `${Math.min(LABEL_ROOM.to, Math.max(LABEL_ROOM.from, marks.late))}%` }}>
          <b>{clock(window.late_after)}</b> {t('win.late')}
        </li>
        <li>
          <b>{clock(window.closes)}</b> {t('win.closes')}
        </li>
      </ol>
    </div>
  );
};

interface ActionsProps {
  card: Card;
  activity: TodayActivity;
  me: Me;
  first: boolean;
}
const CardActions = ({ card, activity, me, first }: ActionsProps) => {
  const app = useApp();
  const away = `/tidak-hadir/${activity.id}`;
  if (mayPhotograph(card, activity.window, app.clock.server())) {
    const again = ['RETAKE', 'PHOTO_MISSING', 'REFUSED'].includes(card.kind);
    return (
      <>
        <Photograph href={`/kamera/${activity.id}`} onPress={app.camera.start}>
          {t(again ? 'act.again' : 'act.take')}
        </Photograph>
        {first && !again && (
          <div class="bawah-tombol">
            <ButtonLink href={away} look="quiet" wide>
              {t('act.cant')}
            </ButtonLink>
          </div>
        )}
      </>
    );
  }
  switch (card.kind) {
    case 'BEFORE':
      return (
        <div class="tumpuk-rapat">
          <ButtonLink href="/pra-cek" icon={CHECK} wide>
            {t('home.precheck')}
          </ButtonLink>
          <ButtonLink href={away} look="quiet" wide>
            {t('act.cant')}
          </ButtonLink>
        </div>
      );
    case 'CLOSED':
    case 'REFUSED':
      return (
        <ButtonLink href={away} look="main" icon={LETTER} wide>
          {t('act.reason')}
        </ButtonLink>
      );
    case 'WAITING':
      return <Waiting />;
    case 'PRESENT':
    case 'LATE':
    case 'UNPROVEN':
      return (
        <Recorded
          me={me}
          checkIn={card.checkIn}
          thanks={card.kind === 'PRESENT' && !card.uploading}
        />
      );
    case 'PERMIT':
      return (
        <ButtonLink href={`/pengajuan-saya/${card.permit.id}`} icon={LETTER} wide>
          {t('permit.see')}
        </ButtonLink>
      );
    default:
      return null;
  }
};

/** Opens the camera inside the tap, then the link leads to its screen. */
const Photograph = ({
  href,
  onPress,
  children,
}: {
  href: string;
  onPress: () => void;
  children: ComponentChildren;
}) => (
  <a class="btn btn--utama btn--besar" href={href} onClick={onPress}>
    <Icon path={CAMERA} />
    {children}
  </a>
);

const Waiting = () => {
  const app = useApp();
  const waiting = useStore(app.outbox.entries).filter(({ stage }) => stage === 'WAITING');
  const size = waiting.reduce((sum, { photo }) => sum + photo.size, 0);
  return (
    <>
      <div class="unggah menunggu">
        <div class="kepala">
          <strong>{t('state.local.n', { n: waiting.length })}</strong>
          <span class="kecil redup angka">{Math.ceil(size / 1024)} KB</span>
        </div>
        <p class="kecil redup">{t('state.local.why')}</p>
      </div>
      <Button icon={AGAIN} wide onPress={() => void app.outbox.hurry()}>
        {t('act.sendnow')}
      </Button>
    </>
  );
};

const Recorded = ({ me, checkIn, thanks }: { me: Me; checkIn: string; thanks: boolean }) => (
  <>
    <ButtonLink href={`/tanda-terima/${checkIn}`} icon={LETTER} wide>
      {t('act.receipt')}
    </ButtonLink>
    {thanks && (
      <p class="kecil redup terima-kasih">
        {t('home.thanks', {
          sapaan: t(`greet.${me.salutation}`),
          nama: me.call_name,
          panggilan: me.salutation,
        })}
      </p>
    )}
  </>
);
