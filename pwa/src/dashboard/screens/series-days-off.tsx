import type { ActivityDraft } from '../../core/activity-form.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { daysOffOf } from '../../core/series.ts';
import { shortDate } from '../../core/time.ts';
import type { Id, RegencyYear } from '../../core/wire.ts';
import { useYears } from '../app/calendar.ts';
import { t } from '../i18n.ts';

interface Props {
  draft: ActivityDraft;
  /** Whose it is; none: of all OPDs. */
  of: readonly Id[];
}

/** Which days off a series meets, before it is published; nothing while the calendar is unread. */
export const SeriesDaysOff = ({ draft, of }: Props) => {
  const { value } = useYears(draft.date, draft.until);
  return value && <DaysOffText {...{ draft, of }} years={value} />;
};

export const DaysOffText = ({ draft, of, years }: Props & { years: readonly RegencyYear[] }) => {
  const { left, days } = daysOffOf(draft, of, years);
  const named = days.map(({ date, name }) => `${shortDate(date, currentLanguage())} (${name})`);
  return (
    <p class="kecil" role="status">
      {days.length === 0
        ? t('acts.form.repeat.none')
        : t(left ? 'acts.form.repeat.left' : 'acts.form.repeat.kept', { hari: named.join(', ') })}
    </p>
  );
};
