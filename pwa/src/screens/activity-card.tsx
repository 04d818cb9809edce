import { cardOf, isAwaited } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import type { Entry } from '../core/outbox.ts';
import { clock } from '../core/time.ts';
import type { Me, TodayActivity } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { CLOCK, PIN } from '../elements/icons.ts';
import { CardActions } from './card-actions.tsx';
import { CardState } from './card-state.tsx';
import { WindowBar } from './window-bar.tsx';

interface Props {
  me: Me;
  activity: TodayActivity;
  entry: Entry | null;
  now: number;
  first: boolean;
}

/** One activity of today: its facts, its one state, its one button. */
export const ActivityCard = ({ me, activity, entry, now, first }: Props) => {
  const card = cardOf(activity, entry, now);
  const { window, venue } = activity;
  const id = `keg-${activity.id}`;
  return (
    <article class={first ? 'kartu kartu--utama kegiatan' : 'kartu kegiatan'} aria-labelledby={id}>
      <p class="alis">{t(first ? 'home.today' : 'home.also')}</p>
      <h2 id={id}>{activity.title}</h2>
      <ul class="fakta">
        <li>
          <Icon path={CLOCK} />
          <span>
            <strong class="angka">
              {clock(window.starts)}–{clock(window.closes)}
            </strong>{' '}
            WIB
          </span>
        </li>
        <li>
          <Icon path={PIN} />
          {venue.name}
        </li>
      </ul>
      <CardState card={card} activity={activity} entry={entry} />
      {first && isAwaited(card) && <WindowBar window={window} now={now} />}
      <CardActions card={card} activity={activity} me={me} first={first} />
    </article>
  );
};
