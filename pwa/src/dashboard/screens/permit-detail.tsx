import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { shared } from '../../core/i18n/shared.ts';
import { decidable, mayOpenLetter } from '../../core/permit-desk.ts';
import type { DeskPermit, Id } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CALENDAR } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useOpd } from '../app/activities.ts';
import { useMe } from '../app/desk.ts';
import { usePermitFacts } from '../app/permit-facts.ts';
import { t } from '../i18n.ts';
import { moment, spanWithDays } from '../words.ts';
import { LetterPages } from './letter-pages.tsx';
import { PermitAdvice } from './permit-advice.tsx';
import { PermitDecision } from './permit-decision.tsx';
import { PermitPeople } from './permit-people.tsx';

interface Props {
  permit: DeskPermit;
  mayDecide: boolean;
  onDecided: () => void;
}

/** One request: its letter, whom it is for, and the decision person by person. */
export const PermitDetail = ({ permit, mayDecide, onDecided }: Props) => {
  const me = useMe();
  const desk = useOpd().id;
  const open = mayDecide ? decidable(permit, me.pegawai_id) : [];
  const { facts, reload } = usePermitFacts(permit, mayDecide);
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
    <section class="kartu izin-rinci" aria-labelledby="pengajuan">
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
        {permit.letter.photos > 0 &&
          (mayOpenLetter(permit, rightsAt(me, desk), me.pegawai_id) ? (
            <LetterPages permit={permit.id} pages={permit.letter.photos} />
          ) : (
            <Message>{t('permits.sick.closed')}</Message>
          ))}
        <div class="tumpuk">
          <Facts permit={permit} desk={desk} />
          <PermitPeople
            permit={permit}
            open={open}
            clashes={facts.clashes}
            checked={checked}
            onToggle={toggle}
          />
        </div>
      </div>
      {mayDecide && ownWaits && <Message tone="warning">{t('permits.own')}</Message>}
      <PermitAdvice kind={permit.kind} facts={facts} onRetry={reload} />
      {open.length > 0 && (
        <PermitDecision permit={permit.id} people={open} checked={checked} onDecided={onDecided} />
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
