import { useEffect, useMemo, useState } from 'preact/hooks';
import { useNow } from '../../app/clock.ts';
import { useStore } from '../../app/store.ts';
import { countsOf, missing, reviewsOf, seen } from '../../core/board.ts';
import { rightsAt } from '../../core/desk.ts';
import { type ActivityRef, boardPath } from '../../core/desk-routes.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import type { Fault } from '../../core/problems.ts';
import { clock, dayAndMonth, longDate, shortDay, wib } from '../../core/time.ts';
import { weekOf } from '../../core/weeks.ts';
import type { Activity, Board as BoardData } from '../../core/wire.ts';
import { ButtonLink } from '../../elements/button.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CLOCK, LOCK } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { isRefusal, liveBoard } from '../app/live-board.ts';
import { CHART } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { ActivityPicker } from './activity-picker.tsx';
import { BoardArrivals } from './board-arrivals.tsx';
import { BoardLine } from './board-line.tsx';
import { BoardMissing } from './board-missing.tsx';
import { BoardPhotos } from './board-photos.tsx';
import { ForActivity } from './for-activity.tsx';
import { Screen } from './screen.tsx';

/** How often the figures are read aloud at most (ux.md §4). ms. */
const SPOKEN_MS = 15_000;

/** Papan langsung: the activity in the address, or the one that matters now. */
export const Board = ({ of }: { of: ActivityRef | null }) => (
  <ForActivity title={t('page.BOARD')} of={of}>
    {(chosen, activities) => (
      <LiveBoard key={`${chosen.date}/${chosen.id}`} of={chosen} activities={activities} />
    )}
  </ForActivity>
);

interface LiveProps {
  of: ActivityRef;
  activities: readonly Activity[];
}

const LiveBoard = ({ of, activities }: LiveProps) => {
  const desk = useDesk();
  const opd = useOpd();
  const live = useMemo(
    () =>
      liveBoard({
        async read(cursor) {
          const sent = desk.clock.device();
          const path = `/opds/${opd.id}/boards/${of.date}/${of.id}`;
          const query = cursor ? `?cursor=${cursor}` : '';
          const answer = await desk.net.call<BoardData>('GET', path + query);
          if (answer.ok) {
            desk.clock.learn(answer.value.server_time, sent, desk.clock.device());
          }
          return answer;
        },
        now: desk.clock.device,
        after: desk.after,
        visible: desk.visible,
      }),
    [],
  );
  const { board, fault, stale } = useStore(live);
  useEffect(() => {
    live.start();
    return live.stop;
  }, []);
  if (!board) {
    return (
      <Screen title={t('page.BOARD')}>
        {fault ? <FaultMessage fault={fault} onRetry={live.reload} /> : <Skeleton />}
      </Screen>
    );
  }
  return (
    <Loaded
      board={board}
      stale={stale}
      fault={fault}
      activities={activities}
      onReload={live.reload}
    />
  );
};

interface LoadedProps {
  board: BoardData;
  stale: boolean;
  fault: Fault | null;
  activities: readonly Activity[];
  onReload: () => void;
}

const Loaded = ({ board, stale, fault, activities, onReload }: LoadedProps) => {
  const me = useMe();
  const { badges } = useDesk();
  const { activity, opd, phase, people } = board;
  const rights = rightsAt(me, opd.id);
  const reviews = reviewsOf(people);
  useEffect(() => badges.reviews(reviews), [reviews]);
  const of = { date: activity.date, id: activity.id };
  const refused = fault && isRefusal(fault) ? fault : null;
  const sub = [opd.name, longDate(activity.date, currentLanguage()), activity.venue.name];
  return (
    <Screen
      title={activity.title}
      sub={sub.join(' · ')}
      tools={
        <>
          <ActivityPicker activities={activities} current={activity} pathOf={boardPath} />
          <Timer board={board} />
          {phase === 'CLOSED' && (
            <ButtonLink href={`/rekap/${weekOf(activity.date)}`} icon={CHART}>
              {t('board.recap')}
            </ButtonLink>
          )}
        </>
      }
    >
      {activity.cancelled && (
        <Message tone="warning">
          {t('acts.cancelled.because', { alasan: activity.cancelled_because ?? '' })}
        </Message>
      )}
      {stale && !refused && (
        <Message tone="warning" role="status">
          {t('board.stale', { jam: clock(board.server_time) })}
        </Message>
      )}
      {refused && <FaultMessage fault={refused} onRetry={onReload} />}
      <Spoken board={board} />
      <div class="dua dua--kanan papan-dua">
        <div class="tumpuk">
          <BoardLine board={board} />
          <BoardArrivals board={board} />
          <BoardPhotos board={board} of={of} rights={rights} />
        </div>
        <BoardMissing
          board={board}
          of={of}
          people={missing(people, phase)}
          rights={rights}
          onChanged={onReload}
        />
      </div>
    </Screen>
  );
};

/** The time, and what is left of the window. */
const Timer = ({ board: { activity, phase, server_time } }: { board: BoardData }) => {
  const now = useNow(useDesk().clock, 5_000);
  const { opens, closes } = activity.window;
  if (phase === 'CLOSED') {
    return (
      <span class="tanda tanda--waktu">
        <Icon path={LOCK} />
        <span>
          {t('board.closed', { jam: clock(closes) })} ·{' '}
          {t('board.asof', { jam: clock(server_time) })}
        </span>
      </span>
    );
  }
  const text =
    phase === 'BEFORE'
      ? openingText(opens, now)
      : t('board.open', { sisa: spanText(Date.parse(closes) - now) });
  return (
    <span class="tanda tanda--awas tanda--waktu">
      <Icon path={CLOCK} />
      <span role="timer" class="angka">
        <b>{clock(now)}</b> · {text}
      </span>
    </span>
  );
};

/** How long until then, or the day where it is another one. */
function openingText(opens: string, now: number): string {
  const { date } = wib(opens);
  if (date === wib(now).date) {
    return t('board.before.in', { sisa: spanText(Date.parse(opens) - now) });
  }
  const language = currentLanguage();
  const day = `${shortDay(date, language)} ${dayAndMonth(date, language)}`;
  return t('board.before', { jam: `${day}, ${clock(opens)}` });
}

const spanText = (ms: number): string => {
  const minutes = Math.max(0, Math.ceil(ms / 60_000));
  const [h, n] = [Math.floor(minutes / 60), minutes % 60];
  return h > 0 ? t('board.hours', { h, n }) : t('board.minutes', { n: minutes });
};

/** One sentence for who listens, not more often than every 15 seconds. */
const Spoken = ({ board }: { board: BoardData }) => {
  const desk = useDesk();
  const counts = countsOf(board.people, board.phase);
  const n = number(seen(counts));
  const sentence = {
    BEFORE: t('board.before', { jam: clock(board.activity.window.opens) }),
    OPEN: `${n} ${t('board.seen', { n: counts.awaited })}`,
    CLOSED: `${n} ${t('board.present', { n: counts.total })}`,
  }[board.phase];
  const [said, setSaid] = useState({ sentence, at: desk.clock.device() });
  useEffect(() => {
    if (said.sentence === sentence) return;
    const wait = Math.max(0, said.at + SPOKEN_MS - desk.clock.device());
    return desk.after(wait, () => setSaid({ sentence, at: desk.clock.device() }));
  }, [sentence, said]);
  return (
    <p class="sr" role="status">
      {said.sentence}
    </p>
  );
};
