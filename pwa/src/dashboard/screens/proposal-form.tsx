import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { type Fault, isRefusedAt } from '../../core/problems.ts';
import type { DateText, Proposal, RegencyRole } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import type { Candidate } from '../app/appointments.ts';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { PersonPicker } from './person-picker.tsx';
import { TaskMail, TermFields } from './term-fields.tsx';

const ROLES: readonly RegencyRole[] = ['bkpsda', 'auditor'];

interface Props {
  today: DateText;
  /** How many days it waits for a second person. */
  openDays: number;
  onDone: (proposal: Proposal) => void;
  onClose: () => void;
}

/** Proposes somebody of any OPD; nothing is in force before another person confirms it. */
export const ProposalForm = ({ today, openDays, onDone, onClose }: Props) => {
  const { net } = useDesk();
  const [role, setRole] = useState<RegencyRole>('bkpsda');
  const [person, setPerson] = useState<Candidate | null>(null);
  const [text, setText] = useState({ mail: '', since: today, until: '', reason: '' });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof text>): void => setText({ ...text, ...part });
  const propose = async (who: Candidate): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await net.call<Proposal>('POST', '/appointments/proposals', {
      pegawai_id: who.id,
      role,
      since: text.since,
      reason: text.reason.trim(),
      ...(text.until ? { until: text.until } : {}),
      ...(text.mail.trim() ? { mail: text.mail.trim() } : {}),
    });
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else setError(refusal(answer.fault));
  };
  const send = (): void => {
    if (busy) return;
    if (!person) setError(t('appoint.person.none'));
    else if (!text.reason.trim()) setError(t('desk.reason.empty'));
    else void propose(person);
  };
  return (
    <Sheet title={t('two.propose')} onClose={onClose}>
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p class="kecil redup">{t('two.propose.text', { n: openDays })}</p>
        <Segments<RegencyRole>
          label={t('appoint.task')}
          options={ROLES.map((value) => ({ value, label: t(`appoint.role.${value}`) }))}
          chosen={role}
          onChoose={setRole}
        />
        <PersonPicker
          opd={null}
          label={t('appoint.person')}
          hint={t('two.person.hint')}
          person={person}
          onPick={setPerson}
        />
        <TermFields since={text.since} until={text.until} earliest={today} onChange={change} />
        <Field
          label={t('two.reason')}
          name="reason"
          lines
          maxLength={1000}
          value={text.reason}
          onInput={(reason) => change({ reason })}
        />
        <TaskMail value={text.mail} onInput={(mail) => change({ mail })} />
        {error && (
          <Message tone="error" role="alert">
            {error}
          </Message>
        )}
        <Button look="main" wide submit busy={busy}>
          {t('two.propose.send')}
        </Button>
      </form>
    </Sheet>
  );
};

const refusal = (fault: Fault): string =>
  isRefusedAt(fault, '/mail') ? t('appoint.mail.needed') : faultText(fault);
