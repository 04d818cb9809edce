import { useState } from 'preact/hooks';
import { shared } from '../../core/i18n/shared.ts';
import { needsReview, retakeUntil } from '../../core/reviews.ts';
import { clock, wib } from '../../core/time.ts';
import type { PhotoView, ReviewDecision, ReviewItem } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { CodeChip } from '../../elements/chips.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CAMERA, CHECK, CLOSE, EYE, WARNING } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useDesk, useKeys, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { Photo } from './board-photos.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import { signText } from './review-wall.tsx';

interface Props {
  item: ReviewItem;
  /** `1 dari 4`. */
  place: string;
  closes: string;
  mayDecide: boolean;
  photo: PhotoView | null;
  isLarge: boolean;
  /** Nothing is decided unseen: the recap tells how many photos a person saw. */
  onOpen: () => void;
  onEnlarge: () => void;
  onDecide: (decision: ReviewDecision, reason: string) => void;
}

/** The chosen photo, why it is here, and the decision. */
export const ReviewDetail = (props: Props) => {
  const { item, place, photo, isLarge } = props;
  const me = useMe();
  const open = needsReview(item);
  const own = item.pegawai_id === me.pegawai_id;
  const label = t('board.photos.of', { nama: item.name });
  const next = photo ? props.onEnlarge : props.onOpen;
  useKeys({ Enter: () => (photo && isLarge ? undefined : next()) });
  return (
    <section class="kartu telaah-rinci" aria-labelledby="dipilih">
      <div class="kepala">
        <h2 id="dipilih" class="judul-besar">
          {item.name}
        </h2>
        <span class="kecil redup">{place}</span>
      </div>
      {photo && item.state !== 'TERCATAT' && (
        <div class="hasil-foto">
          <Photo url={photo.url} label={label} />
        </div>
      )}
      {!(photo && isLarge) && item.state !== 'TERCATAT' && (
        <div class="telaah-besar">
          <Button icon={EYE} wide onPress={next}>
            {t(photo ? 'review.enlarge' : 'board.photos.show')}
          </Button>
        </div>
      )}
      <Signs item={item} />
      {!open && <Settled item={item} />}
      {open && own && <Message tone="warning">{shared('problem.perkara-sendiri')}</Message>}
      {open && !own && props.mayDecide && photo && <Decision {...props} />}
      {open && !own && props.mayDecide && !photo && <Message>{t('review.look')}</Message>}
      {open && !own && !props.mayDecide && <Message>{t('desk.readonly')}</Message>}
    </section>
  );
};

const Signs = ({ item }: { item: ReviewItem }) => (
  <ul class="isyarat">
    {item.reasons.map(({ code, hard }) => (
      <li key={code}>
        <span class={hard ? 'bulat bulat--awas' : 'bulat bulat--nanti'}>
          <Icon path={hard ? WARNING : EYE} />
        </span>
        <div>
          <b>{signText(code)}</b>
          <span class="redup">{signText(code, true)}</span>
        </div>
      </li>
    ))}
    {item.marks.includes('langsung') && (
      <li>
        <span class="bulat">
          <Icon path={CHECK} />
        </span>
        <div>
          <b>{t('mark.langsung')}</b>
          {item.marks.includes('luring') && <span class="redup">{t('mark.luring')}</span>}
        </div>
      </li>
    )}
  </ul>
);

/** What was said of it already. */
const Settled = ({ item }: { item: ReviewItem }) => {
  const { retake, decided_by, code } = item;
  if (retake) {
    return (
      <Message tone="warning">
        {t('review.retaken', { tanggal: dayOf(retake.until), jam: clock(retake.until) })}
        <p>{retake.reason}</p>
      </Message>
    );
  }
  return (
    <p class="bingkai-baris">
      <CodeChip code={item.state === 'DITOLAK' ? null : code} />
      {decided_by && <span class="kecil redup">{t('review.by', { nama: decided_by })}</span>}
    </p>
  );
};

const dayOf = (time: string | number): string => shortDay(wib(time).date);

type Asked = Exclude<ReviewDecision, 'DITERIMA'>;

const Decision = ({ item, closes, onDecide }: Props) => {
  const { clock: time } = useDesk();
  const [asks, setAsks] = useState<Asked | null>(null);
  const until = retakeUntil(closes, time.server());
  useKeys({ a: () => onDecide('DITERIMA', ''), u: () => setAsks('FOTO_ULANG') });
  const limit = t('review.retake.until', { tanggal: dayOf(until), jam: clock(until) });
  return (
    <div class="tumpuk-rapat">
      <Button look="good" icon={CHECK} wide onPress={() => onDecide('DITERIMA', '')}>
        {t('review.approve')} <kbd>A</kbd>
      </Button>
      <Button icon={CAMERA} wide onPress={() => setAsks('FOTO_ULANG')}>
        <span>
          {t('review.retake')} <span class="redup tipis">{limit}</span>
        </span>{' '}
        <kbd>U</kbd>
      </Button>
      <Button look="danger" icon={CLOSE} wide onPress={() => setAsks('DITOLAK')}>
        {t('review.reject')}
      </Button>
      <p class="kecil redup">
        {t('review.hint')} <kbd>J</kbd> <kbd>K</kbd> {t('review.move')}
      </p>
      {asks && (
        <ReasonSheet
          title={`${t(asks === 'DITOLAK' ? 'review.reject' : 'review.retake')}: ${item.name}`}
          label={t(asks === 'DITOLAK' ? 'review.reject.reason' : 'review.retake.reason')}
          note={asks === 'DITOLAK' ? t('review.reject.note') : limit}
          submit={t(asks === 'DITOLAK' ? 'review.reject' : 'review.retake')}
          look={asks === 'DITOLAK' ? 'danger' : 'main'}
          onSubmit={(reason) => onDecide(asks, reason)}
          onClose={() => setAsks(null)}
        />
      )}
    </div>
  );
};
