import { useState } from 'preact/hooks';
import type { Id } from '../../core/wire.ts';
import { Button, IconButton } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { CLOSE } from '../../elements/icons.ts';
import { type Candidate, useCandidates, useRegencyCandidates } from '../app/appointments.ts';
import { t } from '../i18n.ts';

export interface Picked {
  id: Id;
  name: string;
}
interface PickerProps {
  /** Whose people; null: every OPD's. */
  opd: Id | null;
  label: string;
  hint: string;
  /** A whole NIP also finds somebody of another OPD. */
  elsewhere?: boolean;
  person: Picked | null;
  onPick: (person: Candidate | null) => void;
}
/** One person, searched as one types. */
export const PersonPicker = ({ opd, label, hint, elsewhere, person, onPick }: PickerProps) => {
  const [words, setWords] = useState('');
  if (person) {
    return (
      <div class="kolom">
        <span class="label">{label}</span>
        <span class="tanda tanda--nila tanda--lepas">
          {person.name}
          <IconButton
            icon={CLOSE}
            label={t('permits.enter.remove', { nama: person.name })}
            onPress={() => onPick(null)}
          />
        </span>
      </div>
    );
  }
  return (
    <div class="kolom">
      <Field label={label} hint={hint} name="who" type="search" value={words} onInput={setWords} />
      {words.trim() &&
        (opd === null ? (
          <RegencyHits {...{ words, onPick }} />
        ) : (
          <OpdHits {...{ opd, words, onPick }} elsewhere={elsewhere ?? false} />
        ))}
    </div>
  );
};

interface SearchProps {
  words: string;
  onPick: (person: Candidate) => void;
}
/** Drawn from the first letter on: choosing an OPD reads none of its people. */
const OpdHits = ({
  opd,
  words,
  elsewhere,
  onPick,
}: SearchProps & { opd: Id; elsewhere: boolean }) => (
  <Hits {...useCandidates(opd, words, elsewhere)} onPick={onPick} />
);

const RegencyHits = ({ words, onPick }: SearchProps) => (
  <Hits {...useRegencyCandidates(words)} onPick={onPick} />
);

interface HitsProps {
  hits: readonly Candidate[];
  none: boolean;
  onPick: (person: Candidate) => void;
}
const Hits = ({ hits, none, onPick }: HitsProps) => (
  <>
    <ul class="daftar">
      {hits.map((one) => (
        <li key={one.id}>
          <Button look="quiet" onPress={() => onPick(one)}>
            {one.name} · {one.unit}
          </Button>
        </li>
      ))}
    </ul>
    {none && <p class="kecil redup">{t('people.none')}</p>}
  </>
);
