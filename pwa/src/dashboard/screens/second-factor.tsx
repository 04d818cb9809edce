import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../core/wire.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Message } from '../../elements/message.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { codeFault } from '../words.ts';

/** Asks for the 6-digit code over the page that needs it (security.md A8). */
export const SecondFactorSheet = ({ me }: { me: Me }) => {
  const { secondFactor } = useDesk();
  return (
    <Sheet title={t('factor.title')} onClose={() => secondFactor.settle(false)}>
      {me.second_factor === 'NONE' ? (
        <div class="tumpuk">
          <Message tone="warning">{t('factor.none')}</Message>
          <ButtonLink href="/profil" look="main" wide>
            {t('factor.setup')}
          </ButtonLink>
        </div>
      ) : (
        <CodeForm />
      )}
    </Sheet>
  );
};

const CodeForm = () => {
  const { session, secondFactor, after } = useDesk();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(0);
  useEffect(() => (wait > 0 ? after(1000, () => setWait(wait - 1)) : undefined), [wait]);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await session.elevate(code.trim());
    setBusy(false);
    if (answer.ok) {
      secondFactor.settle(true);
      return;
    }
    const { fault } = answer;
    if (fault.kind === 'PROBLEM') setWait(fault.problem.retryAfterS ?? 0);
    setError(codeFault(fault));
    setCode('');
  };
  return (
    <form
      class="tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && wait === 0) void submit();
      }}
    >
      <p class="kecil redup">{t('factor.why')}</p>
      <Field
        label={t('factor.label')}
        name="totp"
        look="digits"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={6}
        value={code}
        onInput={setCode}
        error={wait > 0 ? t('factor.wait', { n: wait }) : error}
      />
      <Button look="main" wide submit busy={busy || wait > 0}>
        {t('factor.submit')}
      </Button>
    </form>
  );
};
