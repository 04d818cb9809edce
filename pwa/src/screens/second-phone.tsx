import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Fault } from '../core/problems.ts';
import { clock, dayAndMonth, wib } from '../core/time.ts';
import type { Device } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { CHECK } from '../elements/icons.ts';
import { FaultMessage } from '../elements/message.tsx';

export const SecondPhone = () => {
  const { device } = useApp();
  const pending = useStore(device.pending);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => void device.lookForPending(), [device]);
  const decide = async (one: Device, yes: boolean): Promise<void> => {
    const answer = await (yes ? device.approve(one) : device.refuse(one));
    setFault(answer.ok ? null : answer.fault);
  };
  if (pending.length === 0) return null;
  return (
    <section class="kartu" aria-labelledby="hp2">
      <h2 id="hp2">{t('prof.second')}</h2>
      {pending.map((one) => (
        <div key={one.id} class="tumpuk-rapat">
          <p>
            {t('prof.second.since', {
              label: one.label,
              tanggal: dayAndMonth(wib(one.since).date, currentLanguage()),
              jam: clock(one.since),
            })}
          </p>
          <p class="kecil redup">{t('prof.second.note')}</p>
          <div class="btn-baris">
            <Button look="main" icon={CHECK} onPress={() => void decide(one, true)}>
              {t('prof.second.yes')}
            </Button>
            <Button look="danger" onPress={() => void decide(one, false)}>
              {t('prof.second.no')}
            </Button>
          </div>
        </div>
      ))}
      {fault && <FaultMessage fault={fault} />}
    </section>
  );
};
