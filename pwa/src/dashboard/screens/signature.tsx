import { faultText } from '../../core/i18n/faults.ts';
import type { SignatureImage } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useMe } from '../app/desk.ts';
import { signaturesAt } from '../app/images.ts';
import { useSignature, useSignatureChoice } from '../app/signature.ts';
import { t } from '../i18n.ts';
import { moment } from '../words.ts';
import { ImageError, useImageChoice } from './image-choice.tsx';
import { Screen } from './screen.tsx';

/** The image of the own signature: brought, looked at, and only then printed in FINAL recaps. */
export const Signature = () => {
  const { value, fault, reload } = useSignature(useOpd().id);
  return (
    <Screen title={t('sign.title')} {...(value ? { sub: value.opd } : {})}>
      <Message title={t('sign.not')}> {t('sign.not.text')}</Message>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && <Choice first={value} />}
    </Screen>
  );
};

export const Choice = ({ first }: { first: SignatureImage }) => {
  const opd = useOpd().id;
  const at = useSignatureChoice(opd, first);
  const { of } = at;
  const choice = useImageChoice(signaturesAt(opd), at.bring);
  const isPrinted = of.since !== null && !at.isNew;
  return (
    <section class="kartu tumpuk ttd" aria-labelledby="ttd">
      <h2 id="ttd">{t('sign.preview')}</h2>
      <Block office={of.office} url={at.url} busy={choice.busy} />
      <p>{t(of.regency ? 'sign.where.regency' : 'sign.where', { opd: of.opd })}</p>
      <p class="redup">{t('sign.never')}</p>
      {isPrinted && of.since && (
        <Message tone="good" role="status">
          {t('sign.since', { waktu: moment(of.since) })}
        </Message>
      )}
      {at.isNew && of.image && <Message>{t('sign.replaces')}</Message>}
      {at.withdrawn && <Message role="status">{t('sign.withdrawn')}</Message>}
      <ImageError error={at.fault ? faultText(at.fault) : choice.error} />
      <div class="alat-baris">
        {at.isNew && (
          <Button look="main" busy={at.busy} onPress={at.set}>
            {t('sign.set')}
          </Button>
        )}
        {choice.button(t(at.url ? 'set.image.change' : 'set.image.choose'))}
        {at.isNew && (
          <Button look="quiet" onPress={at.discard}>
            {t('sign.discard')}
          </Button>
        )}
        {isPrinted && (
          <Button look="danger" busy={at.busy} onPress={at.withdraw}>
            {t('sign.withdraw')}
          </Button>
        )}
      </div>
      <small class="redup">{t('sign.hint')}</small>
    </section>
  );
};

/** The signature block of the print, in its own measures. */
const Block = ({ office, url, busy }: { office: string; url: string | null; busy: boolean }) => {
  const me = useMe();
  const opd = useOpd();
  const title = me.roles.find((one) => one.role === 'kepala_opd' && one.opd?.id === opd.id)?.title;
  return (
    <div class="ttd-contoh" lang="id">
      <span>{[title, office].filter(Boolean).join(' ')}</span>
      <div class="ttd-ruang">
        {url ? (
          <img src={url} alt={t('sign.alt')} />
        ) : (
          <span class="kecil" role="status">
            {t(busy ? 'set.image.checking' : 'set.image.none')}
          </span>
        )}
      </div>
      <b>{me.name}</b>
    </div>
  );
};
