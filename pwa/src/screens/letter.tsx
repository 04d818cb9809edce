import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useDraft } from '../app/drafts.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { initials } from '../core/names.ts';
import type { Explained } from '../core/permits.ts';
import { coveredBy, rangeFault } from '../core/permits.ts';
import type { Colleague, Me } from '../core/wire.ts';
import { Button, IconButton } from '../elements/button.tsx';
import { CodeChip } from '../elements/chips.tsx';
import { Field } from '../elements/field.tsx';
import { CLOSE, SEARCH } from '../elements/icons.ts';
import { ColleagueSearch } from './colleague-search.tsx';
import { DateRange } from './date-range.tsx';
import { LetterPages } from './letter-pages.tsx';
import { Page } from './page.tsx';
import { Resumed } from './permit-resumed.tsx';
import { SendResult, useSending } from './permit-sending.tsx';

/** A surat tugas: its photo or number, its days, and everybody that it names. */
export const Letter = ({ activity, me }: { activity: Explained; me: Me }) => {
  const of = { owner: me.pegawai_id, activity: activity.id, kind: 'DL' };
  const draft = useDraft(of, activity.date);
  const { pages, change } = draft;
  const { id, from, to, number, purpose, people } = draft.fields;
  const { today } = useStore(useApp().today);
  const [tried, setTried] = useState(false);
  const proven = pages.length > 0 || number.trim() !== '';
  const sending = useSending(draft.settle);
  const submit = (): void => {
    setTried(true);
    if (!proven || rangeFault(from, to)) return;
    void sending.send(
      {
        id,
        kind: 'DL',
        from,
        to,
        letter: {
          ...(number.trim() ? { number: number.trim() } : {}),
          ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
          photos: pages.map(({ facts }) => facts),
        },
        people: [me.pegawai_id, ...people.map(({ pegawai_id }) => pegawai_id)],
      },
      pages,
    );
  };
  if (sending.sent) {
    return (
      <Page title={t('st.title')} back="/">
        <SendResult sending={sending} me={me} />
      </Page>
    );
  }
  return (
    <Page title={t('st.title')} back={`/tidak-hadir/${activity.id}`}>
      <Resumed draft={draft} />
      <LetterPages title={t('st.photo')} numbered pages={pages} setPages={draft.setPages} />
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending.busy) submit();
        }}
      >
        <Field
          label={t('st.no')}
          name="nomor"
          maxLength={100}
          hint={t('st.pdf')}
          value={number}
          onInput={(text) => change({ number: text })}
          error={tried && !proven ? t('st.err.proof') : null}
        />
        <DateRange
          {...{ from, to }}
          setFrom={(day) => change({ from: day })}
          setTo={(day) => change({ to: day })}
          covers={today && coveredBy(today, from, to)}
        />
        <Field
          label={t('st.purpose')}
          name="keperluan"
          maxLength={150}
          value={purpose}
          onInput={(text) => change({ purpose: text })}
        />
        <Named me={me} people={people} setPeople={(named) => change({ people: named })} />
        <SendResult sending={sending} me={me} />
        <Button look="main" large submit busy={sending.busy}>
          {t('st.send', { n: people.length + 1 })}
        </Button>
        <p class="kecil redup">{t('st.note')}</p>
      </form>
    </Page>
  );
};

interface NamedProps {
  me: Me;
  people: readonly Colleague[];
  setPeople: (people: readonly Colleague[]) => void;
}
const Named = ({ me, people, setPeople }: NamedProps) => {
  const [searching, setSearching] = useState(false);
  const add = (person: Colleague): void => {
    setSearching(false);
    const known = [me.pegawai_id, ...people.map(({ pegawai_id }) => pegawai_id)];
    if (!known.includes(person.pegawai_id)) setPeople([...people, person]);
  };
  return (
    <fieldset class="kolom">
      <legend>{t('st.people', { n: people.length + 1 })}</legend>
      <ul class="kartu daftar daftar--padat">
        <li class="baris">
          <span class="inisial">{initials(me.name)}</span>
          <span class="baris-teks">
            <b>{me.name}</b>
            <small>{t('st.you')}</small>
          </span>
          <CodeChip code="DL" />
        </li>
        {people.map((person) => (
          <li key={person.pegawai_id} class="baris">
            <span class="inisial">{initials(person.name)}</span>
            <span class="baris-teks">
              <b>{person.name}</b>
              <small>
                {[person.unit.name, person.opd.id !== me.opd.id && person.opd.name]
                  .filter(Boolean)
                  .join(' — ')}
              </small>
            </span>
            <IconButton
              icon={CLOSE}
              label={t('st.drop', { nama: person.name })}
              onPress={() => setPeople(people.filter((one) => one !== person))}
            />
          </li>
        ))}
      </ul>
      <Button icon={SEARCH} wide onPress={() => setSearching(true)}>
        {t('st.add')}
      </Button>
      {searching && <ColleagueSearch onPick={add} onClose={() => setSearching(false)} />}
    </fieldset>
  );
};
