import { useState } from 'preact/hooks';
import type { Id } from '../../core/wire.ts';
import { Button, IconButton } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { CLOSE } from '../../elements/icons.ts';
import { type Candidate, useCandidates } from '../app/appointments.ts';
import { t } from '../i18n.ts';

export interface Picked {
  id: Id;
  name: string;
}
interface PickerProps {
  opd: Id;
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
      {words.trim() && <Hits {...{ opd, words, onPick }} elsewhere={elsewhere ?? false} />}
    </div>
  );
};

interface HitsProps {
  opd: Id;
  words: string;
  elsewhere: boolean;
  onPick: (person: Candidate) => void;
}
/** Drawn from the first letter on: choosing an OPD reads none of its people. */
const Hits = ({ opd, words, elsewhere, onPick }: HitsProps) => {
  const { hits, none } = useCandidates(opd, words, elsewhere);
  return (
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
};
