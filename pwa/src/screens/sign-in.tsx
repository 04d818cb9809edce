import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { askAtSignIn } from '../app/asking.ts';
import { returnPath } from '../app/life.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { faultText } from '../core/i18n/faults.ts';
import { t } from '../core/i18n/later.ts';
import type { Me } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Field, PasswordField } from '../elements/field.tsx';
import { PHONE } from '../elements/icons.ts';
import { Mark } from '../elements/mark.tsx';
import { Message } from '../elements/message.tsx';
import { CodeForm } from './code-form.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { State, useHeading } from './page.tsx';
import { retryAfter, useWait } from './wait.ts';

const needsCode = (me: Me): boolean =>
  me.roles.length > 0 && me.second_factor === 'TOTP' && me.second_factor_required && !me.elevated;

/** Sign-in: new, again after an end, and the 6-digit code of those with a role. */
export const SignIn = () => {
  const app = useApp();
  const { status, me } = useStore(app.session);
  const [asksCode, setAsksCode] = useState(false);
  const [other, setOther] = useState(false);
  const foundOut = useRef(status === 'SIGNED_OUT'); // until the form is used: the cookie may still hold
  const leave = (): void => app.navigation.go(returnPath(app.navigation.search()), 'REPLACE');
  useEffect(() => {
    if (foundOut.current && status === 'SIGNED_IN') leave();
  }, [status]);
  const enter = (now: Me): void => {
    leave();
    void askAtSignIn(app, now);
  };
  const signedIn = (now: Me): void => (needsCode(now) ? setAsksCode(true) : enter(now));
  if (asksCode && me) {
    return (
      <Frame note={t('login.code.note')}>
        <CodeForm me={me} onDone={() => enter(me)} />
      </Frame>
    );
  }
  const again = status === 'ENDED' && me && !other ? me : null;
  return (
    <Frame note={t(again ? 'login.ended.note' : 'login.help')}>
      <PasswordForm
        known={again}
        onSubmit={() => {
          foundOut.current = false;
        }}
        onDone={signedIn}
        onOther={() => setOther(true)}
      />
    </Frame>
  );
};

const Frame = ({ note, children }: { note: string; children: ComponentChildren }) => {
  const heading = useHeading(t('login.title'));
  return (
    <div class="hp masuk">
      <header class="atas masuk-atas">
        <div class="masuk-lambang">
          <Mark />
        </div>
        <h1 ref={heading} tabIndex={-1}>
          {t('app.name')}
        </h1>
        <p>{t('app.owner')}</p>
      </header>
      <main id="isi" class="isi isi--naik">
        {children}
        <Message>{note}</Message>
        <div class="tengah">
          <LanguageChoice />
        </div>
      </main>
    </div>
  );
};

interface PasswordFormProps {
  /** Whose session ended here. */
  known: Me | null;
  onSubmit: () => void;
  onDone: (me: Me) => void;
  onOther: () => void;
}

const PasswordForm = ({ known, onSubmit, onDone, onOther }: PasswordFormProps) => {
  const app = useApp();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useWait();
  const waiting = unsent(useStore(app.outbox.entries), known?.pegawai_id).length;
  const submit = async (): Promise<void> => {
    const name = known ? loginOf(known) : login.trim();
    if (name === '' || password === '') {
      setError(t('login.empty'));
      return;
    }
    setBusy(true);
    setError(null);
    onSubmit();
    const answer = await app.session.signIn(name, password);
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else {
      setWait(retryAfter(answer.fault));
      setError(faultText(answer.fault));
    }
  };
  return (
    <form
      class="kartu kartu--utama tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && wait === 0) void submit();
      }}
    >
      {known ? (
        <>
          <Ended waiting={waiting} />
          <input type="hidden" name="username" autocomplete="username" value={loginOf(known)} />
        </>
      ) : (
        <Field
          label={t('login.user')}
          name="username"
          autocomplete="username"
          autocapitalize="none"
          value={login}
          onInput={setLogin}
        />
      )}
      <PasswordField
        label={known ? ofWhom(known) : t('login.pass')}
        autocomplete="current-password"
        showLabel={t('login.show')}
        value={password}
        onInput={setPassword}
        error={wait > 0 ? t('login.err.rate', { n: wait }) : error}
      />
      <Button look="main" large submit busy={busy || wait > 0}>
        {t(known && waiting > 0 ? 'login.submit.send' : 'login.submit')}
      </Button>
      {known ? <EndedLinks onOther={onOther} /> : <NewLinks />}
    </form>
  );
};

const loginOf = ({ username, nip }: Me): string => username ?? nip;

const ofWhom = (me: Me): string =>
  t('login.pass.of', { sapaan: t(`greet.${me.salutation}`), nama: me.call_name });

const Ended = ({ waiting }: { waiting: number }) => (
  <State look="simpan" icon={PHONE} title={t('login.ended.title')}>
    <small>{waiting > 0 ? t('login.ended', { n: waiting }) : t('login.ended.plain')}</small>
  </State>
);

const NewLinks = () => (
  <div class="btn-baris rapat">
    <ButtonLink look="quiet" href="/pulihkan">
      {t('login.forgot')}
    </ButtonLink>
    <ButtonLink look="quiet" href="/aktivasi">
      {t('login.activate')}
    </ButtonLink>
  </div>
);

const EndedLinks = ({ onOther }: { onOther: () => void }) => {
  const app = useApp();
  const { today } = useStore(app.today);
  const now = app.clock.server();
  const open = today?.activities.find(
    ({ ticket, window, record }) =>
      ticket && !record && now >= Date.parse(window.opens) && now <= Date.parse(window.closes),
  );
  return (
    <div class="btn-baris rapat">
      {open && (
        <a class="btn" href={`/kamera/${open.id}`} onClick={app.camera.start}>
          {t('login.ended.cam')}
        </a>
      )}
      <Button look="quiet" onPress={onOther}>
        {t('login.other')}
      </Button>
    </div>
  );
};
