import { useEffect } from 'preact/hooks';
import { mayUpdate, useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/employee.ts';
import type { Route } from '../core/routes.ts';
import { needsSignIn } from '../core/routes.ts';
import type { Me } from '../core/wire.ts';
import { ButtonLink } from '../elements/button.tsx';
import { Message } from '../elements/message.tsx';
import { onDemand } from '../elements/on-demand.tsx';
import { UpdateBanner } from '../elements/update-banner.tsx';
import { Absence } from './absence.tsx';
import { Camera } from './camera.tsx';
import { Confirm } from './confirm.tsx';
import { Home } from './home.tsx';
import { Page } from './page.tsx';
import { ToExplain } from './to-explain.tsx';

const later = () => import('./later.ts');
const History = onDemand(async () => (await later()).History);
const Letter = onDemand(async () => (await later()).Letter);
const Permit = onDemand(async () => (await later()).Permit);
const Profile = onDemand(async () => (await later()).Profile);
const Prompt = onDemand(async () => (await later()).Prompt);
const Receipt = onDemand(async () => (await later()).Receipt);
const SignIn = onDemand(async () => (await later()).SignIn);
const rarely = () => import('./rarely.ts');
const Activation = onDemand(async () => (await rarely()).Activation);
const Check = onDemand(async () => (await rarely()).Check);
const Install = onDemand(async () => (await rarely()).Install);
const Precheck = onDemand(async () => (await rarely()).Precheck);
const Recovery = onDemand(async () => (await rarely()).Recovery);

/** The screen of the present address, for the present person, in the present language. */
export const Root = () => {
  const app = useApp();
  const route = useStore(app.route);
  const { status, me } = useStore(app.session);
  const { language } = useStore(app.preferences);
  const waiting = useStore(app.update.waiting);
  useEffect(() => {
    later().catch(() => undefined); // ready before they are opened; without a network they ask again
  }, []);
  const open = unsent(useStore(app.outbox.entries), me?.pegawai_id).length;
  return (
    <div key={language}>
      <a class="lompat" href="#isi">
        {t('nav.skip')}
      </a>
      {waiting && mayUpdate(route, open) && <UpdateBanner onApply={app.update.apply} />}
      {!needsSignIn(route, status) && <Screen route={route} me={me} />}
    </div>
  );
};

const Screen = ({ route, me }: { route: Route; me: Me | null }) => {
  switch (route.name) {
    case 'SIGN_IN':
      return <SignIn />;
    case 'ACTIVATION':
      return <Activation />;
    case 'RECOVERY':
      return <Recovery />;
    case 'INSTALL':
      return <Install />;
    case 'CHECK':
      return <Check />;
    case 'MISSING':
      return <Missing />;
    default:
      return me && <OwnScreen route={route} me={me} />;
  }
};

const OwnScreen = ({ route, me }: { route: Route; me: Me }) => {
  switch (route.name) {
    case 'CAMERA':
      return <Camera id={route.id} />;
    case 'CONFIRM':
      return <Confirm id={route.id} me={me} />;
    case 'RECEIPT':
      return <Receipt key={route.checkIn} checkIn={route.checkIn} me={me} />;
    case 'PROMPT':
      return <Prompt id={route.id} me={me} />;
    case 'ABSENCE':
      return (
        <ToExplain
          key={route.id}
          id={route.id}
          title={t('act.reason')}
          draw={(activity) => <Absence activity={activity} me={me} />}
        />
      );
    case 'LETTER':
      return (
        <ToExplain
          key={route.id}
          id={route.id}
          title={t('abs.dl')}
          draw={(activity) => <Letter activity={activity} me={me} />}
        />
      );
    case 'PERMIT':
      return <Permit id={route.permit} me={me} />;
    case 'HISTORY':
      return <History me={me} />;
    case 'PROFILE':
      return <Profile me={me} />;
    case 'PRECHECK':
      return <Precheck />;
    default:
      return <Home me={me} />;
  }
};

const Missing = () => (
  <Page title={t('app.name')} back="/">
    <Message tone="warning">{t('page.missing')}</Message>
    <ButtonLink href="/" look="main" wide>
      {t('page.home')}
    </ButtonLink>
  </Page>
);
