import type { ComponentChildren } from 'preact';
import { inARowPath } from '../../core/desk-routes.ts';
import { shared } from '../../core/i18n/shared.ts';
import type { FollowUps, Id, Opd, Role } from '../../core/wire.ts';
import { Icon } from '../../elements/icon.tsx';
import { LETTER, PERSON, WARNING } from '../../elements/icons.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { useDesk, useMe } from '../app/desk.ts';
import { useFollowUps } from '../app/overview.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

const OFFICES: readonly Extract<Role, 'admin_opd' | 'kepala_opd'>[] = ['admin_opd', 'kepala_opd'];

/** Perlu tindak lanjut: empty offices, TK after TK, and where letters wait; each leads to that OPD's desk. */
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
  const { vacant, letters, in_a_row: row } = found;
  if (vacant.length + letters.length + row.opds.length === 0)
    return <p class="redup">{t('over.todo.none')}</p>;
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
      <Counted
        icon={WARNING}
        tone="awas"
        title={(n) => t('over.todo.row', { n: number(n), kali: row.times })}
        path={inARowPath}
        counts={row.opds}
      />
      <Counted
        icon={LETTER}
        tone="tugas"
        title={(n) => t('over.todo.letters', { n: number(n) })}
        path="/pengajuan"
        counts={letters}
      />
    </ul>
  );
};

interface Look {
  icon: string;
  tone: 'awas' | 'tugas';
}
interface CountedProps extends Look {
  title: (n: number) => string;
  path: string;
  counts: FollowUps['letters'];
}
/** The sum, and each OPD's part of it. */
const Counted = ({ title, path, counts, ...look }: CountedProps) =>
  counts.length === 0 ? null : (
    <Group {...look} title={title(counts.reduce((n, { count }) => n + count, 0))}>
      {counts.map(({ opd, count }) => (
        <At
          key={opd.id}
          opd={opd}
          path={path}
          text={t('over.todo.of', { opd: opd.name, n: number(count) })}
        />
      ))}
    </Group>
  );

interface GroupProps extends Look {
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
