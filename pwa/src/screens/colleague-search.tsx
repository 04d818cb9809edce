import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/later.ts';
import type { Fault } from '../core/problems.ts';
import type { Colleague } from '../core/wire.ts';
import { Field } from '../elements/field.tsx';
import { FaultMessage } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';

/** Letters from which the server answers (security.md §7). */
const SHORTEST_QUERY = 3;
/** Waits for a pause in typing, ms: the search is limited to 30 a minute. */
const TYPING_PAUSE_MS = 400;

interface Props {
  onPick: (person: Colleague) => void;
  onClose: () => void;
}

/** Finds a colleague of the own OPD by name, of another by the full NIP. */
export const ColleagueSearch = ({ onPick, onClose }: Props) => {
  const app = useApp();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Colleague[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const wanted = query.trim();
  useEffect(() => {
    setFound(null);
    if (wanted.length < SHORTEST_QUERY) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await app.permits.colleagues(wanted);
      if (!current) return;
      setFault(answer.ok ? null : answer.fault);
      if (answer.ok) setFound(answer.value.people);
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [app, wanted]);
  return (
    <Sheet title={t('st.add')} onClose={onClose}>
      <Field
        label={t('st.search')}
        name="cari"
        type="search"
        hint={t('st.search.hint')}
        value={query}
        onInput={setQuery}
      />
      {fault && <FaultMessage fault={fault} />}
      <p class="kecil redup" role="status">
        {found?.length === 0 && t('st.search.none')}
      </p>
      <ul class="daftar">
        {found?.map((person) => (
          <li key={person.pegawai_id}>
            <button type="button" class="baris" onClick={() => onPick(person)}>
              <span class="baris-teks">
                <b>{person.name}</b>
                <small>
                  {person.unit.name} — {person.opd.name}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
};
