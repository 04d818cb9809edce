import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import type { Shot } from '../app/check-in.ts';
import { useStore } from '../app/store.ts';
import { hasPhoto } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { nearness } from '../core/place.ts';
import { clock, clockWithSeconds, decimal, slashDate, wib } from '../core/time.ts';
import type { Me } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Finding } from '../elements/finding.tsx';
import { AGAIN, CHECK, EYE, GALLERY, PIN, WARNING } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Page } from './page.tsx';

/** The look at the still before it is used: advice, never a block. */
export const Confirm = ({ id, me }: { id: string; me: Me }) => {
  const app = useApp();
  const shot = useStore(app.checkIn.shot);
  const [trouble, setTrouble] = useState<'FULL' | 'FAILED' | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!app.checkIn.shot.get()) app.navigation.go(`/kamera/${id}`, 'REPLACE');
  }, [app, id]);
  if (!shot) return null;
  const { record } = shot.activity;

  const use = async (): Promise<void> => {
    setBusy(true);
    const used = await app.checkIn.use(me);
    if (used.saved === 'SAVED') app.navigation.go(`/tanda-terima/${used.checkIn}`, 'REPLACE');
    else {
      setTrouble(used.saved);
      setBusy(false);
    }
  };
  const again = (): void => {
    app.checkIn.discard();
    app.camera.start();
    app.navigation.go(`/kamera/${id}`, 'REPLACE');
  };
  return (
    <Page title={t('conf.title')} back={`/kamera/${id}`}>
      <Photo shot={shot} />
      {trouble && (
        <Message tone="error" role="alert">
          {t(trouble === 'FULL' ? 'cam.err.full' : 'cam.err.storage')}
        </Message>
      )}
      <Checks shot={shot} />
      {record && hasPhoto(record) ? (
        <Message tone="warning">
          {t('state.already', { jam: clock(record.recorded_at) })}
          <div>
            <ButtonLink href={`/tanda-terima/${record.check_in_id}`}>{t('act.receipt')}</ButtonLink>
          </div>
        </Message>
      ) : (
        <>
          <div class="tumpuk-rapat">
            <Button look="main" icon={CHECK} large busy={busy} onPress={() => void use()}>
              {t('conf.use')}
            </Button>
            <Button icon={AGAIN} wide onPress={again}>
              {t('conf.again')}
            </Button>
          </div>
          <p class="kecil redup">{t('conf.note')}</p>
        </>
      )}
    </Page>
  );
};

const Photo = ({ shot }: { shot: Shot }) => (
  <figure class="hasil-foto">
    <img class="adegan" src={shot.preview} alt={t('conf.photo')} />
    <figcaption class="cap-foto">
      <span>
        <strong>{shot.activity.title}</strong> · {shot.activity.venue.name}
      </span>
      <span class="angka">
        {slashDate(wib(shot.takenAt).date)} · {clockWithSeconds(shot.takenAt)} WIB
      </span>
    </figcaption>
  </figure>
);

const Checks = ({ shot }: { shot: Shot }) => {
  const { advice, activity } = shot;
  const near = nearness(shot.place, activity.venue);
  return (
    <ul class="periksa kartu" aria-label={t('conf.checks')}>
      {advice.dark || advice.blurred ? (
        <Finding look="warn" icon={WARNING} text={t(advice.dark ? 'conf.dark' : 'conf.blur')} />
      ) : (
        <Finding look="good" icon={CHECK} text={t('conf.ok')} />
      )}
      {shot.source === 'FILE' && <Finding look="warn" icon={GALLERY} text={t('conf.file')} />}
      {near.kind === 'NONE' && <Finding look="open" icon={PIN} text={t('conf.noloc')} />}
      {near.kind === 'FAR' && (
        <Finding
          look="warn"
          icon={PIN}
          text={t('cam.far', { n: decimal(near.km, currentLanguage()) })}
        />
      )}
      {(near.kind === 'HERE' || near.kind === 'KNOWN') && (
        <Finding
          look="good"
          icon={CHECK}
          text={t(near.kind === 'HERE' ? 'conf.here' : 'conf.loc')}
          note={t('conf.loc.sub', { n: near.accuracy })}
        />
      )}
      {activity.challenge && (
        <Finding
          look="open"
          icon={EYE}
          text={t('conf.challenge', { tantangan: activity.challenge })}
          note={t('conf.challenge.sub')}
        />
      )}
    </ul>
  );
};
