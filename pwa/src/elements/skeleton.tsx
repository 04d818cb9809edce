import { shared } from '../core/i18n/shared.ts';

/** The outline of a card while its first data is on the way (at most 400 ms, then the last data). */
export const Skeleton = () => (
  <div class="kartu" aria-busy="true">
    <span class="sr">{shared('common.loading')}</span>
    <div class="keadaan kerangka">
      <span class="lambang" />
      <div>
        <b>&nbsp;</b>
        <small>&nbsp;</small>
      </div>
    </div>
  </div>
);
