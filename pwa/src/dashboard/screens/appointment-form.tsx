import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { type Fault, isRefusedAt } from '../../core/problems.ts';
import type { AppointmentDesk, Held } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import type { Candidate } from '../app/appointments.ts';
import { useDesk } from '../app/desk.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { PersonPicker } from './person-picker.tsx';
import { TaskMail, TermFields } from './term-fields.tsx';

type Role = Held['role'];
const ROLES: readonly Role[] = ['admin_opd', 'kepala_opd'];
const DUTIES = ['telaah', 'izin', 'akun', 'kegiatan'] as const;
const TITLES = ['', 'Plt.', 'Plh.'] as const;

interface Props {
  desk: AppointmentDesk;
  mayAppointHeads: boolean;
  today: string;
  onDone: (held: Held) => void;
}
interface Wanted {
  role: Role;
  unit: string;
  duties: readonly string[];
  title: (typeof TITLES)[number];
  mail: string;
  since: string;
  until: string;
  decree: string;
}
const empty = (today: string): Wanted => ({
  role: 'admin_opd',
  unit: '0',
  duties: DUTIES,
  title: '',
  mail: '',
  since: today,
  until: '',
  decree: '',
});

/** Tunjuk petugas: in force from its first day on, without anybody signing in again. */
export const AppointmentForm = ({ desk, mayAppointHeads, today, onDone }: Props) => {
  const { net } = useDesk();
  const [wanted, setWanted] = useState(() => empty(today));
  const [person, setPerson] = useState<Candidate | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  const appoint = async (who: Candidate): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await net.call<Held>('POST', pathOf(desk, wanted), bodyOf(wanted, who));
    setBusy(false);
    if (!answer.ok) {
      setError(refusal(answer.fault));
      return;
    }
    setPerson(null);
    setWanted(empty(today));
    onDone(answer.value);
  };
  const send = (): void => {
    if (busy) return;
    if (!person) setError(t('appoint.person.none'));
    else if (wanted.role === 'admin_opd' && wanted.duties.length === 0)
      setError(t('appoint.duties.none'));
    else if (wanted.title && !wanted.until) setError(t('appoint.acting.end'));
    else void appoint(person);
  };
  return (
    <form
      class="tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mayAppointHeads && (
        <div class="kolom">
          <span class="label">{t('appoint.task')}</span>
          <Segments<Role>
            label={t('appoint.task')}
            options={ROLES.map((value) => ({ value, label: t(`appoint.role.${value}`) }))}
            chosen={wanted.role}
            onChoose={(role) => change({ role })}
          />
        </div>
      )}
      <Select
        label={t('appoint.unit')}
        value={wanted.unit}
        options={unitsOf(desk)}
        onChoose={(unit) => change({ unit })}
      />
      {wanted.role === 'admin_opd' ? (
        <Duties chosen={wanted.duties} onChange={(duties) => change({ duties })} />
      ) : (
        <div class="kolom">
          <span class="label">{t('appoint.acting')}</span>
          <Segments<Wanted['title']>
            label={t('appoint.acting')}
            options={TITLES.map((value) => ({
              value,
              label: value || t('appoint.acting.none'),
            }))}
            chosen={wanted.title}
            onChoose={(title) => change({ title })}
          />
        </div>
      )}
      <PersonPicker
        opd={desk.id}
        label={t('appoint.person')}
        hint={t('appoint.person.hint')}
        elsewhere
        person={person}
        onPick={setPerson}
      />
      <TaskMail value={wanted.mail} onInput={(mail) => change({ mail })} />
      <TermFields since={wanted.since} until={wanted.until} onChange={change} />
      <Field
        label={t('appoint.decree')}
        name="decree"
        maxLength={200}
        value={wanted.decree}
        onInput={(decree) => change({ decree })}
      />
      {error && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <Button look="main" wide submit busy={busy}>
        {t('appoint.save', { tanggal: shortDay(wanted.since) })}
      </Button>
    </form>
  );
};

const pathOf = (desk: AppointmentDesk, { role }: Wanted): string =>
  `/opds/${desk.id}/${role === 'admin_opd' ? 'admins' : 'heads'}`;

const bodyOf = (wanted: Wanted, who: Candidate): object => ({
  pegawai_id: who.id,
  since: wanted.since,
  unit: Number(wanted.unit),
  ...(wanted.until ? { until: wanted.until } : {}),
  ...(wanted.mail.trim() ? { mail: wanted.mail.trim() } : {}),
  ...(wanted.decree.trim() ? { decree: wanted.decree.trim() } : {}),
  ...(wanted.role === 'admin_opd' && { duties: wanted.duties }),
  ...(wanted.role === 'kepala_opd' && wanted.title && { title: wanted.title }),
});

/** What the form can say better than the general sentence of the code. */
function refusal(fault: Fault): string {
  if (isRefusedAt(fault, '/mail')) return t('appoint.mail.needed');
  if (isRefusedAt(fault, '/since')) return t('appoint.head.other');
  return faultText(fault);
}

const unitsOf = (desk: AppointmentDesk): { value: string; label: string }[] => [
  { value: '0', label: t('appoint.unit.all', { opd: desk.name }) },
  ...desk.units.map(({ no, name }) => ({ value: String(no), label: name })),
];

interface DutiesProps {
  chosen: readonly string[];
  onChange: (duties: readonly string[]) => void;
}
const Duties = ({ chosen, onChange }: DutiesProps) => (
  <fieldset class="kolom">
    <legend>{t('appoint.duties')}</legend>
    <div class="wewenang">
      {DUTIES.map((duty) => (
        <label key={duty} class="centang">
          <input
            type="checkbox"
            checked={chosen.includes(duty)}
            onChange={() =>
              onChange(
                chosen.includes(duty) ? chosen.filter((one) => one !== duty) : [...chosen, duty],
              )
            }
          />
          {t(`appoint.duty.${duty}`)}
        </label>
      ))}
    </div>
  </fieldset>
);
