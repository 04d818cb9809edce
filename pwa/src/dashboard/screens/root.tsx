import { useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { menuAt, ownDesk, type Page as PageName, rightsAt } from '../../core/desk.ts';
import type { DeskRoute } from '../../core/desk-routes.ts';
import { shared } from '../../core/i18n/shared.ts';
import type { Me } from '../../core/wire.ts';
import { ButtonLink } from '../../elements/button.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { onDemand } from '../../elements/on-demand.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useDesk, useKeys } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { Board } from './board.tsx';
import { Keyboard } from './keyboard.tsx';
import { Menu } from './menu.tsx';
import { Screen } from './screen.tsx';
import { Search } from './search.tsx';
import { SecondFactorSheet } from './second-factor.tsx';

/** Of each page but the first, downloaded when it is opened. */
const CODE = {
  REVIEW: async () => (await import('./review.tsx')).Review,
  PERMITS: async () => (await import('./permits.tsx')).Permits,
  ACTIVITIES: async () => (await import('./activities.tsx')).Activities,
  PEOPLE: async () => (await import('./people.tsx')).People,
  PERSON: async () => (await import('./person.tsx')).PersonScreen,
  IMPORT: async () => (await import('./imports.tsx')).Imports,
  APPOINTMENTS: async () => (await import('./appointments.tsx')).Appointments,
  CALENDAR: async () => (await import('./calendar.tsx')).Calendar,
  REPORTS: async () => (await import('./reports.tsx')).Reports,
  SETTINGS: async () => (await import('./settings.tsx')).Settings,
  OVERVIEW: async () => (await import('./overview.tsx')).Overview,
  DUTY: async () => (await import('./duty.tsx')).Duty,
  RECAP: async () => (await import('./recap.tsx')).Recap,
  SIGNATURE: async () => (await import('./signature.tsx')).Signature,
  RECAP_PRINT: async () => (await import('./recap-print.tsx')).RecapPrint,
};
const Review = onDemand(CODE.REVIEW);
const Permits = onDemand(CODE.PERMITS);
const Activities = onDemand(CODE.ACTIVITIES);
const People = onDemand(CODE.PEOPLE);
const PersonScreen = onDemand(CODE.PERSON);
const Imports = onDemand(CODE.IMPORT);
const Appointments = onDemand(CODE.APPOINTMENTS);
const Calendar = onDemand(CODE.CALENDAR);
const Reports = onDemand(CODE.REPORTS);
const Settings = onDemand(CODE.SETTINGS);
const Overview = onDemand(CODE.OVERVIEW);
const Duty = onDemand(CODE.DUTY);
const Recap = onDemand(CODE.RECAP);
const RecapPrint = onDemand(CODE.RECAP_PRINT);
const Signature = onDemand(CODE.SIGNATURE);

/** A page's code is asked for beside who is signed in, not after it; without a network it is asked for again. */
export const askAhead = ({ name }: DeskRoute): void => {
  if (name in CODE) CODE[name as keyof typeof CODE]().catch(() => undefined);
};

const PAGE: Readonly<Record<Exclude<DeskRoute['name'], 'MISSING'>, PageName>> = {
  OVERVIEW: 'OVERVIEW',
  BOARD: 'BOARD',
  REVIEW: 'REVIEW',
  PERMITS: 'PERMITS',
  ACTIVITIES: 'ACTIVITIES',
  PEOPLE: 'PEOPLE',
  PERSON: 'PEOPLE',
  RECAP: 'RECAP',
  RECAP_PRINT: 'RECAP',
  SIGNATURE: 'RECAP',
  APPOINTMENTS: 'APPOINTMENTS',
  IMPORT: 'IMPORT',
  CALENDAR: 'CALENDAR',
  REPORTS: 'REPORTS',
  SETTINGS: 'SETTINGS',
  DUTY: 'DUTY',
};
/** Second keys after G (ux.md §4). */
const GO: Readonly<Record<string, string>> = {
  'g p': '/papan',
  'g f': '/telaah',
  'g i': '/pengajuan',
  'g k': '/kegiatan',
  'g r': '/rekap',
  'g o': '/orang',
};

/** The frame and the page of the present address, for the present person and OPD. */
export const Root = () => {
  const desk = useDesk();
  const { status, me } = useStore(desk.session);
  const { language } = useStore(desk.preferences);
  const asking = useStore(desk.secondFactor.asking);
  const [help, setHelp] = useState(false);
  const keys = Object.entries(GO).map(([key, path]) => [key, () => desk.navigation.go(path)]);
  const [seeking, setSeeking] = useState(false);
  useKeys({
    ...Object.fromEntries(keys),
    '?': () => setHelp(true),
    '/': () => setSeeking(true),
  });
  if (status !== 'SIGNED_IN' || !me) return <Opening />;
  return (
    <div key={language}>
      <a class="lompat" href="#isi">
        {shared('nav.skip')}
      </a>
      <Seated me={me} onSearch={() => setSeeking(true)} />
      {asking && <SecondFactorSheet me={me} />}
      {seeking && <Search me={me} onClose={() => setSeeking(false)} />}
      {help && <Keyboard onClose={() => setHelp(false)} />}
    </div>
  );
};

const Opening = () => (
  <main class="hal hal--muat">
    <h1 class="sr">{shared('app.name')}</h1>
    <Skeleton />
  </main>
);

const Seated = ({ me, onSearch }: { me: Me; onSearch: () => void }) => {
  const desk = useDesk();
  const route = useStore(desk.route);
  const { chosen, loaded, fault } = useStore(desk.opds);
  const allowed = menuAt(me, chosen?.id ?? ownDesk(me));
  const page = route.name === 'MISSING' ? null : PAGE[route.name];
  return (
    <div class="dasbor">
      <Menu me={me} current={page} pages={allowed} onSearch={onSearch} />
      <main id="isi" class="utama" tabIndex={-1}>
        {!loaded || (fault && !chosen) ? (
          <Screen title={t(page ? `page.${page}` : 'desk.title')}>
            {fault ? (
              <FaultMessage fault={fault} onRetry={() => void desk.opds.load(me)} />
            ) : (
              <Skeleton />
            )}
          </Screen>
        ) : (
          <Current
            key={chosen?.id}
            route={route}
            allowed={
              page !== null &&
              allowed.includes(page) &&
              (route.name !== 'SIGNATURE' || (chosen !== null && rightsAt(me, chosen.id).signs))
            }
          />
        )}
      </main>
    </div>
  );
};

const Current = ({ route, allowed }: { route: DeskRoute; allowed: boolean }) => {
  if (route.name === 'MISSING') return <Missing />;
  if (!allowed) return <NoRight />;
  switch (route.name) {
    case 'OVERVIEW':
      return <Overview />;
    case 'BOARD':
      return <Board of={route.of} />;
    case 'REVIEW':
      return <Review of={route.of} />;
    case 'PERMITS':
      return <Permits />;
    case 'ACTIVITIES':
      return <Activities />;
    case 'PEOPLE':
      return <People key={`${route.unit} ${route.inARow}`} {...route} />;
    case 'PERSON':
      return <PersonScreen key={route.id} id={route.id} />;
    case 'IMPORT':
      return <Imports />;
    case 'APPOINTMENTS':
      return <Appointments />;
    case 'CALENDAR':
      return <Calendar />;
    case 'REPORTS':
      return <Reports />;
    case 'SETTINGS':
      return <Settings part={route.part} />;
    case 'DUTY':
      return <Duty key={route.month} month={route.month} />;
    case 'RECAP':
      return <Recap week={route.week} />;
    case 'RECAP_PRINT':
      return <RecapPrint week={route.week} />;
    case 'SIGNATURE':
      return <Signature />;
  }
};

const Missing = () => (
  <Screen title={t('desk.title')}>
    <Message tone="warning">{t('desk.missing')}</Message>
    <div>
      <ButtonLink href="/rekap">{t('desk.to.recap')}</ButtonLink>
    </div>
  </Screen>
);

const NoRight = () => {
  const { me } = useStore(useDesk().session);
  const admin = me?.admins[0];
  return (
    <Screen title={t('desk.title')}>
      <Message tone="warning">
        {admin ? t('desk.norole', { nama: admin }) : t('desk.norole.plain')}
      </Message>
      <div class="btn-baris">
        <ButtonLink href="/">{t('desk.home')}</ButtonLink>
        <ButtonLink href="/rekap">{t('desk.to.recap')}</ButtonLink>
      </div>
    </Screen>
  );
};
