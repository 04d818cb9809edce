import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/later.ts';
import type { Fault } from '../core/problems.ts';
import type { Me } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';

export const Mail = ({ me }: { me: Me }) => {
  const app = useApp();
  const [mail, setMail] = useState(me.mail ?? '');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Fault | 'SAVED' | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await app.session.adopt(
      await app.net.call<Me>('PATCH', '/me', { mail: mail.trim() || null }),
    );
    setBusy(false);
    setResult(answer.ok ? 'SAVED' : answer.fault);
  };
  return (
    <form
      class="kartu tumpuk-rapat"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Field
        label={t('prof.mail')}
        name="email"
        type="email"
        autocomplete="email"
        inputMode="email"
        autocapitalize="none"
        hint={t('prof.mail.hint')}
        value={mail}
        onInput={setMail}
      />
      {result === 'SAVED' && (
        <Message tone="good" role="status">
          {t('prof.mail.saved')}
        </Message>
      )}
      {result && result !== 'SAVED' && <FaultMessage fault={result} />}
      {mail.trim() !== (me.mail ?? '') && (
        <Button submit busy={busy}>
          {t('prof.mail.save')}
        </Button>
      )}
    </form>
  );
};
