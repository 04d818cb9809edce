import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import {
  answerOf,
  MOST_NAMED,
  type Sending,
  sendingFault,
  sendingOf,
} from '../../core/invitations.ts';
import type { Fault } from '../../core/problems.ts';
import { clock } from '../../core/time.ts';
import type { Activity, Invitation, Opd } from '../../core/wire.ts';
import { Button, IconButton } from '../../elements/button.tsx';
import { CLOSE } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { invitationPath, useInvitation } from '../app/invitations.ts';
import { usePeople } from '../app/people-search.ts';
import { isStale } from '../app/versioned.ts';
import { Ticks } from '../elements/ticks.tsx';
import { t } from '../i18n.ts';
import { aboutActivity } from './guests.tsx';
import { PersonPicker } from './person-picker.tsx';
import { Screen } from './screen.tsx';

interface Props {
  activity: Activity;
  onDone: () => void;
  onClose: () => void;
}

/** Undangan: an OPD that another one invited says whom it sends. */
export const InvitationPage = ({ activity, onDone, onClose }: Props) => {
  const opd = useOpd();
  const { value, fault, reload } = useInvitation(opd.id, activity.id);
  if (value) {
    return (
      <SendingForm
        key={value.version}
        {...{ opd, onDone, onClose }}
        stored={value}
        onReload={reload}
      />
    );
  }
  return (
    <Screen
      title={t('inv.from.title')}
      sub={aboutActivity(activity)}
      tools={<Back {...{ onClose }} />}
    >
      {fault ? <FaultMessage fault={fault} onRetry={reload} /> : <Skeleton />}
    </Screen>
  );
};

const Back = ({ onClose }: { onClose: () => void }) => (
  <Button look="quiet" onPress={onClose}>
    {shared('common.back')}
  </Button>
);

interface FormProps {
  opd: Opd;
  stored: Invitation;
  onDone: () => void;
  onClose: () => void;
  onReload: () => void;
}
export const SendingForm = ({ opd, stored, onDone, onClose, onReload }: FormProps) => {
  const { net } = useDesk();
  const [sending, setSending] = useState(() => sendingOf(stored));
  const [wrong, setWrong] = useState<'NONE' | 'MANY' | null>(null);
  const [refused, setRefused] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const { activity, host } = stored;
  const change = (part: Partial<Sending>): void => {
    setSending({ ...sending, ...part });
    setWrong(null);
  };
  const save = async (): Promise<void> => {
    const fault = sendingFault(sending);
    setWrong(fault);
    if (fault) return;
    setBusy(true);
    const path = invitationPath(opd.id, activity.id);
    const answer = await net.call<Invitation>('PUT', path, answerOf(stored, sending));
    setBusy(false);
    if (answer.ok) onDone();
    else setRefused(answer.fault);
  };
  return (
    <Screen
      title={t('inv.from', { opd: host.name })}
      sub={aboutActivity(activity)}
      tools={
        <>
          <Back {...{ onClose }} />
          <Button look="main" busy={busy} onPress={() => void save()}>
            {t('inv.send')}
          </Button>
        </>
      }
    >
      {refused &&
        (isStale(refused) ? (
          <FaultMessage fault={refused} onRetry={onReload} />
        ) : (
          <Message tone="error" role="alert">
            {faultText(refused)}
          </Message>
        ))}
      {wrong && (
        <Message tone="error" role="alert">
          {wrong === 'NONE' ? t('inv.none') : t('inv.many', { n: MOST_NAMED })}
        </Message>
      )}
      <fieldset class="kartu tumpuk-rapat">
        <legend class="legenda-kartu">{t('inv.who')}</legend>
        {(['CHOSEN', 'EVERYBODY', 'NOBODY'] as const).map((who) => (
          <label key={who} class="centang">
            <input
              type="radio"
              name="sending"
              checked={sending.who === who}
              onChange={() => change({ who })}
            />
            {t(`inv.who.${who}`, { opd: opd.name })}
          </label>
        ))}
        {sending.who === 'CHOSEN' && <Chosen {...{ opd, sending }} onChange={change} />}
        <p class="kecil redup">
          {t('inv.who.note', { opd: opd.name, jam: clock(activity.window.opens) })}
        </p>
      </fieldset>
    </Screen>
  );
};

interface ChosenProps {
  opd: Opd;
  sending: Sending;
  onChange: (part: Partial<Sending>) => void;
}
const Chosen = ({ opd, sending, onChange }: ChosenProps) => {
  const { units, people } = sending;
  return (
    <div class="tumpuk-rapat">
      <ul class="alat-baris">
        {people.map((one) => (
          <li key={one.id} class="tanda tanda--nila tanda--lepas">
            {one.name}
            <IconButton
              icon={CLOSE}
              label={t('permits.enter.remove', { nama: one.name })}
              onPress={() => onChange({ people: people.filter(({ id }) => id !== one.id) })}
            />
          </li>
        ))}
      </ul>
      <PersonPicker
        key={people.length}
        opd={opd.id}
        label={t('inv.name')}
        hint={t('acts.form.leader.hint')}
        person={null}
        onPick={(found) => {
          if (found && !people.some(({ id }) => id === found.id))
            onChange({ people: [...people, { id: found.id, name: found.name }] });
        }}
      />
      <UnitChoice {...{ opd, units }} onChange={(chosen) => onChange({ units: chosen })} />
    </div>
  );
};

interface UnitProps {
  opd: Opd;
  units: readonly number[];
  onChange: (units: readonly number[]) => void;
}
const UnitChoice = ({ opd, units, onChange }: UnitProps) => {
  const { value } = usePeople(opd.id, '', null);
  const known = (value?.units ?? []).filter(({ no }) => no !== 0);
  if (known.length === 0) return null;
  return (
    <fieldset class="kolom">
      <legend>{t('inv.units')}</legend>
      <Ticks
        options={known.map(({ no, name }) => ({ value: no, label: name }))}
        chosen={units}
        onChoose={onChange}
      />
    </fieldset>
  );
};
