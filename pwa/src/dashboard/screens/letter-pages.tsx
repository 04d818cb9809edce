import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import type { Fault } from '../../core/problems.ts';
import type { Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { EYE } from '../../elements/icons.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { ReasonSheet } from './reason-sheet.tsx';

/** The pages of a letter: loaded by a click, each view recorded first. */
export const LetterPages = ({ permit, pages }: { permit: Id; pages: number }) => {
  const { net } = useDesk();
  const opd = useOpd();
  const { givesReason } = rightsAt(useMe(), opd.id);
  const [urls, setUrls] = useState<readonly string[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const open = async (reason: string | null): Promise<void> => {
    setBusy(true);
    const path = `/opds/${opd.id}/permits/${permit}/photo-views`;
    const body = reason ? { reason } : {};
    const answer = await net.call<{ photos: { url: string }[] }>('POST', path, body);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (!answer.ok) return;
    setUrls(answer.value.photos.map(({ url }) => url));
    setAsks(false);
  };
  return (
    <div class="tumpuk-rapat">
      {fault && <FaultMessage fault={fault} />}
      {urls?.map((url, n) => (
        <div class="hasil-foto" key={url}>
          <img class="adegan" src={url} alt={t('permits.pages.alt', { n: n + 1 })} />
        </div>
      ))}
      {urls?.length === 0 && <p class="kecil redup">{t('permits.pages.gone')}</p>}
      {!urls && (
        <div class="surat-tutup">
          <Button
            icon={EYE}
            busy={busy}
            onPress={() => (givesReason ? setAsks(true) : void open(null))}
          >
            {t('permits.pages', { n: pages })}
          </Button>
          <p class="kecil redup">{t('permits.pages.note')}</p>
        </div>
      )}
      {asks && (
        <ReasonSheet
          title={t('permits.pages', { n: pages })}
          label={t('desk.reason.why')}
          submit={t('permits.pages', { n: pages })}
          busy={busy}
          onSubmit={(reason) => void open(reason)}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  );
};
