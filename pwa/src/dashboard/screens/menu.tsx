import { useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { mainRole, type Page, type Rights, rightsAt } from '../../core/desk.ts';
import { shared } from '../../core/i18n/shared.ts';
import type { Me } from '../../core/wire.ts';
import { IconButton } from '../../elements/button.tsx';
import { Icon } from '../../elements/icon.tsx';
import { BOARD, CALENDAR, GALLERY, LETTER, SEARCH, TEAM, TOOL } from '../../elements/icons.ts';
import { Mark } from '../../elements/mark.tsx';
import type { Waiting } from '../app/badges.ts';
import { useDesk } from '../app/desk.ts';
import { PAGE_PATH } from '../app/pages.ts';
import { BUILDING, CHART, MENU, SETTINGS, UPLOAD } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { Account } from './account.tsx';

interface Entry {
  /** Null for a page that belongs to the one above it. */
  icon: string | null;
  /** What is counted here, and the right without which nothing waits for this person. */
  waiting?: { of: keyof Waiting; right: keyof Rights };
}
const ENTRIES: Readonly<Record<Page, Entry>> = {
  OVERVIEW: { icon: BUILDING },
  BOARD: { icon: BOARD },
  REVIEW: { icon: GALLERY, waiting: { of: 'reviews', right: 'review' } },
  PERMITS: { icon: LETTER, waiting: { of: 'permits', right: 'permits' } },
  ACTIVITIES: { icon: CALENDAR },
  CALENDAR: { icon: null },
  DUTY: { icon: null },
  RECAP: { icon: CHART },
  PEOPLE: { icon: TEAM, waiting: { of: 'devices', right: 'accounts' } },
  APPOINTMENTS: { icon: null },
  IMPORT: { icon: UPLOAD },
  REPORTS: { icon: TOOL },
  SETTINGS: { icon: SETTINGS },
};

interface Props {
  me: Me;
  current: Page | null;
  pages: readonly Page[];
  onSearch: () => void;
}

/** At the side of a wide page, behind a button at the top of a phone's. */
export const Menu = ({ me, current, pages, onSearch }: Props) => {
  const desk = useDesk();
  const [account, setAccount] = useState(false);
  const path = useStore(desk.route);
  const { chosen } = useStore(desk.opds);
  const list = { current, pages, rights: chosen && rightsAt(me, chosen.id) };
  const home = PAGE_PATH[pages[0] ?? 'RECAP'];
  const who = (
    <button type="button" class="akun" onClick={() => setAccount(true)}>
      <b>{me.name}</b>
      <span>{roleLine(me)}</span>
      <span class="sr">{t('desk.account')}</span>
    </button>
  );
  const search = <IconButton icon={SEARCH} label={t('seek.open')} onPress={onSearch} />;
  return (
    <header class="kepala-dasbor">
      <div class="sisi">
        <div class="merek-baris">
          <a class="merek" href={home}>
            <Mark />
            {shared('app.name')}
          </a>
          {search}
        </div>
        <Entries label={shared('nav.main')} {...list} />
        <div class="kaki-sisi">
          {me.stage === 'lokal' && <p class="catatan-demo">{shared('common.demo')}</p>}
          {who}
        </div>
      </div>
      <details class="menu-hp" key={path.name}>
        <summary>
          <span class="merek">
            <Mark />
            {shared('app.name')}
          </span>
          <span class="dorong tombol-menu">
            <Icon path={MENU} />
            {t('desk.menu')}
          </span>
        </summary>
        <Entries label={t('desk.menu.phone')} {...list} />
        {who}
      </details>
      <div class="cari-hp">{search}</div>
      {account && <Account onClose={() => setAccount(false)} />}
    </header>
  );
};

const roleLine = (me: Me): string => {
  const main = mainRole(me);
  if (!main) return me.opd.name;
  return [shared(`role.${main.role}`), main.opd?.name].filter(Boolean).join(' · ');
};

interface EntriesProps {
  label: string;
  rights: Rights | null;
  current: Page | null;
  pages: readonly Page[];
}
const Entries = ({ label, current, pages, rights }: EntriesProps) => {
  const waiting = useStore(useDesk().badges);
  return (
    <nav aria-label={label}>
      {pages.map((page) => {
        const { icon, waiting: counted } = ENTRIES[page];
        const n = counted && rights?.[counted.right] ? waiting[counted.of] : null;
        return (
          <a
            key={page}
            class={icon ? undefined : 'anak'}
            href={PAGE_PATH[page]}
            aria-current={page === current ? 'page' : undefined}
          >
            {icon && <Icon path={icon} />}
            <span>{t(`page.${page}`)}</span>
            {n ? (
              <span class="jml">
                <span class="sr">{t('desk.waiting')}</span>
                {n}
              </span>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
};
