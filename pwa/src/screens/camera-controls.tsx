import { useApp } from '../app/app.ts';
import type { CameraState } from '../app/camera.ts';
import type { PlaceFix } from '../app/check-in.ts';
import { t } from '../core/i18n/employee.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { nearness } from '../core/place.ts';
import { decimal } from '../core/time.ts';
import type { TodayActivity } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { FLIP, PIN, TOOL } from '../elements/icons.ts';

export const PlaceLine = ({
  activity,
  fix,
  none,
}: {
  activity: TodayActivity;
  fix: PlaceFix | null;
  none: boolean;
}) => {
  const near = nearness(fix && { ...fix.place, age_s: 0 }, activity.venue);
  return (
    <p class="kapsul">
      <Icon path={PIN} />
      {near.kind === 'HERE' && t('cam.here', { n: near.accuracy })}
      {near.kind === 'KNOWN' && t('cam.known', { n: near.accuracy })}
      {near.kind === 'FAR' && t('cam.far', { n: decimal(near.km, currentLanguage()) })}
      {near.kind === 'NONE' && t(none || fix ? 'cam.noloc' : 'cam.loc.search')}
    </p>
  );
};

/** The keys keep each button what it is, under a finger or with the focus, while others come and go. */
export const Controls = ({ camera, onShoot }: { camera: CameraState; onShoot: () => void }) => {
  const app = useApp();
  const live = camera.kind === 'LIVE';
  return (
    <div class="kamera-kendali">
      {live && camera.flip ? (
        <button key="flip" type="button" class="kendali-sisi" onClick={app.camera.flip}>
          <Icon path={FLIP} />
          {t('cam.flip')}
        </button>
      ) : (
        <span />
      )}
      <button
        key="shutter"
        type="button"
        class="rana"
        aria-label={t('cam.shutter')}
        disabled={!live}
        onClick={onShoot}
      />
      {live ? (
        <button
          key="trouble"
          type="button"
          class="kendali-sisi"
          onClick={() => app.camera.stop(true)}
        >
          <Icon path={TOOL} />
          {t('cam.trouble')}
        </button>
      ) : (
        <span />
      )}
    </div>
  );
};
