import type { ComponentChildren } from 'preact';
import { useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import type { Card } from '../core/card.ts';
import { isOpen, isRefused, mayPhotograph } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import type { Me, TodayActivity } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Icon } from '../elements/icon.tsx';
import { AGAIN, CAMERA, CHECK, LETTER } from '../elements/icons.ts';

interface ActionsProps {
  card: Card;
  activity: TodayActivity;
  me: Me;
  first: boolean;
}
export const CardActions = ({ card, activity, me, first }: ActionsProps) => {
  const app = useApp();
  const away = `/tidak-hadir/${activity.id}`;
  if (mayPhotograph(card, activity.window, app.clock.server())) {
    const again = ['RETAKE', 'PHOTO_MISSING', 'REFUSED'].includes(card.kind);
    return (
      <>
        <Photograph id={activity.id}>{t(again ? 'act.again' : 'act.take')}</Photograph>
        {first && !again && (
          <div class="bawah-tombol">
            <ButtonLink href={away} look="quiet" wide>
              {t('act.cant')}
            </ButtonLink>
          </div>
        )}
      </>
    );
  }
  const refused = isRefused(card);
  // Presence outranks every permit (domain.md §4): who came after all may still say so.
  const attend = isOpen(activity.window, app.clock.server()) && (
    <Photograph id={activity.id} quiet={!refused}>
      {t('abs.go')}
    </Photograph>
  );
  switch (card.kind) {
    case 'BEFORE':
      return (
        <div class="tumpuk-rapat">
          <ButtonLink href="/pra-cek" icon={CHECK} wide>
            {t('home.precheck')}
          </ButtonLink>
          <ButtonLink href={away} look="quiet" wide>
            {t('act.cant')}
          </ButtonLink>
        </div>
      );
    case 'CLOSED':
    case 'REFUSED':
      return (
        <ButtonLink href={away} look="main" icon={LETTER} wide>
          {t('act.reason')}
        </ButtonLink>
      );
    case 'WAITING':
      return <Waiting me={me} />;
    case 'PHOTO_WAITS':
      return (
        <div class="tumpuk-rapat">
          <SendNow />
          <Recorded me={me} checkIn={card.checkIn} thanks={false} />
        </div>
      );
    case 'PRESENT':
    case 'LATE':
    case 'UNPROVEN':
      return (
        <Recorded
          me={me}
          checkIn={card.checkIn}
          thanks={card.kind === 'PRESENT' && !card.uploading}
        />
      );
    case 'PERMIT':
    case 'EXCUSED':
      return (
        <div class="tumpuk-rapat">
          {refused && attend}
          {refused && (
            <ButtonLink href={away} look={attend ? 'second' : 'main'} icon={LETTER} wide>
              {t('act.reason')}
            </ButtonLink>
          )}
          {card.kind === 'PERMIT' && (
            <ButtonLink href={`/pengajuan-saya/${card.permit.id}`} icon={LETTER} wide>
              {t('permit.see')}
            </ButtonLink>
          )}
          {!refused && attend}
        </div>
      );
    default:
      return null;
  }
};

/** Opens the camera inside the tap, then the link leads to its screen. */
const Photograph = ({
  id,
  quiet,
  children,
}: {
  id: string;
  quiet?: boolean;
  children: ComponentChildren;
}) => (
  <a
    class={quiet ? 'btn btn--penuh' : 'btn btn--utama btn--besar'}
    href={`/kamera/${id}`}
    onClick={useApp().camera.start}
  >
    <Icon path={CAMERA} />
    {children}
  </a>
);

const Waiting = ({ me }: { me: Me }) => {
  const app = useApp();
  const waiting = unsent(useStore(app.outbox.entries), me.pegawai_id);
  const size = waiting.reduce((sum, { photo }) => sum + photo.size, 0);
  return (
    <>
      <div class="unggah menunggu">
        <div class="kepala">
          <strong>{t('state.local.n', { n: waiting.length })}</strong>
          <span class="kecil redup angka">{Math.ceil(size / 1024)} KB</span>
        </div>
        <p class="kecil redup">{t('state.local.why')}</p>
      </div>
      <SendNow />
    </>
  );
};

const SendNow = () => {
  const { outbox } = useApp();
  return (
    <Button icon={AGAIN} wide onPress={() => void outbox.hurry()}>
      {t('act.sendnow')}
    </Button>
  );
};

const Recorded = ({ me, checkIn, thanks }: { me: Me; checkIn: string; thanks: boolean }) => (
  <>
    <ButtonLink href={`/tanda-terima/${checkIn}`} icon={LETTER} wide>
      {t('act.receipt')}
    </ButtonLink>
    {thanks && (
      <p class="kecil redup terima-kasih">
        {t('home.thanks', {
          sapaan: t(`greet.${me.salutation}`),
          nama: me.call_name,
          panggilan: me.salutation,
        })}
      </p>
    )}
  </>
);
