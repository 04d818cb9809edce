import { useState } from 'preact/hooks';
import { t } from '../core/i18n/rarely.ts';
import { Button } from '../elements/button.tsx';
import { Tag } from '../elements/chips.tsx';
import { Finding } from '../elements/finding.tsx';
import { Icon } from '../elements/icon.tsx';
import { CALENDAR, CLOSE, GALLERY, LETTER, PIN } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';

const KEPT = [
  { icon: GALLERY, look: '', text: 'onb.keep.photo', sub: 'onb.keep.photo.sub', days: 90 },
  { icon: PIN, look: '', text: 'onb.keep.place', sub: 'onb.keep.place.sub', days: 90 },
  {
    icon: LETTER,
    look: ' baris-ikon--izin',
    text: 'onb.keep.doctor',
    sub: 'onb.keep.doctor.sub',
    days: 30,
  },
  {
    icon: CALENDAR,
    look: ' baris-ikon--hadir',
    text: 'onb.keep.record',
    sub: 'onb.keep.record.sub',
    years: 5,
  },
] as const;
const NEVER = ['onb.not.face', 'onb.not.track', 'onb.not.punish'] as const;

/** What is kept and for how long (security.md R1, R2). */
export const PrivacyFacts = () => (
  <>
    <section class="kartu kartu--daftar" aria-label={t('onb.privacy.list')}>
      <ul class="daftar">
        {KEPT.map((kept) => (
          <li key={kept.text} class="baris">
            <span class={`baris-ikon${kept.look}`}>
              <Icon path={kept.icon} />
            </span>
            <span class="baris-teks">
              <b>{t(kept.text)}</b>
              <small>{t(kept.sub)}</small>
            </span>
            <Tag>
              {'days' in kept ? t('onb.days', { n: kept.days }) : t('onb.years', { n: kept.years })}
            </Tag>
          </li>
        ))}
      </ul>
    </section>
    <section class="kartu" aria-labelledby="tdk">
      <h2 id="tdk">{t('onb.privacy.not')}</h2>
      <ul class="periksa">
        {NEVER.map((text) => (
          <Finding key={text} look="open" icon={CLOSE} label={t('onb.not.label')} text={t(text)} />
        ))}
      </ul>
    </section>
    <p class="kecil redup">{t('onb.basis')}</p>
  </>
);

export const PrivacySheet = ({ onClose }: { onClose: () => void }) => (
  <Sheet title={t('onb.s.privacy')} onClose={onClose}>
    <div class="tumpuk">
      <PrivacyFacts />
    </div>
  </Sheet>
);

interface Props {
  error: string | null;
  /** Resolves when the server has answered. */
  onSeen: () => Promise<void>;
}

export const PrivacyNotice = ({ error, onSeen }: Props) => {
  const [seen, setSeen] = useState(false);
  const [missed, setMissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setMissed(!seen);
    if (!seen) return;
    setBusy(true);
    await onSeen();
    setBusy(false);
  };
  return (
    <>
      <PrivacyFacts />
      <form
        class="tumpuk-rapat"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void submit();
        }}
      >
        <label class="centang">
          <input
            type="checkbox"
            name="dibaca"
            checked={seen}
            onChange={({ currentTarget }) => setSeen(currentTarget.checked)}
          />
          <span>{t('onb.privacy.seen')}</span>
        </label>
        {(missed || error) && (
          <Message tone="error" role="alert">
            {error ?? t('onb.privacy.must')}
          </Message>
        )}
        <Button look="main" large submit busy={busy}>
          {t('common.next')}
        </Button>
      </form>
    </>
  );
};
