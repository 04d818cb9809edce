import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/later.ts';
import type { Fault } from '../core/problems.ts';
import type { Id } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { FaultMessage } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';

/** Takes one's own part of a request back, approved or not, once it was asked about. */
export const Withdrawal = ({ permit, onDone }: { permit: Id; onDone?: () => void }) => {
  const app = useApp();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    const answer = await app.permits.withdraw(permit);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) setAsking(false);
    onDone?.();
    void app.today.refresh();
  };
  return (
    <>
      <Button look="danger" wide onPress={() => setAsking(true)}>
        {t('abs.withdraw')}
      </Button>
      {asking && (
        <Sheet title={t('abs.withdraw.title')} onClose={() => setAsking(false)}>
          <div class="tumpuk-rapat">
            <p>{t('abs.withdraw.note')}</p>
            {fault && <FaultMessage fault={fault} />}
            <Button look="danger" wide busy={busy} onPress={() => void withdraw()}>
              {t('abs.withdraw.sure')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
};
