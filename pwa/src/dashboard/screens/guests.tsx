import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { type GuestState, guestState } from '../../core/invitations.ts';
import { clock, longDate } from '../../core/time.ts';
import type { Activity, Guest, Guests, Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag, type TagTone } from '../../elements/chips.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { guestsPath, useGuests } from '../app/invitations.ts';
import { Ticks } from '../elements/ticks.tsx';
import { t } from '../i18n.ts';
import { Screen } from './screen.tsx';

interface Props {
  activity: Activity;
  onClose: () => void;
}

/** What one line of an activity's page says of it. */
export const aboutActivity = ({ title, date, window, venue }: Activity): string =>
  [
    title,
    longDate(date, currentLanguage()),
    `${clock(window.starts)}–${clock(window.closes)} WIB`,
    venue.name,
  ].join(' · ');

/** Undang OPD lain: who was invited to an own activity, and whom they send. */
export const GuestsPage = ({ activity, onClose }: Props) => {
  const opd = useOpd();
  const { value, fault, reload } = useGuests(opd.id, activity.id);
  const [invited, setInvited] = useState<Guests | null>(null);
  const shown = invited ?? value;
  return (
    <Screen
      title={t('inv.title')}
      sub={aboutActivity(activity)}
      tools={
        <Button look="quiet" onPress={onClose}>
          {shared('common.back')}
        </Button>
      }
    >
      {fault && <FaultMessage fault={fault} onRetry={reload} />}
      {!shown && !fault && <Skeleton />}
      {shown && (
        <div class="dua dua--kanan">
          <Answers guests={shown.guests} until={clock(activity.window.opens)} />
          {shown.others.length > 0 && (
            <Invite
              key={shown.others.length}
              others={shown.others}
              path={guestsPath(opd.id, activity.id)}
              onDone={setInvited}
            />
          )}
        </div>
      )}
    </Screen>
  );
};

const TONE: Readonly<Record<GuestState, TagTone>> = {
  WAITING: 'warning',
  EVERYBODY: 'present',
  CHOSEN: 'present',
  NOBODY: 'absent',
};

/** Counts alone: who comes is the guest's to know. */
export const Answers = ({ guests, until }: { guests: readonly Guest[]; until: string }) => (
  <section class="kartu">
    <h2>{guests.length > 0 ? t('inv.guests', { n: guests.length }) : t('inv.invited')}</h2>
    {guests.length === 0 && <p class="redup">{t('inv.guests.none')}</p>}
    <ul class="daftar">
      {guests.map((guest) => {
        const state = guestState(guest);
        return (
          <li key={guest.opd.id} class="baris">
            <span class="baris-teks">
              <b>{guest.opd.name}</b>
              <small>{sentText(guest)}</small>
            </span>
            <Tag tone={TONE[state]}>{t(`inv.state.${state}`)}</Tag>
          </li>
        );
      })}
    </ul>
    <p class="kecil redup">{t('inv.guests.note', { jam: until })}</p>
  </section>
);

const sentText = (guest: Guest): string => {
  const sent = guestState(guest) === 'CHOSEN';
  return [
    sent && guest.units > 0 && t('acts.units', { n: guest.units }),
    sent && guest.people > 0 && t('inv.people', { n: guest.people }),
    guest.present !== null && t('inv.present', { n: guest.present }),
  ]
    .filter(Boolean)
    .join(' · ');
};

interface InviteProps {
  others: Guests['others'];
  path: string;
  onDone: (after: Guests) => void;
}
const Invite = ({ others, path, onDone }: InviteProps) => {
  const { net } = useDesk();
  const [chosen, setChosen] = useState<readonly Id[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const choose = (ids: readonly Id[]): void => {
    setChosen(ids);
    setError(null);
  };
  const invite = async (): Promise<void> => {
    if (chosen.length === 0) {
      setError(t('acts.form.noopd'));
      return;
    }
    setBusy(true);
    const answer = await net.call<Guests>('POST', path, { opds: chosen });
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else setError(faultText(answer.fault));
  };
  return (
    <fieldset class="kartu tumpuk-rapat">
      <legend class="legenda-kartu">{t('inv.add')}</legend>
      <Ticks
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={chosen}
        onChoose={choose}
      />
      {error && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <Button look="main" busy={busy} onPress={() => void invite()}>
        {t('inv.invite')}
      </Button>
      <p class="kecil redup">{t('inv.add.note')}</p>
    </fieldset>
  );
};
