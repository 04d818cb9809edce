import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { type ActivityRef, reviewPath } from '../../core/desk-routes.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { after, stepTo } from '../../core/reviews.ts';
import { clock, longDate } from '../../core/time.ts';
import type { Activity, Id, ReviewItem } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { EYE } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useKeys, useMe } from '../app/desk.ts';
import { MOST_PHOTOS, usePhotoViews } from '../app/photo-views.ts';
import { useReviewDesk } from '../app/review-desk.ts';
import { t } from '../i18n.ts';
import { ActivityPicker } from './activity-picker.tsx';
import { ForActivity } from './for-activity.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import { ReviewDetail } from './review-detail.tsx';
import { ReviewWall } from './review-wall.tsx';
import { Screen } from './screen.tsx';
import { UndoBar } from './undo-bar.tsx';

/** Foto & telaah: the activity in the address, or the one that matters now. */
export const Review = ({ of }: { of: ActivityRef | null }) => (
  <ForActivity title={t('page.REVIEW')} of={of}>
    {(chosen, activities) => (
      <Queue key={`${chosen.date}/${chosen.id}`} of={chosen} activities={activities} />
    )}
  </ForActivity>
);

type Filter = 'TODO' | 'ALL';
interface QueueProps {
  of: ActivityRef;
  activities: readonly Activity[];
}

const Queue = ({ of, activities }: QueueProps) => {
  const opd = useOpd();
  const rights = rightsAt(useMe(), opd.id);
  const [filter, setFilter] = useState<Filter>('TODO');
  const [part, setPart] = useState(0);
  const [chosenId, setChosen] = useState<Id | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [asks, setAsks] = useState<{ people: readonly Id[]; size: 'THUMB' | 'FULL' } | null>(null);
  const review = useReviewDesk(opd.id, of, filter === 'ALL');
  const views = usePhotoViews(opd.id, of);
  const [large, setLarge] = useState<ReadonlySet<Id>>(new Set());

  const list = filter === 'ALL' ? review.all : review.todo;
  const parts = Math.max(1, Math.ceil(list.length / MOST_PHOTOS));
  const at = Math.min(part, parts - 1);
  const shown = list.slice(at * MOST_PHOTOS, (at + 1) * MOST_PHOTOS);
  const chosen = shown.find(({ pegawai_id }) => pegawai_id === chosenId) ?? shown[0] ?? null;
  const closedOnes = shown.filter(({ pegawai_id }) => !views.shown.has(pegawai_id));

  const look = async (
    people: readonly Id[],
    size: 'THUMB' | 'FULL',
    why: string | null,
  ): Promise<void> => {
    if (rights.givesReason && !why) {
      setAsks({ people, size });
      return;
    }
    if (!(await views.open(people, size, why))) return;
    setAsks(null);
    if (size === 'FULL') setLarge((before) => new Set([...before, ...people]));
  };
  const step = (by: 1 | -1): void => setChosen(stepTo(shown, chosen, by)?.pegawai_id ?? null);
  const undo = (): void => {
    const back = review.undo();
    if (back) setChosen(back);
  };
  useKeys({ j: () => step(1), k: () => step(-1), z: undo });

  const { value, fault } = review;
  const activity = value?.activity;
  return (
    <Screen
      title={t('page.REVIEW')}
      sub={value && activity ? subOf(activity, value.photos, review.todo.length) : ''}
      tools={
        <>
          {activity && (
            <ActivityPicker activities={activities} current={activity} pathOf={reviewPath} />
          )}
          <Segments<Filter>
            label={t('review.filter')}
            options={[
              { value: 'TODO', label: t('review.todo', { n: review.todo.length }) },
              { value: 'ALL', label: t('review.all', { n: value?.photos ?? 0 }) },
            ]}
            chosen={filter}
            onChoose={(next) => {
              setFilter(next);
              setPart(0);
            }}
          />
        </>
      }
    >
      {review.refused.map((text) => (
        <Message key={text} tone="warning" role="alert">
          {text}
        </Message>
      ))}
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={review.reload} />}
      {views.fault && !asks && <FaultMessage fault={views.fault} />}
      <UndoBar held={review.held} onUndo={undo} />
      {!value && !fault && <Skeleton />}
      {value && shown.length === 0 && (
        <Message tone="good">{t(filter === 'ALL' ? 'review.none' : 'review.empty')}</Message>
      )}
      {chosen && activity && (
        <div class={`dua dua--kanan${large.has(chosen.pegawai_id) ? ' dua--besar' : ''}`}>
          <section class="tumpuk" aria-label={t('review.wall')}>
            {closedOnes.length > 0 && (
              <div>
                <Button
                  look="main"
                  icon={EYE}
                  busy={views.busy}
                  onPress={() => void look(idsOf(closedOnes), 'THUMB', reason)}
                >
                  {t('review.open', { n: closedOnes.length })}
                </Button>
              </div>
            )}
            <ReviewWall items={shown} chosen={chosen} views={views} onChoose={setChosen} />
            {parts > 1 && <Parts at={at} parts={parts} onTurn={setPart} />}
            <p class="kecil redup">
              {views.openedAt === null
                ? t('review.note')
                : t('review.opened', { jam: clock(views.openedAt) })}
            </p>
          </section>
          <ReviewDetail
            key={chosen.pegawai_id}
            item={chosen}
            place={t('review.of', {
              a: at * MOST_PHOTOS + shown.indexOf(chosen) + 1,
              b: list.length,
            })}
            closes={activity.window.closes}
            mayDecide={rights.review}
            photo={views.shown.get(chosen.pegawai_id) ?? null}
            isLarge={large.has(chosen.pegawai_id)}
            onOpen={() => void look([chosen.pegawai_id], 'THUMB', reason)}
            onEnlarge={() => void look([chosen.pegawai_id], 'FULL', reason)}
            onDecide={(decision, why) => {
              setChosen(after(shown, chosen)?.pegawai_id ?? null);
              review.decide({ item: chosen, decision, reason: why });
            }}
          />
        </div>
      )}
      {asks && (
        <ReasonSheet
          title={t('board.photos.show')}
          label={t('desk.reason.why')}
          hint={t('desk.reason.note')}
          submit={t('board.photos.show')}
          busy={views.busy}
          onSubmit={(why) => {
            setReason(why);
            void look(asks.people, asks.size, why);
          }}
          onClose={() => setAsks(null)}
        />
      )}
    </Screen>
  );
};

const idsOf = (items: readonly ReviewItem[]): Id[] => items.map(({ pegawai_id }) => pegawai_id);

const subOf = (activity: Activity, photos: number, todo: number): string =>
  t('review.sub', {
    kegiatan: `${activity.title}, ${longDate(activity.date, currentLanguage())}`,
    n: photos,
    m: todo,
  });

interface PartsProps {
  at: number;
  parts: number;
  onTurn: (part: number) => void;
}
/** Walls of 24. */
const Parts = ({ at, parts, onTurn }: PartsProps) => (
  <div class="alat-baris">
    <Button disabled={at === 0} onPress={() => onTurn(at - 1)}>
      {t('keys.previous')}
    </Button>
    <span class="kecil redup">{t('review.page', { a: at + 1, b: parts })}</span>
    <Button disabled={at === parts - 1} onPress={() => onTurn(at + 1)}>
      {t('keys.next')}
    </Button>
  </div>
);
