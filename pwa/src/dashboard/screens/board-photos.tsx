import { useState } from 'preact/hooks';
import { hasPhoto, newestPhotos, reviewsOf } from '../../core/board.ts';
import type { Rights } from '../../core/desk.ts';
import { type ActivityRef, reviewPath } from '../../core/desk-routes.ts';
import { clock } from '../../core/time.ts';
import type { Board, BoardPerson } from '../../core/wire.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { EYE } from '../../elements/icons.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { useMe } from '../app/desk.ts';
import { MOST_PHOTOS, type PhotoViews, usePhotoViews } from '../app/photo-views.ts';
import { t } from '../i18n.ts';
import { ReasonSheet } from './reason-sheet.tsx';

interface Props {
  board: Board;
  of: ActivityRef;
  rights: Rights;
}

/** Foto terbaru: nothing is loaded before a click; at most 24, each view told to its owner. */
export const BoardPhotos = ({ board, of, rights }: Props) => {
  const views = usePhotoViews(board.opd.id, of);
  const [asksReason, setAsksReason] = useState(false);
  const [opened, setOpened] = useState<readonly BoardPerson[]>([]);
  const newest = newestPhotos(board.people, MOST_PHOTOS);
  const reviews = reviewsOf(board.people);
  const show = async (reason: string | null): Promise<void> => {
    const ids = newest.map(({ pegawai_id }) => pegawai_id);
    if (!(await views.open(ids, 'THUMB', reason))) return;
    setOpened(newest);
    setAsksReason(false);
  };
  return (
    <section class="kartu" aria-labelledby="foto">
      <div class="kepala kepala--rata">
        <div>
          <h2 id="foto">{t('board.photos')}</h2>
          <p class="kecil redup">{summary(board, newest)}</p>
        </div>
        {newest.length > 0 && (
          <div class="btn-baris">
            <Button
              icon={EYE}
              busy={views.busy}
              onPress={() => (rights.givesReason ? setAsksReason(true) : void show(null))}
            >
              {t('board.photos.show')}
            </Button>
            {reviews > 0 && (
              <ButtonLink look="quiet" href={reviewPath(of)}>
                {t('board.photos.review', { n: reviews })}
              </ButtonLink>
            )}
          </div>
        )}
      </div>
      {views.fault && !asksReason && <FaultMessage fault={views.fault} />}
      {opened.length > 0 && <Wall people={opened} views={views} />}
      {asksReason && (
        <ReasonSheet
          title={t('board.photos.show')}
          label={t('desk.reason.why')}
          hint={t('desk.reason.note')}
          submit={t('board.photos.show')}
          busy={views.busy}
          onSubmit={(reason) => void show(reason)}
          onClose={() => setAsksReason(false)}
        />
      )}
    </section>
  );
};

const summary = (board: Board, newest: readonly BoardPerson[]): string => {
  const last = newest[0]?.at;
  if (!last) return t('board.photos.none');
  const n = board.people.filter(hasPhoto).length;
  return t('board.photos.note', { n, jam: clock(last) });
};

const Wall = ({ people, views }: { people: readonly BoardPerson[]; views: PhotoViews }) => (
  <ul class="terbaru">
    {people.map(({ pegawai_id, name, at }) => (
      <li key={pegawai_id} class="bingkai">
        <Photo
          url={views.shown.get(pegawai_id)?.url ?? null}
          label={t('board.photos.of', { nama: name })}
        />
        <span>
          <b>{name}</b>
          {at && <span class="redup angka">{clock(at)} WIB</span>}
        </span>
      </li>
    ))}
  </ul>
);

/** A photo, or the words that it is gone (after 90 days; the demo has few). */
export const Photo = ({ url, label }: { url: string | null; label: string }) => {
  const isDemo = useMe().stage === 'lokal';
  return url ? (
    <img class="adegan" src={url} alt={label} />
  ) : (
    <span class="adegan adegan--kosong">
      {t(isDemo ? 'board.photos.demo' : 'board.photos.deleted')}
    </span>
  );
};
