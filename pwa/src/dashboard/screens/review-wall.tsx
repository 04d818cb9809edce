import { mainReason } from '../../core/reviews.ts';
import { clock } from '../../core/time.ts';
import type { Id, ReviewItem } from '../../core/wire.ts';
import type { PhotoViews } from '../app/photo-views.ts';
import { Tile } from '../elements/tile.tsx';
import { DASHBOARD, t } from '../i18n.ts';
import { Photo } from './board-photos.tsx';

type SignKey = keyof typeof DASHBOARD & `sign.${string}`;
const isSign = (key: string): key is SignKey => key in DASHBOARD;

/** A reason in words; one that this version does not know is shown as it came. */
export function signText(code: string, more = false): string {
  const key = `sign.${code}${more ? '.more' : ''}`;
  return isSign(key) ? t(key) : more ? '' : code;
}

interface Props {
  items: readonly ReviewItem[];
  chosen: ReviewItem;
  views: PhotoViews;
  onChoose: (id: Id) => void;
}

/** Up to 24 photos; closed until they are asked for. */
export const ReviewWall = ({ items, chosen, views, onChoose }: Props) => (
  <ul class={items.length > 6 ? 'dinding' : 'dinding dinding--dua'}>
    {items.map((item) => {
      const photo = views.shown.get(item.pegawai_id);
      const reason = mainReason(item);
      return (
        <li key={item.pegawai_id}>
          <Tile
            current={item.pegawai_id === chosen.pegawai_id}
            onPress={() => onChoose(item.pegawai_id)}
          >
            {item.state === 'TERCATAT' ? (
              <span class="adegan adegan--kosong">{t('sign.tanpa-foto')}</span>
            ) : photo ? (
              <Photo url={photo.url} label={t('board.photos.of', { nama: item.name })} />
            ) : (
              <span class="adegan adegan--kosong">{t('review.closed')}</span>
            )}
            {reason && <span class="tanda tanda--awas">{signText(reason)}</span>}
            <span>
              <b>{item.name}</b>
              <span class="redup angka">{clock(item.recorded_at)} WIB</span>
            </span>
          </Tile>
        </li>
      );
    })}
  </ul>
);
