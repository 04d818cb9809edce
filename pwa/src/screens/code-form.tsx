import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/later.ts';
import { shared } from '../core/i18n/shared.ts';
import type { Me } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { codeFault } from './code-fault.ts';
import { retryAfter, useWait } from './wait.ts';

export const CodeForm = ({ me, onDone }: { me: Me; onDone: () => void }) => {
  const app = useApp();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useWait();
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await app.session.elevate(code);
    setBusy(false);
    if (answer.ok) onDone();
    else {
      setWait(retryAfter(answer.fault));
      setError(codeFault(answer.fault));
      setCode('');
    }
  };
  const role = me.roles[0] ? shared(`role.${me.roles[0].role}`) : '';
  return (
    <form
      class="kartu kartu--utama tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && wait === 0) void submit();
      }}
    >
      <div>
        <h2 class="judul-kartu">{t('login.code')}</h2>
        <p class="kecil redup">{t('login.code.as', { nama: me.name, peran: role })}</p>
      </div>
      <Field
        label={t('login.code.label')}
        name="totp"
        look="digits"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={6}
        hint={t('login.code.hint')}
        value={code}
        onInput={setCode}
        error={wait > 0 ? t('login.err.rate', { n: wait }) : error}
      />
      <Button look="main" large submit busy={busy || wait > 0}>
        {t('login.submit')}
      </Button>
      <Button look="quiet" wide onPress={onDone}>
        {t('login.code.skip')}
      </Button>
    </form>
  );
};
