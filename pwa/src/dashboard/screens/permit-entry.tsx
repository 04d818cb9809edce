import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { wib } from '../../core/time.ts';
import type { DeskPerson, Opd } from '../../core/wire.ts';
import { Button, IconButton } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { CLOSE, PLUS } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { usePeople } from '../app/people-search.ts';
import { t } from '../i18n.ts';

type Kind = 'C' | 'TB' | 'DK';
const KINDS: readonly Kind[] = ['C', 'TB', 'DK'];
/** Hits shown below the search. */
const MOST_HITS = 5;

interface Props {
  opd: Opd;
  onDone: () => void;
  onClose: () => void;
}

/** Catat cuti, TB, DK: the admin enters it, and it is approved at once. */
export const PermitEntry = ({ opd, onDone, onClose }: Props) => {
  const { net, clock, newId } = useDesk();
  const today = wib(clock.server()).date;
  const [id] = useState(newId);
  const [kind, setKind] = useState<Kind>('C');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const [people, setPeople] = useState<readonly DeskPerson[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (people.length === 0) {
      setError(t('permits.enter.nobody'));
      return;
    }
    if (to < from) {
      setError(t('permits.enter.order'));
      return;
    }
    setBusy(true);
    const answer = await net.call('POST', `/opds/${opd.id}/permits`, {
      id,
      kind,
      from,
      to,
      people: people.map(({ pegawai_id }) => pegawai_id),
      ...(number.trim() ? { number: number.trim() } : {}),
      ...(note.trim() ? { reason: note.trim() } : {}),
    });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(faultText(answer.fault));
  };
  return (
    <Sheet title={t('permits.enter')} onClose={onClose}>
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <div class="kolom">
          <span class="label">{t('permits.enter.kind')}</span>
          <Segments<Kind>
            label={t('permits.enter.kind')}
            options={KINDS.map((value) => ({ value, label: shared(`code.${value}`) }))}
            chosen={kind}
            onChoose={setKind}
          />
        </div>
        <div class="kisi kisi--tgl">
          <Field
            label={t('permits.enter.from')}
            name="from"
            type="date"
            value={from}
            onInput={(value) => {
              setFrom(value);
              if (to < value) setTo(value);
            }}
          />
          <Field
            label={t('permits.enter.to')}
            name="to"
            type="date"
            value={to}
            min={from}
            onInput={setTo}
          />
        </div>
        <PeoplePicker opd={opd} people={people} onChange={setPeople} />
        <Field
          label={t('permits.enter.number')}
          name="number"
          maxLength={100}
          value={number}
          onInput={setNumber}
        />
        <Field
          label={t('permits.enter.note')}
          name="note"
          maxLength={1000}
          value={note}
          onInput={setNote}
        />
        {error && (
          <Message tone="error" role="alert">
            {error}
          </Message>
        )}
        <Button look="main" wide submit busy={busy}>
          {people.length > 0
            ? t('permits.enter.save', { n: people.length })
            : t('permits.enter.plain')}
        </Button>
      </form>
    </Sheet>
  );
};

interface PickerProps {
  opd: Opd;
  people: readonly DeskPerson[];
  onChange: (people: readonly DeskPerson[]) => void;
}
const PeoplePicker = ({ opd, people, onChange }: PickerProps) => {
  const [words, setWords] = useState('');
  const { value } = usePeople(opd.id, words, null);
  const chosen = new Set(people.map(({ pegawai_id }) => pegawai_id));
  const hits = words.trim() ? (value?.people ?? []) : [];
  return (
    <fieldset class="kolom">
      <legend>{t('permits.enter.people')}</legend>
      {people.length > 0 && (
        <ul class="alat-baris">
          {people.map((person) => (
            <li key={person.pegawai_id} class="tanda tanda--nila tanda--lepas">
              {person.name}
              <IconButton
                icon={CLOSE}
                label={t('permits.enter.remove', { nama: person.name })}
                onPress={() => onChange(people.filter((one) => one !== person))}
              />
            </li>
          ))}
        </ul>
      )}
      <Field
        label={t('permits.enter.search')}
        name="who"
        type="search"
        value={words}
        onInput={setWords}
      />
      <ul class="daftar">
        {hits
          .filter(({ pegawai_id }) => !chosen.has(pegawai_id))
          .slice(0, MOST_HITS)
          .map((person) => (
            <li key={person.pegawai_id}>
              <Button
                look="quiet"
                icon={PLUS}
                onPress={() => {
                  onChange([...people, person]);
                  setWords('');
                }}
              >
                {person.name} · {person.unit.name}
              </Button>
            </li>
          ))}
      </ul>
    </fieldset>
  );
};
