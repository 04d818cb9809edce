import { useState } from 'preact/hooks';
import { activation } from '../app/activation.ts';
import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { t } from '../core/i18n/rarely.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Qr } from '../elements/qr.tsx';
import { Sheet } from '../elements/sheet.tsx';
import { Skeleton } from '../elements/skeleton.tsx';
import { codeFault } from './code-fault.ts';

/** Sets up the authenticator code of a role (security.md A8). */
export const TotpSetup = ({ onDone }: { onDone: () => void }) => {
  const app = useApp();
  const { value, fault, reload } = useLoaded('totp', activation(app).newTotp);
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await activation(app).confirmTotp(code);
    setBusy(false);
    if (answer.ok) onDone();
    else setError(codeFault(answer.fault));
  };
  if (fault) return <FaultMessage fault={fault} onRetry={reload} />;
  if (!value) return <Skeleton />;
  return (
    <form
      class="kartu kartu--utama tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <Message>{t('onb.totp.why')}</Message>
      <p>{t('onb.totp.how')}</p>
      <div class="totp-qr">
        <Qr text={value.uri} label={t('onb.totp.qr')} />
      </div>
      <a class="btn btn--kedua" href={value.uri}>
        {t('onb.totp.open')}
      </a>
      <p class="kecil redup">
        {t('onb.totp.key')}: <span class="mono">{value.secret}</span>
      </p>
      <Field
        label={t('login.code')}
        name="totp"
        look="digits"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={6}
        hint={t('login.code.hint')}
        value={code}
        onInput={setCode}
        error={error}
      />
      <Button look="main" large submit busy={busy}>
        {t('onb.totp.check')}
      </Button>
    </form>
  );
};

export const TotpSheet = ({ onClose }: { onClose: () => void }) => (
  <Sheet title={t('onb.s.totp')} onClose={onClose}>
    <TotpSetup onDone={onClose} />
  </Sheet>
);
