import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/employee.ts';
import type { Me } from '../core/wire.ts';
import { IconButton } from '../elements/button.tsx';
import { NetChip } from '../elements/chips.tsx';
import { Icon } from '../elements/icon.tsx';
import { CALENDAR, HOME, LEFT, PERSON } from '../elements/icons.ts';
import { Mark } from '../elements/mark.tsx';

/** Names the document and gives the focus to the screen's heading when the screen changes. */
export function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}

interface PageProps {
  title: string;
  /** Where Back leads when this page was opened directly. */
  back: string;
  children: ComponentChildren;
}

/** A screen with its title and the way back. */
export const Page = ({ title, back, children }: PageProps) => {
  const app = useApp();
  const heading = useHeading(title);
  return (
    <div class="hp">
      <header class="atas">
        <div class="atas-baris judul-layar">
          <IconButton
            icon={LEFT}
            label={t('common.back')}
            onPress={() => app.navigation.back(back)}
          />
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <NetChip online={useStore(app.connection)} />
        </div>
      </header>
      <main id="isi" class="isi">
        {children}
      </main>
    </div>
  );
};

const TABS = [
  { path: '/', icon: HOME, text: 'nav.home' },
  { path: '/riwayat', icon: CALENDAR, text: 'nav.history' },
  { path: '/profil', icon: PERSON, text: 'nav.profile' },
] as const;

interface TabPageProps {
  path: (typeof TABS)[number]['path'];
  me: Me;
  /** Under the tabs, on the deep field. */
  greeting?: ComponentChildren;
  children: ComponentChildren;
}

/** One of the three main screens. */
export const TabPage = ({ path, me, greeting, children }: TabPageProps) => (
  <div class="hp">
    <header class="atas">
      <div class="atas-baris">
        <a class="merek" href="/">
          <Mark />
          {t('app.name')}
        </a>
        <NetChip online={useStore(useApp().connection)} />
        <Unsent me={me} />
      </div>
      <nav class="tab" aria-label={t('nav.main')}>
        {TABS.map((tab) => (
          <a key={tab.path} href={tab.path} aria-current={tab.path === path ? 'page' : undefined}>
            <Icon path={tab.icon} />
            {t(tab.text)}
          </a>
        ))}
      </nav>
      {greeting && <div class="salam">{greeting}</div>}
    </header>
    <main id="isi" class={greeting ? 'isi isi--naik' : 'isi'}>
      {children}
    </main>
  </div>
);

/** How many own photos the server does not have yet, of whatever day. */
const Unsent = ({ me }: { me: Me }) => {
  const n = unsent(useStore(useApp().outbox.entries), me.pegawai_id).length;
  if (n === 0) return null;
  return (
    <span class="sinyal sinyal--putus dorong" role="status">
      {t('state.local.n', { n })}
    </span>
  );
};

interface StateProps {
  look: 'belum' | 'hadir' | 'simpan' | 'desak' | 'telat' | 'tutup' | 'tk' | 'tugas';
  icon?: string;
  title: string;
  /** Replaces the sign, e.g. by a countdown. */
  sign?: ComponentChildren;
  children?: ComponentChildren;
}
/** A large state with its sign: the one coloured field of a screen. */
export const State = ({ look, icon, title, sign, children }: StateProps) => (
  <div class={`keadaan keadaan--${look}`} role="status">
    {sign ?? <span class="lambang">{icon && <Icon path={icon} />}</span>}
    <div>
      <b>{title}</b>
      {children}
    </div>
  </div>
);
