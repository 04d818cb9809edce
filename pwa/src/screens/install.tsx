import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/rarely.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { DOWNLOAD } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Segments } from '../elements/segments.tsx';
import { Page } from './page.tsx';

/** How to put the app on the home screen, the way this browser does it. */
export const Install = () => (
  <Page title={t('inst.title')} back="/profil">
    <InstallSteps />
    <ButtonLink look="quiet" href="/" wide>
      {t('common.later')}
    </ButtonLink>
  </Page>
);

export const InstallSteps = () => {
  const app = useApp();
  const way = useStore(app.install.way);
  const apple = way === 'IOS_SAFARI' || way === 'IOS_OTHER';
  const [kind, setKind] = useState<'IOS' | 'ANDROID'>(apple ? 'IOS' : 'ANDROID');
  if (way === 'INSTALLED') return <Message tone="good">{t('inst.done')}</Message>;
  return (
    <>
      <p>{t('inst.why')}</p>
      <Segments
        label={t('inst.kind')}
        options={[
          { value: 'IOS', label: t('inst.iphone') },
          { value: 'ANDROID', label: t('inst.android') },
        ]}
        chosen={kind}
        onChoose={setKind}
      />
      {kind === 'IOS' ? <IosSteps /> : <AndroidSteps canAsk={way === 'PROMPT'} />}
      {kind === 'IOS' && (
        <Message tone="warning" title={t('inst.inapp.title')}>
          {t('inst.inapp')}
        </Message>
      )}
    </>
  );
};

const IosSteps = () => (
  <ol class="kartu langkah-pasang">
    <li class="lk">
      <div class="lk-g">
        <svg viewBox="0 0 150 84" aria-hidden="true">
          <rect class="g-dasar" x="1" y="1" width="148" height="82" rx="14" />
          <rect class="g-muka" x="10" y="44" width="92" height="30" rx="15" />
          <rect class="g-garis" x="24" y="56" width="62" height="6" rx="3" />
          <circle class="g-nila" cx="126" cy="59" r="17" />
          <path class="g-titik" d="M119 59v.1M126 59v.1M133 59v.1" />
        </svg>
      </div>
      <StepText n={1} text={t('inst.ios.1')} />
    </li>
    <li class="lk">
      <div class="lk-g">
        <svg viewBox="0 0 150 84" aria-hidden="true">
          <rect class="g-dasar" x="1" y="1" width="148" height="82" rx="14" />
          <rect class="g-pilih" x="12" y="22" width="126" height="40" rx="12" />
          <path class="g-tanda" d="M38 46V33M33 37l5-5 5 5M32 39h-3v13h18V39h-3" />
          <text class="g-teks" x="62" y="47">
            {t('inst.share')}
          </text>
        </svg>
      </div>
      <StepText n={2} text={t('inst.ios.2')} />
    </li>
    <li class="lk">
      <div class="lk-g">
        <svg viewBox="0 0 150 84" aria-hidden="true">
          <rect class="g-dasar" x="1" y="1" width="148" height="82" rx="14" />
          <rect class="g-muka" x="12" y="12" width="126" height="26" rx="10" />
          <rect class="g-garis" x="26" y="22" width="70" height="6" rx="3" />
          <rect class="g-pilih" x="12" y="42" width="126" height="32" rx="10" />
          <path
            class="g-tanda"
            d="M27 50h6a5 5 0 0 1 5 5v6a5 5 0 0 1-5 5h-6a5 5 0 0 1-5-5v-6a5 5 0 0 1 5-5ZM30 54v8M26 58h8"
          />
          <text class="g-teks g-teks--kecil" x="46" y="62">
            {t('inst.add')}
          </text>
        </svg>
      </div>
      <StepText n={3} text={t('inst.ios.3')} />
    </li>
  </ol>
);

const StepText = ({ n, text }: { n: number; text: string }) => (
  <div>
    <span class="lk-n">{n}</span>
    <p>{text}</p>
  </div>
);

const AndroidSteps = ({ canAsk }: { canAsk: boolean }) => {
  const app = useApp();
  return (
    <div class="kartu">
      <ol class="android">
        {canAsk && <li>{t('inst.and.1')}</li>}
        <li>{t(canAsk ? 'inst.and.2' : 'inst.and.menu')}</li>
      </ol>
      {canAsk && (
        <Button look="main" icon={DOWNLOAD} wide onPress={() => void app.install.ask()}>
          {t('inst.do')}
        </Button>
      )}
    </div>
  );
};
