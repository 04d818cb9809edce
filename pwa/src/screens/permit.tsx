import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage, sentence } from '../core/i18n/translate.ts';
import { mayAddNote, mayWithdraw } from '../core/permits.ts';
import { shortDate, wib } from '../core/time.ts';
import type { Me, Permit as PermitFacts, PermitState } from '../core/wire.ts';
import { ButtonLink } from '../elements/button.tsx';
import type { TagTone } from '../elements/chips.tsx';
import { CodeChip, Tag } from '../elements/chips.tsx';
import { LETTER } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Skeleton } from '../elements/skeleton.tsx';
import { DoctorsNote } from './doctors-note.tsx';
import { Page } from './page.tsx';
import { Withdrawal } from './withdrawal.tsx';

const TONE: Readonly<Record<PermitState, TagTone>> = {
  DIAJUKAN: 'warning',
  DISETUJUI: 'present',
  DITOLAK: 'absent',
  DIBATALKAN: 'action',
};

/** `23 Nov 2026`, or from which day to which. */
export function daysText({ from, to }: { from: string; to: string }): string {
  const [dari, sampai] = [shortDate(from, currentLanguage()), shortDate(to, currentLanguage())];
  return from === to ? dari : t('per.days', { dari, sampai });
}

/** One request of mine, or one that names me: where it stands, and how to take my part back. */
export const Permit = ({ id, me }: { id: string; me: Me }) => {
  const app = useApp();
  const { value, fault, reload } = useLoaded(id, () => app.permits.read(id));
  return (
    <Page title={t('per.title')} back="/">
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && <Details permit={value} me={me} onChanged={reload} />}
    </Page>
  );
};

const Details = ({
  permit,
  me,
  onChanged,
}: {
  permit: PermitFacts;
  me: Me;
  onChanged: () => void;
}) => {
  const app = useApp();
  const mine = permit.people.find(({ pegawai_id }) => pegawai_id === me.pegawai_id);
  const asker = permit.people.find(({ pegawai_id }) => pegawai_id === permit.created_by);
  const today = wib(app.clock.server()).date;
  const { today: known } = useStore(app.today);
  const of = known?.activities.find((one) => one.permit?.id === permit.id);
  return (
    <>
      <section class="kartu" aria-labelledby="jenis">
        <div class="kepala">
          <h2 id="jenis">{shared(`code.${permit.kind}`)}</h2>
          <Tag tone={TONE[permit.state]}>{shared(`permit.${permit.state}`)}</Tag>
        </div>
        <dl class="rinci">
          <Row term={t('per.when')}>{daysText(permit)}</Row>
          {permit.letter?.number && <Row term={t('st.no')}>{permit.letter.number}</Row>}
          {permit.letter?.purpose && <Row term={t('st.purpose')}>{permit.letter.purpose}</Row>}
          {permit.reason && <Row term={t('per.reason')}>{permit.reason}</Row>}
          {permit.kind === 'S' && (
            <Row term={t('abs.doctor')}>{t('per.note', { n: permit.letter?.photos ?? 0 })}</Row>
          )}
          {asker && <Row term={t('per.by')}>{asker.name}</Row>}
        </dl>
      </section>
      {mine?.state === 'DITOLAK' && (
        <Message tone="error">
          {t('abs.rejected', { alasan: sentence(mine.reason ?? '') })}
          {of && (
            <div>
              <ButtonLink href={`/tidak-hadir/${of.id}`} icon={LETTER}>
                {t('act.reason')}
              </ButtonLink>
            </div>
          )}
        </Message>
      )}
      <section class="kartu" aria-labelledby="orang">
        <h2 id="orang">{t('per.people')}</h2>
        <ul class="daftar">
          {permit.people.map((person) => (
            <li key={person.pegawai_id} class="baris">
              <span class="baris-teks">
                <b>{person.name}</b>
                <small>
                  {shared(`permit.${person.state}`)}
                  {person.reason && `: ${person.reason}`}
                  {person.opd.id !== me.opd.id && ` — ${person.opd.name}`}
                </small>
              </span>
              <CodeChip code={permit.kind} />
            </li>
          ))}
        </ul>
      </section>
      {mayAddNote(permit, me.pegawai_id, today) && (
        <DoctorsNote permit={permit} me={me} onSent={onChanged} />
      )}
      {mayWithdraw(permit, me.pegawai_id, today) && (
        <Withdrawal permit={permit.id} onDone={onChanged} />
      )}
    </>
  );
};

const Row = ({ term, children }: { term: string; children: string | string[] }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
