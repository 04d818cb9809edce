import { useState } from 'preact/hooks';
import { comingAndPast } from '../../core/activity-form.ts';
import { invitationAt, mayChange, mayMove, type Rights, rightsAt } from '../../core/desk.ts';
import { boardPath } from '../../core/desk-routes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { addDays, clock as clockText, longDate, shortDay, wib } from '../../core/time.ts';
import type { Activity } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag } from '../../elements/chips.tsx';
import { PLUS } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useActivities, useOpd } from '../app/activities.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay as dayAndMonth } from '../words.ts';
import { SeriesScope } from './activity-fields.tsx';
import { ActivityChangeForm, ActivityForm } from './activity-form.tsx';
import { GuestsPage } from './guests.tsx';
import { InvitationPage } from './invitation.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import { Screen } from './screen.tsx';

const DAYS_AROUND = 30;

/** Kegiatan: what comes and what is over; create one, cancel one. */
export const Activities = () => {
  const { clock } = useDesk();
  const opd = useOpd();
  const rights = rightsAt(useMe(), opd.id);
  const now = clock.server();
  const today = wib(now).date;
  const { value, fault, reload } = useActivities(
    opd.id,
    addDays(today, -DAYS_AROUND),
    addDays(today, DAYS_AROUND),
  );
  const [creating, setCreating] = useState<'OPD' | 'REGENCY' | null>(null);
  const [changing, setChanging] = useState<Activity | null>(null);
  const [cancelling, setCancelling] = useState<Activity | null>(null);
  const [inviting, setInviting] = useState<Activity | null>(null);
  const [told, setTold] = useState<string | null>(null);
  if (creating) {
    return (
      <ActivityForm
        opd={creating === 'OPD' ? opd : null}
        onClose={() => setCreating(null)}
        onDone={() => {
          setCreating(null);
          setTold(t('acts.done'));
          reload();
        }}
      />
    );
  }
  if (changing) {
    return (
      <ActivityChangeForm
        opd={changing.regency ? null : opd}
        id={changing.id}
        onClose={() => setChanging(null)}
        onDone={() => {
          setChanging(null);
          setTold(t('acts.edit.done'));
          reload();
        }}
        {...(mayMove(changing) && {
          onMoved: () => {
            setChanging(null);
            setTold(t('acts.move.done'));
            reload();
          },
        })}
      />
    );
  }
  if (inviting) {
    const close = (): void => {
      setInviting(null);
      reload();
    };
    return inviting.invited ? (
      <InvitationPage
        activity={inviting}
        onClose={close}
        onDone={() => {
          setTold(t('inv.sent'));
          close();
        }}
      />
    ) : (
      <GuestsPage activity={inviting} onClose={close} />
    );
  }
  const { coming, past } = comingAndPast(value?.activities ?? [], now);
  const list = {
    rights,
    onChange: setChanging,
    onCancel: setCancelling,
    onInvite: setInviting,
    now,
  };
  return (
    <Screen
      title={t('page.ACTIVITIES')}
      sub={t('acts.sub', { opd: opd.name })}
      tools={
        <>
          {rights.activities && (
            <Button look="main" icon={PLUS} onPress={() => setCreating('OPD')}>
              {t('acts.new')}
            </Button>
          )}
          {rights.regencyActivities && (
            <Button look="main" icon={PLUS} onPress={() => setCreating('REGENCY')}>
              {t('acts.new.regency')}
            </Button>
          )}
        </>
      }
    >
      {told && (
        <Message tone="good" role="status">
          {told}
        </Message>
      )}
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && (
        <div class="dua dua--rata">
          <List title={t('acts.coming')} none={t('acts.none.coming')} items={coming} {...list} />
          <List title={t('acts.past')} none={t('acts.none.past')} items={past} {...list} />
        </div>
      )}
      {cancelling && (
        <Cancellation
          activity={cancelling}
          onClose={() => setCancelling(null)}
          onDone={() => {
            setCancelling(null);
            reload();
          }}
        />
      )}
    </Screen>
  );
};

interface ListProps {
  title: string;
  none: string;
  items: readonly Activity[];
  now: number;
  rights: Rights;
  onChange: (activity: Activity) => void;
  onCancel: (activity: Activity) => void;
  onInvite: (activity: Activity) => void;
}
const List = ({ title, none, items, now, rights, onChange, onCancel, onInvite }: ListProps) => (
  <section class="kartu">
    <h2>{title}</h2>
    {items.length === 0 && <p class="redup">{none}</p>}
    <ul class="daftar daftar--kegiatan">
      {items.map((activity) => (
        <li key={activity.id} class="baris">
          <span class="tanggal">
            <b>{Number(activity.date.slice(8))}</b>
            <span>
              {shortDay(activity.date, currentLanguage())},{' '}
              {dayAndMonth(activity.date).split(' ')[1]}
            </span>
          </span>
          <Facts activity={activity} now={now} />
          <span class="alat-baris">
            <a
              class="btn btn--kedua"
              href={boardPath(activity)}
              aria-label={t('acts.board.of', { kegiatan: activity.title })}
            >
              {t('acts.board')}
            </a>
            <InvitationButton {...{ activity, rights, now, onInvite }} />
            {mayChange(activity, rights, now) && (
              <>
                <Button
                  look="second"
                  label={t('acts.edit.of', { kegiatan: activity.title })}
                  onPress={() => onChange(activity)}
                >
                  {t('acts.edit')}
                </Button>
                <Button
                  look="quiet"
                  label={t('acts.cancel.of', { kegiatan: activity.title })}
                  onPress={() => onCancel(activity)}
                >
                  {t('acts.cancel')}
                </Button>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

type InvitationProps = Pick<ListProps, 'rights' | 'now' | 'onInvite'> & { activity: Activity };
const InvitationButton = ({ activity, rights, now, onInvite }: InvitationProps) => {
  const what = invitationAt(activity, rights, now);
  if (what === null) return null;
  return (
    <Button
      look={what === 'ANSWER' && !activity.answered ? 'main' : 'second'}
      label={t(`acts.invite.${what}.of`, { kegiatan: activity.title })}
      onPress={() => onInvite(activity)}
    >
      {t(`acts.invite.${what}`)}
    </Button>
  );
};

const Facts = ({ activity, now }: { activity: Activity; now: number }) => {
  const { title, kind, window, venue, units, regency, source, series, final, cancelled } = activity;
  const { guests, invited, answered } = activity;
  const open = !cancelled && Date.parse(window.opens) <= now && now <= Date.parse(window.closes);
  const times = `${clockText(window.starts)}–${clockText(window.closes)} WIB`;
  return (
    <span class="baris-teks">
      <b>{title}</b>
      <small>
        {[t(`kind.${kind}`), times, venue.name].join(' · ')}
        {units.length > 0 && ` · ${t('acts.units', { n: units.length })}`}
      </small>
      <span class="alat-baris tanda-baris">
        {open && <Tag tone="warning">{t('acts.open')}</Tag>}
        {regency && <Tag tone="action">{t('acts.regency')}</Tag>}
        {invited && (
          <Tag tone={answered ? 'action' : 'warning'}>
            {t(answered ? 'acts.invited' : 'acts.invited.open')}
          </Tag>
        )}
        {guests > 0 && !regency && !invited && (
          <Tag tone="action">{t('acts.guests', { n: guests })}</Tag>
        )}
        {series && <Tag>{t('acts.series')}</Tag>}
        {source === 'PLAN' && <Tag>{t('acts.plan')}</Tag>}
        {final && <Tag tone="present">{t('acts.final')}</Tag>}
        {cancelled && (
          <Tag tone="absent">
            {t('acts.cancelled.because', { alasan: activity.cancelled_because ?? '' })}
          </Tag>
        )}
      </span>
    </span>
  );
};

interface CancellationProps {
  activity: Activity;
  onClose: () => void;
  onDone: () => void;
}
const Cancellation = ({ activity, onClose, onDone }: CancellationProps) => {
  const { net } = useDesk();
  const opd = useOpd();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [following, setFollowing] = useState(false);
  const cancel = async (reason: string): Promise<void> => {
    setBusy(true);
    const organiser = activity.regency ? '' : `/opds/${opd.id}`;
    const path = `${organiser}/activities/${activity.id}/cancellation`;
    const answer = await net.call<void>('POST', path, { reason, following });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(faultText(answer.fault));
  };
  return (
    <ReasonSheet
      title={t('acts.cancel.title')}
      note={t('acts.cancel.note', {
        kegiatan: activity.title,
        tanggal: longDate(activity.date, currentLanguage()),
      })}
      label={t('acts.cancel.reason')}
      submit={t('acts.cancel.yes')}
      look="danger"
      busy={busy}
      error={error}
      onSubmit={(reason) => void cancel(reason)}
      onClose={onClose}
    >
      {activity.series && <SeriesScope following={following} onChoose={setFollowing} />}
    </ReasonSheet>
  );
};
