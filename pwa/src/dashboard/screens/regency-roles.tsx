import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import type { DateText, Proposal, RegencyHeld, RegencyRoles } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { useRegencyRoles } from '../app/appointments.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { moment, shortDay } from '../words.ts';
import { EndSheet } from './appointment-end.tsx';
import { ProposalForm } from './proposal-form.tsx';
import { ReasonSheet } from './reason-sheet.tsx';

interface Props {
  today: DateText;
  onTold: (text: string) => void;
}

/** BKPSDA and auditors: what waits for a second person, then who holds these roles. */
export const RegencyAppointments = ({ today, onTold }: Props) => {
  const { value, fault, reload } = useRegencyRoles();
  const done = (text: string): void => {
    onTold(text);
    reload();
  };
  return (
    <>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {value && <RegencyCards roles={value} today={today} onDone={done} />}
    </>
  );
};

interface CardsProps {
  roles: RegencyRoles;
  today: DateText;
  onDone: (text: string) => void;
}
export const RegencyCards = ({ roles, today, onDone }: CardsProps) => {
  const waiting = roles.proposals.filter((one) => one.waiting);
  return (
    <>
      {waiting.length > 0 && (
        <section class="kartu" aria-labelledby="dua-orang">
          <h2 id="dua-orang">{t('two.waiting')}</h2>
          <ul class="daftar">
            {waiting.map((one) => (
              <Waiting key={one.id} of={one} onDone={onDone} />
            ))}
          </ul>
        </section>
      )}
      <Holders {...{ roles, today, onDone }} />
    </>
  );
};

const Waiting = ({ of, onDone }: { of: Proposal; onDone: (text: string) => void }) => {
  const { net } = useDesk();
  const me = useMe().pegawai_id;
  const [refusing, setRefusing] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const settle = async (how: string, told: string, body?: object): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await net.call('POST', `/appointments/proposals/${of.id}/${how}`, body);
    setBusy(false);
    if (answer.ok) onDone(told);
    else setError(faultText(answer.fault));
  };
  return (
    <li class="tumpuk-rapat usulan">
      <p>
        <b>{of.name}</b> · {termOf(of)}
      </p>
      <p class="kecil">{of.reason}</p>
      <ol class="tapak">
        <li class="ok">
          <b>{t('two.proposed', { nama: of.by_name })}</b>
          <span>{moment(of.at)}</span>
        </li>
        <li class="kini" aria-current="step">
          <b>{t('two.second')}</b>
          <span>{t('two.second.who', { tanggal: shortDay(of.last_day) })}</span>
        </li>
      </ol>
      {error && !refusing && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      {of.by === me ? (
        <p class="alat-baris">
          <Button
            busy={busy}
            label={t('two.withdraw.of', { nama: of.name })}
            onPress={() => void settle('withdrawal', t('two.withdrawn', { nama: of.name }))}
          >
            {t('two.withdraw')}
          </Button>
        </p>
      ) : of.pegawai_id === me ? (
        <p class="kecil redup">{t('two.own')}</p>
      ) : (
        <p class="alat-baris">
          <Button
            look="main"
            busy={busy}
            label={t('two.confirm.of', { nama: of.name })}
            onPress={() => void settle('confirmation', t('two.confirmed', { nama: of.name }))}
          >
            {t('two.confirm')}
          </Button>
          <Button
            busy={busy}
            label={t('two.refuse.of', { nama: of.name })}
            onPress={() => setRefusing(true)}
          >
            {t('two.refuse')}
          </Button>
        </p>
      )}
      {refusing && (
        <ReasonSheet
          title={t('two.refuse.of', { nama: of.name })}
          label={t('two.refuse.why')}
          submit={t('two.refuse')}
          busy={busy}
          error={error}
          onSubmit={(reason) =>
            void settle('refusal', t('two.refused', { nama: of.name }), { reason })
          }
          onClose={() => setRefusing(false)}
        />
      )}
    </li>
  );
};

/** Who holds them, one more proposal, and what became of the last ones. */
const Holders = ({ roles, today, onDone }: CardsProps) => {
  const me = useMe().pegawai_id;
  const [proposing, setProposing] = useState(false);
  const [ending, setEnding] = useState<RegencyHeld | null>(null);
  const settled = roles.proposals.filter((one) => !one.waiting);
  const officers = roles.held.filter(({ role, active }) => role === 'bkpsda' && active);
  return (
    <details class="kartu tindak">
      <summary>
        <b>{t('two.title')}</b>
        <span class="kecil redup">{t('two.count', { n: roles.held.length })}</span>
      </summary>
      <div class="tumpuk">
        {officers.length < 2 && (
          <Message tone="warning" title={t('two.alone')}>
            {t('two.alone.text')}
          </Message>
        )}
        <div class="daftar">
          {roles.held.map((held) => (
            <div key={`${held.pegawai_id}${held.role}${held.since}`} class="pemegang">
              <span>
                <b>{held.name}</b>
                <small>{termOf(held)}</small>
              </span>
              {held.pegawai_id !== me && (
                <Button
                  look="quiet"
                  label={t('appoint.end.of', { nama: held.name })}
                  onPress={() => setEnding(held)}
                >
                  {t('appoint.end')}
                </Button>
              )}
            </div>
          ))}
        </div>
        <p>
          <Button onPress={() => setProposing(true)}>{t('two.propose')}</Button>
        </p>
        {settled.map((one) => (
          <p key={one.id} class="kecil redup">
            {settledText(one)}
          </p>
        ))}
      </div>
      {proposing && (
        <ProposalForm
          today={today}
          openDays={roles.open_days}
          onClose={() => setProposing(false)}
          onDone={(proposal) => {
            setProposing(false);
            onDone(t('two.sent', { nama: proposal.name }));
          }}
        />
      )}
      {ending && (
        <EndSheet
          held={ending}
          path="/appointments/regency/endings"
          today={today}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null);
            onDone(t('appoint.ended', { nama: ending.name }));
          }}
        />
      )}
    </details>
  );
};

const termOf = (of: Proposal | RegencyHeld): string => {
  const { role, since, until } = of;
  const isActive = 'active' in of && of.active;
  return [
    t(`appoint.role.${role}`),
    until
      ? t('appoint.term', { mulai: shortDay(since), sampai: shortDay(until) })
      : t(isActive ? 'appoint.since' : 'appoint.later', { tanggal: shortDay(since) }),
  ].join(' · ');
};

/** `Lukman Hakim · Auditor: ditolak Rudi Hartono, 24 Nov 2026, 09.20. Sudah cukup.` */
function settledText({ name, role, state, decision, last_day }: Proposal): string {
  const of = { nama: name, tugas: t(`appoint.role.${role}`) };
  if (state === 'MENUNGGU' || !decision)
    return t('two.state.MENUNGGU', { ...of, tanggal: shortDay(last_day) });
  const text = t(`two.state.${state}`, {
    ...of,
    oleh: decision.by_name,
    waktu: moment(decision.at),
  });
  return decision.reason ? `${text} ${decision.reason}` : text;
}
