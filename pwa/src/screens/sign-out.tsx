import { useState } from 'preact/hooks';
import { signOut, useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import type { Fault } from '../core/problems.ts';
import type { Me } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { LEAVE } from '../elements/icons.ts';
import { FaultMessage } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';

export const SignOut = ({ me }: { me: Me }) => {
  const app = useApp();
  const waiting = unsent(useStore(app.outbox.entries), me.pegawai_id).length;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const leave = async (): Promise<void> => {
    setBusy(true);
    setFault(await signOut(app));
    setBusy(false);
  };
  return (
    <>
      <Button look="danger" icon={LEAVE} wide onPress={() => setAsking(true)}>
        {t('prof.out')}
      </Button>
      {asking && (
        <Sheet title={t('prof.out.title')} onClose={() => setAsking(false)}>
          <div class="tumpuk-rapat">
            <p>{waiting > 0 ? t('prof.out.warn', { n: waiting }) : t('prof.out.plain')}</p>
            {fault && <FaultMessage fault={fault} />}
            {waiting > 0 && (
              <Button look="main" wide onPress={() => void app.outbox.hurry()}>
                {t('act.sendnow')}
              </Button>
            )}
            <Button look="danger" wide busy={busy} onPress={() => void leave()}>
              {t(waiting > 0 ? 'prof.out.anyway' : 'prof.out.sure')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
};
