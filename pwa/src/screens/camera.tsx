import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import type { PlaceFix } from '../app/check-in.ts';
import { useNow } from '../app/clock.ts';
import { useStore } from '../app/store.ts';
import { phaseOf } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { clock, dayName } from '../core/time.ts';
import type { TodayActivity } from '../core/wire.ts';
import { ButtonLink, IconButton } from '../elements/button.tsx';
import { Icon } from '../elements/icon.tsx';
import { BANNER, CLOSE, FLASH } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Controls, PlaceLine } from './camera-controls.tsx';
import { Trouble } from './camera-trouble.tsx';
import { Page, useHeading } from './page.tsx';

/** Takes the photo of one activity: live, or by the phone's own camera where that fails. */
export const Camera = ({ id }: { id: string }) => {
  const app = useApp();
  useStore(app.today);
  const activity = app.today.activity(id);
  if (!activity) return <Unknown />;
  const waitsForOpening = phaseOf(activity.window, app.clock.server()) === 'BEFORE';
  return waitsForOpening ? <NotOpen activity={activity} /> : <Finder activity={activity} />;
};

const Unknown = () => (
  <Page title={t('cam.title')} back="/">
    <Message tone="warning">{t('cam.noticket')}</Message>
    <ButtonLink href="/" wide>
      {t('page.home')}
    </ButtonLink>
  </Page>
);

const NotOpen = ({ activity }: { activity: TodayActivity }) => (
  <Page title={t('cam.title')} back="/">
    <Message>
      {t('cam.notopen', {
        hari: dayName(activity.date, currentLanguage()),
        jam: clock(activity.window.opens),
      })}
    </Message>
    <ButtonLink href="/" wide>
      {t('page.home')}
    </ButtonLink>
  </Page>
);

/** Follows the position while the finder is open; the photo never waits for it. */
function usePlace(active: boolean): { fix: PlaceFix | null; none: boolean } {
  const app = useApp();
  const [state, setState] = useState<{ fix: PlaceFix | null; none: boolean }>({
    fix: null,
    none: false,
  });
  useEffect(() => {
    if (!active) return;
    return app.watchPlace(
      (place, at) => setState({ fix: { place, at }, none: false }),
      () => setState((before) => ({ ...before, none: true })),
    );
  }, [app, active]);
  return state;
}

/** Room for a few photos; below it the person is told before the shutter, bytes. */
const LEAST_SPACE = 2 * 1024 * 1024;

const Finder = ({ activity }: { activity: TodayActivity }) => {
  const app = useApp();
  const { id } = activity;
  const camera = useStore(app.camera);
  const heading = useHeading(t('cam.title'));
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [full, setFull] = useState(false);
  const now = useNow(app.clock, 1000);
  const live = camera.kind === 'LIVE';
  const { fix, none } = usePlace(live);
  useEffect(() => {
    void app.today.refresh(); // a fresh ticket while the person aims; the shutter does not wait
    void app.precheck.freeSpace().then((free) => setFull(free !== null && free < LEAST_SPACE));
    void app.awaitedFile.read().then((awaited) => {
      if (awaited?.activityId === id) setProblem(t('cam.awaited'));
    });
    return () => {
      app.camera.stop();
      void app.awaitedFile.write(null); // left by the person, not killed behind the phone's camera
    };
  }, [app, id]);

  const confirm = (): void => app.navigation.go(`/kamera/${activity.id}/pakai`, 'REPLACE');
  const shoot = async (): Promise<void> => {
    const still = video.current && (await app.stillOfVideo(video.current));
    if (!still) return;
    app.checkIn.take(app.today.activity(activity.id) ?? activity, still, 'CAMERA', fix);
    confirm();
  };
  const takeFile = async (file: File): Promise<void> => {
    await app.awaitedFile.write(null);
    const still = await app.stillOfFile(file);
    if (!still) {
      setProblem(t('cam.err.file'));
      return;
    }
    app.checkIn.take(app.today.activity(activity.id) ?? activity, still, 'FILE', fix);
    confirm();
  };
  const awaitFile = (): void => {
    void app.awaitedFile.write({ activityId: activity.id, at: app.clock.device() });
  };
  const closed = phaseOf(activity.window, now) === 'CLOSED';
  return (
    <div class="kamera">
      <header class="kamera-atas">
        <IconButton icon={CLOSE} label={t('cam.close')} onPress={() => app.navigation.back('/')} />
        <p>
          {activity.title} · <span class="angka">{clock(now)}</span>
        </p>
        {live && camera.torch !== null ? (
          <IconButton
            icon={FLASH}
            label={t('cam.torch')}
            pressed={camera.torch}
            onPress={() => void app.camera.toggleTorch()}
          />
        ) : (
          <span class="btn-ikon" />
        )}
      </header>
      <main id="isi" class="bidik">
        <h1 class="sr" ref={heading} tabIndex={-1}>
          {t('cam.title')}
        </h1>
        {live && <Preview stream={camera.stream} video={video} />}
        <p class="tantangan">
          <Icon path={BANNER} />
          <span>
            {activity.challenge && <b>{activity.challenge}</b>}
            <small>{t('cam.notselfie')}</small>
          </span>
        </p>
        {live ? (
          <span class="sudut" aria-hidden="true" />
        ) : (
          <Trouble camera={camera} problem={problem} onFile={takeFile} onAsk={awaitFile} />
        )}
        {full && (
          <p class="kapsul" role="alert">
            {t('cam.err.full')}
          </p>
        )}
        {closed ? (
          <p class="kapsul" role="status">
            {t('cam.closed', { jam: clock(activity.window.closes) })}
          </p>
        ) : (
          live && <PlaceLine activity={activity} fix={fix} none={none} />
        )}
      </main>
      <Controls camera={camera} onShoot={() => void shoot()} />
    </div>
  );
};

const Preview = ({
  stream,
  video,
}: {
  stream: MediaStream;
  video: { current: HTMLVideoElement | null };
}) => {
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = stream;
    void video.current.play().catch(() => undefined); // autoplay is the attribute's business
  }, [stream, video]);
  return (
    <video ref={video} class="adegan" autoplay muted playsInline aria-label={t('cam.preview')} />
  );
};
