import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useNow } from '../app/clock.ts';
import { ofOwner } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { type Card, cardOf, isAwaited, isRefused, newest, phaseOf } from '../core/card.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { clock, dayAndMonth, dayName, minutesAndSeconds } from '../core/time.ts';
import type { Me, TodayActivity } from '../core/wire.ts';
import { ButtonLink } from '../elements/button.tsx';
import { NetChip } from '../elements/chips.tsx';
import { Icon } from '../elements/icon.tsx';
import { CAMERA, CLOSE, LETTER } from '../elements/icons.ts';
import { LineOfDots } from '../elements/line-of-dots.tsx';
import { Mark } from '../elements/mark.tsx';
import { CardState, Left } from './card-state.tsx';
import { Page, useHeading } from './page.tsx';

/** "Lanjut hadir atau izin?": asked of who signed in and proved nothing, with the time that is left. */
export const Prompt = ({ id, me }: { id: string; me: Me }) => {
  const app = useApp();
  const { today } = useStore(app.today);
  const now = useNow(app.clock, 1000);
  const entry = newest(ofOwner(useStore(app.outbox.entries), me.pegawai_id), id);
  const activity = app.today.activity(id);
  const card = activity && cardOf(activity, entry, now);
  const settled = card && 'checkIn' in card ? `/tanda-terima/${card.checkIn}` : null;
  const gone = today && !activity ? `/tidak-hadir/${id}` : null; // with its day
  const away = card ? elsewhere(card.kind, id) : gone;
  useEffect(() => {
    if (settled ?? away) app.navigation.go(settled ?? away ?? '/', 'REPLACE');
  }, [app, settled, away]);
  if (!activity || !card || settled || away) return null;
  if (isAwaited(card)) return <Question activity={activity} me={me} now={now} />;
  return <Answered activity={activity} card={card} entry={entry} now={now} />;
};

/** Before the opening nobody is missing yet; after the closing only the reason is left to ask for. */
const elsewhere = (kind: Card['kind'], id: string): string | null =>
  kind === 'BEFORE' ? '/' : kind === 'CLOSED' ? `/tidak-hadir/${id}` : null;

interface AnsweredProps {
  activity: TodayActivity;
  card: Card;
  entry: Entry | null;
  now: number;
}
/** What is known answers the question: it is told, with its own way on. */
export const Answered = ({ activity, card, entry, now }: AnsweredProps) => {
  const closed = phaseOf(activity.window, now) === 'CLOSED';
  const unproven = ['REJECTED', 'REFUSED', 'PHOTO_MISSING'].includes(card.kind);
  const explains = isRefused(card) || (closed && unproven);
  return (
    <Page title={t('ask.title')} back="/">
      <article class="kartu kartu--utama kegiatan" aria-labelledby="keg">
        <h2 id="keg">{activity.title}</h2>
        <CardState card={card} activity={activity} entry={entry} />
        {card.kind === 'PERMIT' && (
          <ButtonLink href={`/pengajuan-saya/${card.permit.id}`} icon={LETTER} wide>
            {t('permit.see')}
          </ButtonLink>
        )}
        {explains && (
          <ButtonLink href={`/tidak-hadir/${activity.id}`} icon={LETTER} wide>
            {t('act.reason')}
          </ButtonLink>
        )}
        <ButtonLink href="/" look="main" wide>
          {t('page.home')}
        </ButtonLink>
      </article>
    </Page>
  );
};

const Question = ({ activity, me, now }: { activity: TodayActivity; me: Me; now: number }) => {
  const app = useApp();
  const heading = useHeading(t('ask.title'));
  const left = Date.parse(activity.window.closes) - now;
  const limit = activity.reason_until;
  const language = currentLanguage();
  return (
    <div class="hp tanya">
      <header class="atas">
        <div class="atas-baris">
          <a class="merek" href="/">
            <Mark />
            {t('app.name')}
          </a>
          <NetChip online={useStore(app.connection)} />
        </div>
        <div class="barisan">
          <LineOfDots label={t('ask.line')} />
        </div>
        <p>
          {activity.title} · {activity.venue.name}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {t('ask.head', { sapaan: me.salutation })}
        </h1>
        <p class="sisa">
          <span class="mundur" role="timer" aria-hidden="true">
            {minutesAndSeconds(left)}
          </span>
          <span role="status">
            <Left minutes={Math.ceil(left / 60_000)} />
          </span>
          <span>{t('ask.until', { jam: clock(activity.window.closes) })}</span>
        </p>
      </header>
      <main id="isi" class="isi">
        <section class="kartu kartu--utama tumpuk" aria-labelledby="tq">
          <h2 id="tq" class="judul-kartu">
            {t('abs.title')}
          </h2>
          <a
            class="btn btn--utama btn--besar"
            href={`/kamera/${activity.id}`}
            onClick={app.camera.start}
          >
            <Icon path={CAMERA} />
            {t('abs.go')}
          </a>
          <ButtonLink href={`/tidak-hadir/${activity.id}`} icon={LETTER} large>
            {t('ask.absent')}
          </ButtonLink>
          <p class="kecil redup">
            {t('ask.silent', {
              batas: `${dayName(limit, language)}, ${dayAndMonth(limit, language)}`,
            })}
          </p>
        </section>
        <ButtonLink href="/" look="quiet" icon={CLOSE} wide>
          {t('common.later')}
        </ButtonLink>
      </main>
    </div>
  );
};
