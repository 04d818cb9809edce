import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { faultText } from '../core/i18n/faults.ts';
import { t } from '../core/i18n/rarely.ts';
import { passphrase } from '../core/passphrase.ts';
import { readActivationLink } from '../core/routes.ts';
import type { ActivationCheck } from '../core/wire.ts';
import { Finding } from '../elements/finding.tsx';
import { CHECK, CLOSE } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { CodeForm } from './activation.tsx';
import { NewPassword } from './new-password.tsx';
import { Page } from './page.tsx';

/** Recovery with a code handed over in person: a new password ends every older session and phone. */
export const Recovery = () => {
  const app = useApp();
  const link = readActivationLink(app.navigation.fragment());
  const [login, setLogin] = useState(link.login);
  const [code, setCode] = useState(link.code);
  const [checked, setChecked] = useState<ActivationCheck | null>(null);
  const [password, setPassword] = useState(() => passphrase(app.random(4)));
  const [error, setError] = useState<string | null>(null);
  const recover = async (): Promise<void> => {
    setError(null);
    const answer = await app.activation.activate({ login, code, password });
    if (answer.ok) app.navigation.go('/', 'REPLACE');
    else setError(faultText(answer.fault));
  };
  return (
    <Page title={t('reset.title')} back="/masuk">
      {checked ? (
        <NewPassword
          {...{ login, checked, password, setPassword, error }}
          username=""
          setUsername={() => undefined}
          onNotMe={() => setChecked(null)}
          onDone={() => void recover()}
        />
      ) : (
        <>
          <CodeForm
            label={t('reset.label.code')}
            hint={t('reset.where')}
            submit={t('reset.submit')}
            {...{ login, code, setLogin, setCode }}
            onChecked={setChecked}
          />
          <section class="kartu" aria-labelledby="ak">
            <h2 id="ak">{t('reset.after')}</h2>
            <ul class="periksa">
              <Finding look="good" icon={CHECK} text={t('reset.after.1')} />
              <Finding look="good" icon={CHECK} text={t('reset.after.2')} />
              <Finding look="warn" icon={CLOSE} text={t('reset.after.3')} />
            </ul>
          </section>
          <Message>{t('reset.nocode')}</Message>
        </>
      )}
    </Page>
  );
};
