import { PHOTO_DAYS } from '../core/calendar.ts';
import { isSettled, isUnproven } from '../core/card.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { mayExplain } from '../core/permits.ts';
import { clock, dayAndMonth, dayName, daysBetween } from '../core/time.ts';
import type { Code, MonthActivity } from '../core/wire.ts';
import { ButtonLink } from '../elements/button.tsx';
import type { TagTone } from '../elements/chips.tsx';
import { Tag } from '../elements/chips.tsx';
import { LETTER } from '../elements/icons.ts';
import { standingText } from './standing.ts';

const TONE: Partial<Record<Code, TagTone>> = {
  H: 'present',
  T: 'warning',
  TK: 'absent',
  DL: 'duty',
  TB: 'duty',
  DK: 'duty',
  PK: 'duty',
  I: 'leave',
  S: 'leave',
  C: 'leave',
};

export const DayCard = ({
  date,
  activity,
  today,
}: {
  date: string;
  activity: MonthActivity;
  today: string;
}) => {
  const { record, permit, decision } = activity;
  const code = activity.code ?? record?.code ?? null;
  const ahead = date > today;
  const language = currentLanguage();
  const id = `dt-${activity.id}`;
  const explains = mayExplain(activity, today);
  const late = record && record.minutes_late > 0 && code === 'T';
  return (
    <article class="kartu" aria-labelledby={id}>
      <div class="kepala">
        <h2 id={id}>
          {dayName(date, language)}, {dayAndMonth(date, language)}
        </h2>
        <Tag {...(code && TONE[code] ? { tone: TONE[code] } : {})}>
          {late
            ? t('his.late', { n: record.minutes_late })
            : standingText({ code, cancelled: activity.cancelled, ahead })}
        </Tag>
      </div>
      <dl class="rinci">
        <div>
          <dt>{activity.title}</dt>
          <dd>{!ahead && t(activity.final ? 'his.final' : 'his.temp')}</dd>
        </div>
        {record && (
          <div>
            <dt>{t('his.recorded')}</dt>
            <dd class="angka">{clock(record.recorded_at)} WIB</dd>
          </div>
        )}
        {decision && (
          <div>
            <dt>{t('his.decided', { nama: decision.by })}</dt>
            <dd>{decision.reason}</dd>
          </div>
        )}
        {record && record.photo_state !== 'AWAITED' && (
          <div>
            <dt>{t('his.photo')}</dt>
            <dd>{photoLeft(date, today)}</dd>
          </div>
        )}
      </dl>
      {activity.undecided && <p class="kecil redup">{t('his.undecided')}</p>}
      {record && isUnproven(record) && code === 'H' && (
        <p class="kecil redup">{t(isSettled(activity) ? 'his.settled' : 'state.unproven.sub')}</p>
      )}
      {explains && (
        <p class="kecil redup">
          {t('his.reason', { batas: dayAndMonth(activity.reason_until, language) })}
        </p>
      )}
      {(record || permit || explains) && (
        <div class="btn-baris">
          {explains && (
            <ButtonLink look="main" href={`/tidak-hadir/${activity.id}`} icon={LETTER}>
              {t('act.reason')}
            </ButtonLink>
          )}
          {record && (
            <ButtonLink href={`/tanda-terima/${record.check_in_id}`} icon={LETTER}>
              {t('his.receipt')}
            </ButtonLink>
          )}
          {permit && (
            <ButtonLink href={`/pengajuan-saya/${permit.id}`} icon={LETTER}>
              {t('permit.see')}
            </ButtonLink>
          )}
        </div>
      )}
    </article>
  );
};

function photoLeft(date: string, today: string): string {
  const left = PHOTO_DAYS - daysBetween(date, today);
  return left > 0 ? t('his.photo.in', { n: left }) : t('his.photo.gone');
}
