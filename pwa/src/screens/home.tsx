import { useApp } from '../app/app.ts';
import { useNow } from '../app/clock.ts';
import { lastActivities } from '../app/months.ts';
import { ofOwner } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { newest, offCards, todays } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { clock, dayAndMonth, dayName, longDate, shortDay, wib } from '../core/time.ts';
import type { Code, Me, TodayActivity } from '../core/wire.ts';
import { ButtonLink } from '../elements/button.tsx';
import { CodeChip } from '../elements/chips.tsx';
import { Icon } from '../elements/icon.tsx';
import { BOARD, CALENDAR, CHECK, RIGHT } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { onDemand } from '../elements/on-demand.tsx';
import { Skeleton } from '../elements/skeleton.tsx';
import { ActivityCard } from './activity-card.tsx';
import { Notices } from './notices.tsx';
import { State, TabPage, useHeading } from './page.tsx';

const PhotosHere = onDemand(async () => (await import('./later.ts')).PhotosHere);

const GREETINGS = [
  { until: 11, text: 'greet.morning' },
  { until: 15, text: 'greet.noon' },
  { until: 18, text: 'greet.afternoon' },
  { until: 24, text: 'greet.evening' },
] as const;

export const Home = ({ me }: { me: Me }) => {
  const app = useApp();
  const now = useNow(app.clock, 1000);
  const { today, fault } = useStore(app.today);
  const entries = ofOwner(useStore(app.outbox.entries), me.pegawai_id);
  const heading = useHeading(t('nav.home'));
  const { date, hour } = wib(now);
  const greeting = GREETINGS.find(({ until }) => hour < until)?.text ?? 'greet.evening';
  const here = today ? todays(today.activities, date, now) : [];
  const known = here.map((one) => ({ ...one, code: codeNow(one, entries) }));
  const left = today || fault ? offCards(entries, here, now) : [];
  const coming = today?.activities.filter((one) => one.date > date && !one.cancelled) ?? [];
  return (
    <TabPage
      path="/"
      me={me}
      greeting={
        <>
          <p>{longDate(date, currentLanguage())}</p>
          <p class="nama">
            {t(greeting, { sapaan: t(`greet.${me.salutation}`), nama: me.call_name })}
          </p>
        </>
      }
    >
      <h1 class="sr" ref={heading} tabIndex={-1}>
        {t('nav.home')}
      </h1>
      {!today && !fault && <Skeleton />}
      {fault && !(today && fault.kind === 'OFFLINE') && (
        <FaultMessage fault={fault} onRetry={() => void app.today.refresh()} />
      )}
      {here.map((activity, place) => (
        <ActivityCard
          key={activity.id}
          me={me}
          activity={activity}
          entry={newest(entries, activity.id)}
          now={now}
          first={place === 0}
        />
      ))}
      {today && here.length === 0 && <NothingToday next={coming[0]} />}
      {fault && today && (
        <p class="kecil redup demo">{t('home.stale', { jam: clock(today.server_time) })}</p>
      )}
      {left.length > 0 && <PhotosHere entries={left} />}
      <Notices />
      <SessionEnds me={me} now={now} />
      <LastFive date={date} today={known} />
      {coming.length > 0 && <Coming activities={coming} />}
      {me.roles.length > 0 && <DashboardLink />}
      {me.stage === 'lokal' && <p class="kecil redup demo">{t('common.demo')}</p>}
    </TabPage>
  );
};

/** The code as far as the server has told it, were it only in the receipt of a moment ago. */
const codeNow = ({ id, code, record }: TodayActivity, entries: readonly Entry[]): Code | null => {
  const receipt = entries.find((one) => one.activity.id === id)?.receipt;
  return code ?? record?.code ?? receipt?.code ?? null;
};

const NothingToday = ({ next }: { next: TodayActivity | undefined }) => (
  <article class="kartu kartu--utama">
    <State look="tutup" icon={CALENDAR} title={t('home.none')}>
      <small>
        {next
          ? t('home.none.next', {
              hari: dayName(next.date, currentLanguage()),
              tanggal: dayAndMonth(next.date, currentLanguage()),
              jam: clock(next.window.starts),
            })
          : t('home.none.later')}
      </small>
    </State>
    <ButtonLink href="/pra-cek" icon={CHECK} wide>
      {t('home.precheck')}
    </ButtonLink>
  </article>
);

/** Days before a session's end from which a new sign-in is offered (security.md S3). */
const OFFER_DAYS = 30;
const DAY_MS = 86_400_000;

const SessionEnds = ({ me, now }: { me: Me; now: number }) => {
  const left = Date.parse(me.session_ends) - now;
  // An unbound session lasts 30 days at most: it would be told from its first day on.
  if (me.device.state !== 'BOUND' || left > OFFER_DAYS * DAY_MS) return null;
  return (
    <Message tone="warning">
      {t('home.session', { tanggal: dayAndMonth(wib(me.session_ends).date, currentLanguage()) })}{' '}
      <a href="/masuk">{t('home.session.act')}</a>
    </Message>
  );
};

const LastFive = ({ date, today }: { date: string; today: readonly TodayActivity[] }) => {
  const { months } = useStore(useApp().months);
  const last = lastActivities(months, today, date, 5);
  if (last.length === 0) return null;
  return (
    <section class="kartu" aria-labelledby="pekan">
      <div class="kepala">
        <h2 id="pekan">{t('home.last5')}</h2>
        <a class="kecil" href="/riwayat">
          {t('home.history')}
        </a>
      </div>
      <ol class="pekan">
        {last.map((activity) => (
          <li
            key={`${activity.date} ${activity.id}`}
            aria-current={activity.date === date ? 'date' : undefined}
          >
            <CodeChip code={activity.code} />
            <span>
              {shortDay(activity.date, currentLanguage())} {Number(activity.date.slice(8))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Coming = ({ activities }: { activities: readonly TodayActivity[] }) => (
  <section class="kartu" aria-labelledby="nanti">
    <h2 id="nanti">{t('home.next')}</h2>
    <div class="daftar">
      {activities.map((activity) => (
        <a
          key={activity.id}
          class="baris"
          href={
            activity.permit
              ? `/pengajuan-saya/${activity.permit.id}`
              : `/tidak-hadir/${activity.id}`
          }
        >
          <span class="tanggal">
            <b>{Number(activity.date.slice(8))}</b>
            <span>{shortDay(activity.date, currentLanguage())}</span>
          </span>
          <span class="baris-teks">
            <b>{activity.title}</b>
            <small>
              {clock(activity.window.starts)}–{clock(activity.window.closes)} ·{' '}
              {activity.venue.name}
            </small>
          </span>
          {activity.permit && <CodeChip code={activity.permit.kind} />}
          <Icon path={RIGHT} />
        </a>
      ))}
    </div>
  </section>
);

const DashboardLink = () => (
  <section class="kartu" aria-labelledby="lain">
    <h2 id="lain">{t('home.more')}</h2>
    <div class="daftar">
      <a class="baris" href="/papan">
        <span class="baris-ikon">
          <Icon path={BOARD} />
        </span>
        <span class="baris-teks">
          <b>{t('home.dashboard')}</b>
          <small>{t('home.dashboard.sub')}</small>
        </span>
        <Icon path={RIGHT} />
      </a>
    </div>
  </section>
);
