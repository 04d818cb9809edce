import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { decidable, type Split, split } from '../../core/permit-desk.ts';
import type { DeskPermit, Id, PermitPerson } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag } from '../../elements/chips.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CALENDAR, CHECK, CLOSE } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { moment, spanWithDays } from '../words.ts';
import { LetterPages } from './letter-pages.tsx';
import { ReasonSheet } from './reason-sheet.tsx';

interface Props {
  permit: DeskPermit;
  mayDecide: boolean;
  onDecided: () => void;
}

/** One request: its letter, whom it is for, and the decision person by person. */
export const PermitDetail = ({ permit, mayDecide, onDecided }: Props) => {
  const me = useMe();
  const desk = useOpd().id;
  const open = decidable(permit, me.pegawai_id);
  const ownWaits = permit.people.some(
    ({ pegawai_id, state }) => pegawai_id === me.pegawai_id && state === 'DIAJUKAN',
  );
  const [checked, setChecked] = useState<ReadonlySet<Id>>(
    () => new Set(open.map(({ pegawai_id }) => pegawai_id)),
  );
  const toggle = (id: Id): void =>
    setChecked(
      (before) =>
        new Set([...before].filter((one) => one !== id).concat(before.has(id) ? [] : [id])),
    );
  return (
    <section class="kartu" aria-labelledby="pengajuan">
      <div class="kepala">
        <h2 id="pengajuan" class="judul-besar">
          {headingOf(permit)}
        </h2>
        <Tag tone="duty">
          <Icon path={CALENDAR} />
          {spanWithDays(permit.from, permit.to)}
        </Tag>
      </div>
      <div class={permit.letter.photos > 0 ? 'srt' : ''}>
        {permit.letter.photos > 0 && (
          <LetterPages permit={permit.id} pages={permit.letter.photos} />
        )}
        <div class="tumpuk">
          <Facts permit={permit} desk={desk} />
          <fieldset>
            <legend>{t('permits.for')}</legend>
            {permit.people.map((person) => (
              <Person
                key={person.pegawai_id}
                person={person}
                checked={checked.has(person.pegawai_id)}
                onToggle={
                  mayDecide && open.includes(person) ? () => toggle(person.pegawai_id) : null
                }
              />
            ))}
          </fieldset>
        </div>
      </div>
      {mayDecide && ownWaits && <Message tone="warning">{t('permits.own')}</Message>}
      {mayDecide && open.length > 0 && (
        <Decision permit={permit.id} people={open} checked={checked} onDecided={onDecided} />
      )}
    </section>
  );
};

function headingOf({ kind, people }: DeskPermit): string {
  const jenis = shared(`code.${kind}`);
  return people.length === 1
    ? t('permits.heading.one', { jenis, nama: people[0]?.name ?? '' })
    : t('permits.heading', { jenis, n: people.length });
}

const Facts = ({ permit, desk }: { permit: DeskPermit; desk: Id }) => {
  const { letter, reason, created_at, opd } = permit;
  const facts = [
    [t('permits.from'), opd.id === desk ? null : opd.name],
    [t('permits.number'), letter.number],
    [t('permits.purpose'), letter.purpose],
    [t('permits.reason'), reason],
    [t('permits.sent'), moment(created_at)],
  ] as const;
  return (
    <dl class="rinci">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
};

interface PersonProps {
  person: PermitPerson;
  checked: boolean;
  onToggle: (() => void) | null;
}
const Person = ({ person, checked, onToggle }: PersonProps) => {
  const { name, unit, state, decided_by, decided_at, reason } = person;
  const text = (
    <span>
      {name} <span class="redup">· {unit.name}</span>
      {decided_by && decided_at && (
        <small class="redup bawah">
          {t('permits.decided', {
            keadaan: shared(`permit.${state}`),
            nama: decided_by,
            waktu: moment(decided_at),
          })}
          {reason && `. ${reason}`}
        </small>
      )}
    </span>
  );
  if (!onToggle) return <p class="centang">{text}</p>;
  return (
    <label class="centang">
      <input type="checkbox" checked={checked} onChange={onToggle} />
      {text}
    </label>
  );
};

interface DecisionProps {
  permit: Id;
  people: readonly PermitPerson[];
  checked: ReadonlySet<Id>;
  onDecided: () => void;
}
const Decision = ({ permit, people, checked, onDecided }: DecisionProps) => {
  const { net } = useDesk();
  const opd = useOpd();
  const [asks, setAsks] = useState<Split | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = split(people, checked);
  const send = async (parts: Split, reason: string | null): Promise<void> => {
    setBusy(true);
    setError(null);
    const path = `/opds/${opd.id}/permits/${permit}/decision`;
    const body = { ...parts, ...(reason ? { reason } : {}) };
    const answer = await net.call<DeskPermit>('POST', path, body);
    setBusy(false);
    if (answer.ok) onDecided();
    else setError(faultText(answer.fault));
  };
  const some = wanted.reject.length > 0;
  const names = people
    .filter(({ pegawai_id }) => asks?.reject.includes(pegawai_id))
    .map(({ name }) => name);
  return (
    <>
      {error && !asks && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <div class="btn-baris putusan">
        <Button
          look="good"
          icon={CHECK}
          busy={busy}
          disabled={wanted.approve.length === 0}
          onPress={() => (some ? setAsks(wanted) : void send(wanted, null))}
        >
          {approveText(wanted)}
        </Button>
        <Button look="danger" icon={CLOSE} onPress={() => setAsks(split(people, new Set()))}>
          {t('permits.reject')}
        </Button>
      </div>
      {asks && (
        <ReasonSheet
          title={t('permits.reject.title')}
          label={t('permits.reject.reason')}
          note={t('permits.reject.note', { n: asks.reject.length, nama: names.join(', ') })}
          submit={asks.approve.length > 0 ? approveText(asks) : t('permits.reject')}
          look="danger"
          busy={busy}
          error={error}
          onSubmit={(reason) => void send(asks, reason)}
          onClose={() => {
            setAsks(null);
            setError(null);
          }}
        />
      )}
    </>
  );
};

function approveText({ approve, reject }: Split): string {
  if (reject.length > 0) return t('permits.approve.some', { n: approve.length, m: reject.length });
  return approve.length === 1
    ? t('permits.approve.one')
    : t('permits.approve', { n: approve.length });
}
