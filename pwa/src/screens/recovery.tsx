import { useState } from 'preact/hooks';
import { activation } from '../app/activation.ts';
import { useApp } from '../app/app.ts';
import { faultText } from '../core/i18n/faults.ts';
import { t } from '../core/i18n/rarely.ts';
import { passphrase } from '../core/passphrase.ts';
import { readActivationLink } from '../core/routes.ts';
import type { ActivationCheck } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Finding } from '../elements/finding.tsx';
import { CHECK, CLOSE } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { CodeForm, isAboutCode, SignInInstead } from './activation.tsx';
import { NewPassword } from './new-password.tsx';
import { Page, State } from './page.tsx';

/** Recovery with a code handed over in person: a new password ends every older session and phone. */
export const Recovery = () => {
  const app = useApp();
  const link = readActivationLink(app.navigation.fragment());
  const [login, setLogin] = useState(link.login);
  const [code, setCode] = useState(link.code);
  const [checked, setChecked] = useState<ActivationCheck | null>(null);
  const [password, setPassword] = useState(() => passphrase(app.random(4)));
  const [error, setError] = useState<string | null>(null);
  const [used, setUsed] = useState(false);
  const [done, setDone] = useState(false);
  const recover = async (): Promise<void> => {
    setError(null);
    setUsed(false);
    const answer = await activation(app).activate({ login, code, password });
    if (answer.ok) {
      setDone(true);
      return;
    }
    setError(faultText(answer.fault));
    setUsed(isAboutCode(answer.fault));
  };
  if (done) return <Recovered onGo={() => app.navigation.go('/', 'REPLACE')} />;
  return (
    <Page title={t('reset.title')} back="/masuk">
      {checked ? (
        <>
          <NewPassword
            {...{ login, checked, password, setPassword, error }}
            username=""
            setUsername={() => undefined}
            onNotMe={() => setChecked(null)}
            onDone={() => void recover()}
          />
          {used && <SignInInstead text={t('reset.used')} />}
        </>
      ) : (
        <>
          <CodeForm
            label={t('reset.label.code')}
            hint={t('reset.where')}
            submit={t('reset.submit')}
            usedText={t('reset.used')}
            {...{ login, code, setLogin, setCode }}
            onChecked={setChecked}
          />
          <section class="kartu" aria-labelledby="ak">
            <h2 id="ak">{t('reset.after')}</h2>
            <Effects />
          </section>
          <Message>{t('reset.nocode')}</Message>
        </>
      )}
    </Page>
  );
};

const Effects = () => (
  <ul class="periksa">
    <Finding look="good" icon={CHECK} text={t('reset.after.1')} />
    <Finding look="good" icon={CHECK} text={t('reset.after.2')} />
    <Finding look="warn" icon={CLOSE} text={t('reset.after.3')} />
  </ul>
);

/** The code has signed this phone in: what that means, and the way into the app. */
const Recovered = ({ onGo }: { onGo: () => void }) => (
  <Page title={t('reset.title')} back="/">
    <article class="kartu kartu--utama tumpuk">
      <State look="hadir" icon={CHECK} title={t('reset.done')}>
        <small>{t('reset.done.sub')}</small>
      </State>
      <Effects />
      <Button look="main" large onPress={onGo}>
        {t('onb.finish')}
      </Button>
    </article>
  </Page>
);
