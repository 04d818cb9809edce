import type { ComponentChildren } from 'preact';
import { shared } from '../../core/i18n/shared.ts';
import type { FollowUps, Id, Opd, Role } from '../../core/wire.ts';
import { Icon } from '../../elements/icon.tsx';
import { LETTER, PERSON } from '../../elements/icons.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { useDesk, useMe } from '../app/desk.ts';
import { useFollowUps } from '../app/overview.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

const OFFICES: readonly Extract<Role, 'admin_opd' | 'kepala_opd'>[] = ['admin_opd', 'kepala_opd'];

/** Perlu tindak lanjut: empty offices, and where letters wait; each leads to that OPD's desk. */
export const OverviewFollowUps = () => {
  const { value, fault, reload } = useFollowUps();
  return (
    <section class="kartu" aria-labelledby="tindak">
      <h2 id="tindak">{t('over.todo')}</h2>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <p class="redup">{shared('common.loading')}</p>}
      {value && <FollowUpList found={value} />}
    </section>
  );
};

export const FollowUpList = ({ found }: { found: FollowUps }) => {
  const appoints = useMe().roles.some(({ role }) => role === 'bkpsda');
  const { vacant, letters } = found;
  const waiting = letters.reduce((n, { count }) => n + count, 0);
  if (vacant.length + letters.length === 0) return <p class="redup">{t('over.todo.none')}</p>;
  return (
    <ul class="daftar">
      {OFFICES.map((office) => {
        const opds = vacant.filter(({ roles }) => roles.includes(office)).map(({ opd }) => opd);
        if (opds.length === 0) return null;
        return (
          <Group
            key={office}
            icon={PERSON}
            tone="awas"
            title={t(`over.todo.${office}`, { n: opds.length })}
          >
            {opds.map((opd) => (
              <At key={opd.id} opd={opd} path={appoints ? '/penugasan' : null} text={opd.name} />
            ))}
          </Group>
        );
      })}
      {waiting > 0 && (
        <Group icon={LETTER} tone="tugas" title={t('over.todo.letters', { n: waiting })}>
          {letters.map(({ opd, count }) => (
            <At
              key={opd.id}
              opd={opd}
              path="/pengajuan"
              text={t('over.todo.letters.of', { opd: opd.name, n: number(count) })}
            />
          ))}
        </Group>
      )}
    </ul>
  );
};

interface GroupProps {
  icon: string;
  tone: 'awas' | 'tugas';
  title: string;
  children: ComponentChildren;
}
const Group = ({ icon, tone, title, children }: GroupProps) => (
  <li>
    <details class="tindak">
      <summary>
        <span class={`baris-ikon baris-ikon--${tone}`}>
          <Icon path={icon} />
        </span>
        <b>{title}</b>
      </summary>
      <ul>{children}</ul>
    </details>
  </li>
);

/** The same OPD's desk on another page; words alone for who may not open it. */
const At = ({ opd, path, text }: { opd: Opd; path: string | null; text: string }) => {
  const { opds } = useDesk();
  const choose = (id: Id): void => opds.choose(id);
  return (
    <li>
      {path === null ? (
        <span>{text}</span>
      ) : (
        <a href={path} onClick={() => choose(opd.id)}>
          {text}
        </a>
      )}
    </li>
  );
};
