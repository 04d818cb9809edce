import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import type { Card } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { retakeText } from '../core/i18n/retake.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage, sentence } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { clock, dayAndMonth, minutesAndSeconds } from '../core/time.ts';
import type { TodayActivity } from '../core/wire.ts';
import {
  AGAIN,
  BRIEFCASE,
  CALENDAR,
  CHECK,
  CLOCK,
  INFO,
  LOCK,
  PHONE,
  WARNING,
} from '../elements/icons.ts';
import { State } from './page.tsx';

export const CardState = ({
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
    case 'PHOTO_WAITS':
      return (
        <Plain
          look="simpan"
          icon={PHONE}
          title={t('state.nophoto')}
          sub={t('state.nophoto.here', { jam: clock(card.at) })}
        />
      );
    case 'RETAKE':
      return <Plain look="telat" icon={AGAIN} title={t('state.retake')} sub={retakeText(card)} />;
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

/** The words of a countdown: said at 10, 5 and 1 minutes, not each second (ux.md §4). */
const SAID_AT = [1, 5, 10];
export const Left = ({ minutes }: { minutes: number }) => {
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
