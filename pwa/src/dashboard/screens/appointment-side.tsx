import { useState } from 'preact/hooks';
import { movedTo } from '../../core/appointments.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { addDays } from '../../core/time.ts';
import type { AppointmentDesk, Held } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag } from '../../elements/chips.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { EndSheet } from './appointment-end.tsx';
import { AppointmentForm } from './appointment-form.tsx';

interface Props {
  desk: AppointmentDesk;
  /** BKPSDA appoints heads too and ends trials; a head appoints the own OPD's admins. */
  mayAppointHeads: boolean;
  today: string;
  onChanged: (text: string) => void;
}

/** One OPD: who holds it now and later, one more appointment, and the end of its trial. */
export const AppointmentSide = ({ desk, mayAppointHeads, today, onChanged }: Props) => {
  const [ending, setEnding] = useState<Held | null>(null);
  return (
    <div class="tumpuk">
      <section class="kartu" aria-labelledby="tunjuk">
        <h2 id="tunjuk">{desk.name}</h2>
        <AppointmentForm
          desk={desk}
          mayAppointHeads={mayAppointHeads}
          today={today}
          onDone={(held) => onChanged(t('appoint.done', { nama: held.name, opd: desk.name }))}
        />
      </section>
      {desk.held.length > 0 && (
        <section class="kartu" aria-labelledby="pemegang">
          <h2 id="pemegang">{t('appoint.held')}</h2>
          <ul class="daftar">
            {desk.held.map((held) => (
              <Holder
                key={`${held.pegawai_id}${held.role}${held.since}`}
                {...{ desk, held, today, onChanged }}
                mayEnd={mayAppointHeads || held.role === 'admin_opd'}
                onEnd={() => setEnding(held)}
              />
            ))}
          </ul>
        </section>
      )}
      {mayAppointHeads && desk.trial && (
        <TrialEnd
          desk={desk}
          today={today}
          onDone={(on) =>
            onChanged(t('appoint.trial.done', { opd: desk.name, tanggal: shortDay(on) }))
          }
        />
      )}
      {ending && (
        <EndSheet
          held={ending}
          path={endingPath(desk, ending)}
          today={today}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null);
            onChanged(t('appoint.ended', { nama: ending.name }));
          }}
        />
      )}
    </div>
  );
};

const endingPath = (desk: AppointmentDesk, { role }: Held): string =>
  `/opds/${desk.id}/${role === 'admin_opd' ? 'admins' : 'heads'}/endings`;

interface HolderProps {
  desk: AppointmentDesk;
  held: Held;
  today: string;
  mayEnd: boolean;
  onEnd: () => void;
  onChanged: (text: string) => void;
}
/** Who moved to another OPD is ended with one tap; everybody else with a day. */
const Holder = ({ desk, held, today, mayEnd, onEnd, onChanged }: HolderProps) => {
  const { net } = useDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const moved = movedTo(desk, held);
  const endNow = async (): Promise<void> => {
    setBusy(true);
    const { pegawai_id, since } = held;
    const body = { pegawai_id, since, last_day: addDays(today, -1) };
    const answer = await net.call('POST', endingPath(desk, held), body);
    setBusy(false);
    if (answer.ok) onChanged(t('appoint.ended', { nama: held.name }));
    else setError(faultText(answer.fault));
  };
  return (
    <li class="pemegang">
      <span>
        <b>{held.name}</b> {held.title && <Tag>{held.title}</Tag>}
        <small>{termOf(held)}</small>
        {moved !== undefined && (
          <Tag tone="warning">
            {moved === null ? t('appoint.gone') : t('appoint.moved', { opd: moved })}
          </Tag>
        )}
        {error && <small role="alert">{error}</small>}
      </span>
      {mayEnd && (
        <Button
          look={moved === undefined ? 'quiet' : 'second'}
          busy={busy}
          label={t(moved === undefined ? 'appoint.end.of' : 'appoint.end.now.of', {
            nama: held.name,
          })}
          onPress={() => (moved === undefined ? onEnd() : void endNow())}
        >
          {t(moved === undefined ? 'appoint.end' : 'appoint.end.today')}
        </Button>
      )}
    </li>
  );
};

const termOf = ({ role, since, until, active }: Held): string => {
  const dates = until
    ? t('appoint.term', { mulai: shortDay(since), sampai: shortDay(until) })
    : t('appoint.since', { tanggal: shortDay(since) });
  return [
    t(`appoint.role.${role}`),
    active ? dates : t('appoint.later', { tanggal: shortDay(since) }),
  ].join(' · ');
};

interface TrialProps {
  desk: AppointmentDesk;
  today: string;
  onDone: (on: string) => void;
}
const TrialEnd = ({ desk, today, onDone }: TrialProps) => {
  const { net } = useDesk();
  const [on, setOn] = useState(desk.trial_ended_on ?? addDays(today, 1));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async (): Promise<void> => {
    setBusy(true);
    const answer = await net.call('PUT', `/opds/${desk.id}/trial-end`, { on });
    setBusy(false);
    if (answer.ok) onDone(on);
    else setError(faultText(answer.fault));
  };
  return (
    <section class="kartu" aria-labelledby="uji">
      <h2 id="uji">{t('appoint.trial.of', { opd: desk.name })}</h2>
      <p class="kecil redup">{t('appoint.trial.text')}</p>
      {desk.trial_ended_on && (
        <Message>{t('appoint.counts', { tanggal: shortDay(desk.trial_ended_on) })}</Message>
      )}
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void end();
        }}
      >
        <Field
          label={t('appoint.trial.on')}
          name="on"
          type="date"
          value={on}
          onInput={setOn}
          error={error}
        />
        <Button submit busy={busy}>
          {t('appoint.trial.end')}
        </Button>
      </form>
    </section>
  );
};
