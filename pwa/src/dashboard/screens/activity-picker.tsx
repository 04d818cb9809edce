import { currentLanguage } from '../../core/i18n/translate.ts';
import { clock, dayAndMonth, shortDay } from '../../core/time.ts';
import type { Activity } from '../../core/wire.ts';
import { useDesk } from '../app/desk.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';

/** `Sen 23 Nov 07.00 · Apel pagi`. */
const labelOf = ({ date, title, window, cancelled }: Activity): string => {
  const language = currentLanguage();
  const [day, month = ''] = dayAndMonth(date, language).split(' ');
  const when = `${shortDay(date, language)} ${day} ${month.slice(0, 3)} ${clock(window.starts)}`;
  return `${when} · ${title}${cancelled ? ` (${t('act.cancelled')})` : ''}`;
};

interface Props {
  activities: readonly Activity[];
  current: Activity;
  pathOf: (of: Activity) => string;
}

/** Another activity of these days. */
export const ActivityPicker = ({ activities, current, pathOf }: Props) => {
  const { navigation } = useDesk();
  const known = activities.some(({ id }) => id === current.id);
  const all = known ? activities : [current, ...activities];
  if (all.length < 2) return null;
  return (
    <Select
      label={t('act.pick')}
      compact
      value={current.id}
      options={all.map((one) => ({ value: one.id, label: labelOf(one) }))}
      onChoose={(id) => {
        const chosen = all.find((one) => one.id === id);
        if (chosen) navigation.go(pathOf(chosen));
      }}
    />
  );
};
