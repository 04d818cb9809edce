import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { t } from '../core/i18n/rarely.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Fault } from '../core/problems.ts';
import { dayAndMonth, wib } from '../core/time.ts';
import { Button } from '../elements/button.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';
import { Skeleton } from '../elements/skeleton.tsx';

interface Link {
  since: string | null;
}
interface NewLink {
  since: string;
  url: string;
}

/** The own activities in another program: a link is made, copied, replaced and ended here. */
export const OwnCalendarSheet = ({ onClose }: { onClose: () => void }) => {
  const app = useApp();
  const { value, fault, reload } = useLoaded('/me/calendar', () =>
    app.net.call<Link>('GET', '/me/calendar'),
  );
  const [made, setMade] = useState<NewLink | null>(null);
  const [shared, setShared] = useState(false);
  const [failed, setFailed] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (method: 'POST' | 'DELETE'): Promise<void> => {
    setBusy(true);
    const answer = await app.net.call<NewLink>(method, '/me/calendar');
    setBusy(false);
    setFailed(answer.ok ? null : answer.fault);
    if (!answer.ok) return;
    setShared(false);
    setMade(method === 'POST' ? answer.value : null);
    reload();
  };
  const since = value?.since ?? null;
  return (
    <Sheet title={t('ics.title')} onClose={onClose}>
      <div class="tumpuk">
        <p>{t('ics.what')}</p>
        {!value && !fault && <Skeleton />}
        {fault && !value && <FaultMessage fault={fault} onRetry={reload} />}
        {made && (
          <>
            <p class="mono kecil" translate={false}>
              {made.url}
            </p>
            <Button
              look="main"
              wide
              onPress={() =>
                void app.share(t('ics.title'), made.url).then((how) => setShared(how === 'COPIED'))
              }
            >
              {t('ics.share')}
            </Button>
            <Message tone={shared ? 'good' : 'warning'} role="status">
              {t(shared ? 'ics.copied' : 'ics.once')}
            </Message>
          </>
        )}
        {value && !made && (
          <p class="kecil redup">
            {since
              ? t('ics.since', {
                  tanggal: dayAndMonth(wib(Date.parse(since)).date, currentLanguage()),
                })
              : t('ics.none')}
          </p>
        )}
        {failed && <FaultMessage fault={failed} />}
        {value && !made && (
          <Button
            look={since ? 'second' : 'main'}
            wide
            busy={busy}
            onPress={() => void ask('POST')}
          >
            {t(since ? 'ics.replace' : 'ics.make')}
          </Button>
        )}
        {since && (
          <Button look="danger" wide busy={busy} onPress={() => void ask('DELETE')}>
            {t('ics.end')}
          </Button>
        )}
      </div>
    </Sheet>
  );
};
