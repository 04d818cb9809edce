import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { hasDots } from '../../core/board.ts';
import type { Rights } from '../../core/desk.ts';
import { type ActivityRef, reviewPath } from '../../core/desk-routes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { initials } from '../../core/names.ts';
import { clock } from '../../core/time.ts';
import type { Board, BoardPerson, Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { CodeChip } from '../../elements/chips.tsx';
import { Field } from '../../elements/field.tsx';
import { BELL } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { UNSEEN } from './board-line.tsx';

interface Props {
  board: Board;
  of: ActivityRef;
  people: readonly BoardPerson[];
  rights: Rights;
  onChanged: () => void;
}
interface Told {
  tone: 'good' | 'error';
  text: string;
}

/** Belum terlihat: nobody before the opening, then whom somebody looks for, with the way to ask them, or after closing to decide. */
export const BoardMissing = ({ board, of, people, rights, onChanged }: Props) => {
  const { net } = useDesk();
  const [told, setTold] = useState<Told | null>(null);
  const [busy, setBusy] = useState<Id | 'ALL' | null>(null);
  const [deciding, setDeciding] = useState<Id | null>(null);
  const closed = board.phase === 'CLOSED';
  const remind = async (who: Id | 'ALL'): Promise<void> => {
    setBusy(who);
    const answer = await net.call<{ reminded: number }>('POST', `/opds/${board.opd.id}/reminders`, {
      date: of.date,
      activity: of.id,
      ...(who === 'ALL' ? {} : { people: [who] }),
    });
    setBusy(null);
    if (answer.ok) onChanged();
    setTold(
      answer.ok
        ? { tone: 'good', text: t('board.reminded.n', { n: answer.value.reminded }) }
        : { tone: 'error', text: faultText(answer.fault) },
    );
  };
  const units = new Map(board.units.map(({ no, name }) => [no, name]));
  const before = board.phase === 'BEFORE';
  const row = (person: BoardPerson) => (
    <li key={person.pegawai_id} class="orang">
      <span class="inisial" aria-hidden="true">
        {initials(person.name)}
      </span>
      <div>
        <b>{person.name}</b>
        <small>{noteOf(person, units.get(person.unit_no) ?? '', closed)}</small>
      </div>
      {closed ? (
        <Decide person={person} of={of} rights={rights} onDecide={setDeciding} />
      ) : (
        <Remind
          person={person}
          may={reminds}
          busy={busy === person.pegawai_id}
          onPress={() => void remind(person.pegawai_id)}
        />
      )}
    </li>
  );
  const reminds = rights.remind && board.phase === 'OPEN' && !board.activity.cancelled;
  const chosen = people.find(({ pegawai_id }) => pegawai_id === deciding);
  return (
    <section class="kartu" aria-labelledby="belum">
      <div class="kepala kepala--rata">
        <h2 id="belum" class="judul-besar">
          {t(UNSEEN[board.phase])} <span class="angka">{number(people.length)}</span>
        </h2>
        {reminds && people.length > 0 && (
          <Button look="main" icon={BELL} busy={busy === 'ALL'} onPress={() => void remind('ALL')}>
            {t('board.remind.all')}
          </Button>
        )}
      </div>
      {told && (
        <Message tone={told.tone} role={told.tone === 'error' ? 'alert' : 'status'}>
          {told.text}
        </Message>
      )}
      {before && (
        <p class="kecil redup">
          {t('board.before.note', { jam: clock(board.activity.window.opens) })}
        </p>
      )}
      {!before && people.length === 0 && board.people.length > 0 && (
        <p class="redup">{t(closed ? 'board.allknown' : 'board.allseen')}</p>
      )}
      {!before &&
        (hasDots(board) ? (
          <ul>{people.map(row)}</ul>
        ) : (
          board.units.map(({ no, name }) => (
            <OfUnit
              key={no}
              name={name}
              people={people.filter((one) => (units.has(one.unit_no) ? one.unit_no : 0) === no)}
              row={row}
            />
          ))
        ))}
      {chosen && (
        <Absence
          key={chosen.pegawai_id}
          person={chosen}
          opd={board.opd.id}
          of={of}
          onDone={() => {
            setDeciding(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
};

interface OfUnitProps {
  name: string;
  people: readonly BoardPerson[];
  row: (person: BoardPerson) => ComponentChildren;
}
/** A unit of a large OPD: how many are missing there, and who, once it is opened. */
const OfUnit = ({ name, people, row }: OfUnitProps) => {
  const [open, setOpen] = useState(false);
  if (people.length === 0) return null;
  return (
    <details class="di-balik" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <b class="angka">{number(people.length)}</b>
      </summary>
      {open && <ul>{people.map(row)}</ul>}
    </details>
  );
};

/** Unit, what waits, and when they were asked: no more than that. */
function noteOf(person: BoardPerson, unit: string, closed: boolean): string {
  const { permit, state, reminded_at } = person;
  const kind = permit?.state === 'DIAJUKAN' ? shared(`code.${permit.kind}`).toLowerCase() : null;
  return [
    unit,
    kind && t('board.waits', { apa: kind }),
    closed && state === 'TELAAH' && t('board.waits.photo'),
    closed && reminded_at && t('board.reminded', { jam: clock(reminded_at) }).toLowerCase(),
  ]
    .filter(Boolean)
    .join(' · ');
}

interface RemindProps {
  person: BoardPerson;
  may: boolean;
  busy: boolean;
  onPress: () => void;
}
const Remind = ({ person, may, busy, onPress }: RemindProps) => {
  if (person.reminded_at) {
    return (
      <span class="tanda tanda--nila">
        {t('board.reminded', { jam: clock(person.reminded_at) })}
      </span>
    );
  }
  if (!may) return null;
  return (
    <Button label={t('board.remind.who', { nama: person.name })} busy={busy} onPress={onPress}>
      {t('board.remind')}
    </Button>
  );
};

interface DecideProps {
  person: BoardPerson;
  of: ActivityRef;
  rights: Rights;
  onDecide: (id: Id) => void;
}
const Decide = ({ person, of, rights, onDecide }: DecideProps) => {
  const me = useMe();
  const label = t('board.decide.who', { nama: person.name });
  if (person.code === 'TK') return <CodeChip code="TK" />;
  if (person.pegawai_id === me.pegawai_id) return null; // someone else decides
  if (person.permit?.state === 'DIAJUKAN') {
    return rights.permits ? (
      <a class="btn btn--kedua" href="/pengajuan" aria-label={label}>
        {t('board.decide')}
      </a>
    ) : null;
  }
  if (person.state === 'TELAAH') {
    return rights.review ? (
      <a class="btn btn--kedua" href={reviewPath(of)} aria-label={label}>
        {t('board.decide')}
      </a>
    ) : null;
  }
  if (!rights.review || person.state !== 'BELUM') return null;
  return (
    <Button label={label} onPress={() => onDecide(person.pegawai_id)}>
      {t('board.decide')}
    </Button>
  );
};

interface AbsenceProps {
  person: BoardPerson;
  opd: Id;
  of: ActivityRef;
  onDone: () => void;
}

/** TANPA KETERANGAN for somebody without record or request; the reason is read by them. */
const Absence = ({ person, opd, of, onDone }: AbsenceProps) => {
  const { net } = useDesk();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (): Promise<void> => {
    if (reason.trim() === '') {
      setError(t('desk.reason.empty'));
      return;
    }
    setBusy(true);
    const answer = await net.call<void>('POST', `/opds/${opd}/decisions`, {
      date: of.date,
      activity: of.id,
      pegawai_id: person.pegawai_id,
      code: 'TK',
      reason: reason.trim(),
    });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(faultText(answer.fault));
  };
  return (
    <form
      class="tumpuk putus"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void decide();
      }}
    >
      <div>
        <h3>{person.name}</h3>
        <p class="kecil redup">{t('board.tk.note', { nama: person.name })}</p>
      </div>
      <Field
        label={t('board.tk.reason')}
        name="reason"
        lines
        maxLength={1000}
        value={reason}
        onInput={(value) => {
          setReason(value);
          setError(null);
        }}
        hint={t('board.tk.hint')}
        error={error}
      />
      <Button look="danger" submit busy={busy}>
        {t('board.tk.set')}
      </Button>
    </form>
  );
};
