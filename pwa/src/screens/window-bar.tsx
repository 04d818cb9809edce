import { phaseOf, windowMarks } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import { clock } from '../core/time.ts';
import type { Window } from '../core/wire.ts';

/** Where the middle label has room between the two at the ends, percent of the bar. */
const LABEL_ROOM = { from: 32, to: 68 } as const;

/** From opening to closing: on time, late where anybody can be, and a needle for now. */
export const WindowBar = ({ window, now }: { window: Window; now: number }) => {
  const marks = windowMarks(window, now);
  const late = phaseOf(window, now) === 'LATE';
  const label = t(late ? 'win.label.late' : 'win.label.ontime', {
    jam: clock(now),
    tutup: clock(window.closes),
  });
  return (
    <div class="jendela" role="img" aria-label={label}>
      <div class="jendela-bilah">
        <i style={{ width: `${marks.late}%` }} />
        <i style={{ width: `${100 - marks.late}%` }} />
        <span class="jarum" style={{ left: `${marks.now}%` }} />
      </div>
      <ol aria-hidden="true">
        <li>
          <b>{clock(window.opens)}</b> {t('win.opens')}
        </li>
        {marks.late < 100 && (
          <li
            class="batas"
            style={{ left: `${Math.min(LABEL_ROOM.to, Math.max(LABEL_ROOM.from, marks.late))}%` }}
          >
            <b>{clock(window.late_after)}</b> {t('win.late')}
          </li>
        )}
        <li>
          <b>{clock(window.closes)}</b> {t('win.closes')}
        </li>
      </ol>
    </div>
  );
};
