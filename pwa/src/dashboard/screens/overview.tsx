import { useState } from 'preact/hooks';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { type Period, periodOf, type Span } from '../../core/overview.ts';
import { clock, longDate, monthName } from '../../core/time.ts';
import { weekOf } from '../../core/weeks.ts';
import type { Overview as OverviewData } from '../../core/wire.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { onDemand } from '../../elements/on-demand.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { WhenSeen } from '../../elements/when-seen.tsx';
import { useOverview } from '../app/overview.ts';
import { t } from '../i18n.ts';
import { weekText } from '../words.ts';
import { OverviewFollowUps } from './overview-follow-ups.tsx';
import { OverviewRanking } from './overview-ranking.tsx';
import { OverviewTotal } from './overview-total.tsx';
import { Screen } from './screen.tsx';

const Trend = onDemand(async () => (await import('./overview-trend.tsx')).OverviewTrend);
const Weekdays = onDemand(async () => (await import('./overview-weekdays.tsx')).OverviewWeekdays);
const Arrivals = onDemand(async () => (await import('./overview-arrivals.tsx')).OverviewArrivals);
const Compare = onDemand(async () => (await import('./overview-compare.tsx')).OverviewCompare);
const Year = onDemand(async () => (await import('./overview-year.tsx')).OverviewYear);

const SPANS: readonly Span[] = ['DAY', 'WEEK', 'MONTH'];

/** Ikhtisar: the regency's newest day, week or month, its OPDs in order, and the year behind it. */
export const Overview = () => {
  const { value, fault, reload } = useOverview();
  const [span, setSpan] = useState<Span>('DAY');
  const period = value && periodOf(value, span);
  return (
    <Screen
      title={t('over.title')}
      {...(value && period && period.now.length > 0 ? { sub: subOf(value, period, span) } : {})}
      picker="" // the whole regency
      tools={
        <Segments
          label={t('over.span')}
          options={SPANS.map((one) => ({ value: one, label: t(`over.span.${one}`) }))}
          chosen={span}
          onChoose={setSpan}
        />
      }
    >
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && period && <Found overview={value} period={period} span={span} />}
    </Screen>
  );
};

interface FoundProps {
  overview: OverviewData;
  period: Period;
  span: Span;
}
const Found = ({ overview, period, span }: FoundProps) => {
  const newest = period.now.at(-1);
  if (!newest) {
    return (
      <>
        <Message title={t('over.none')}>{t('over.none.text')}</Message>
        <OverviewFollowUps />
      </>
    );
  }
  return (
    <>
      {span === 'DAY' && newest.date !== overview.today && (
        <Message>{t('over.older', { tanggal: longDate(newest.date, currentLanguage()) })}</Message>
      )}
      <OverviewTotal activities={period.now} />
      <div class="dua dua--ikhtisar">
        <OverviewRanking overview={overview} span={span} />
        <div class="tumpuk">
          <WhenSeen height={280}>
            <Trend overview={overview} />
          </WhenSeen>
          <OverviewFollowUps />
          <WhenSeen height={185}>
            <Weekdays overview={overview} />
          </WhenSeen>
        </div>
      </div>
      <div class="dua dua--rata">
        <WhenSeen height={430}>
          <Arrivals opds={overview.opds} activities={period.now} />
        </WhenSeen>
        <WhenSeen height={560}>
          <Compare overview={overview} span={span} />
        </WhenSeen>
      </div>
      <WhenSeen height={600}>
        <Year overview={overview} />
      </WhenSeen>
    </>
  );
};

/** `Apel pagi, Senin 23 November 2026 · 48 OPD + 2 uji coba · SEMENTARA 09.00`. */
function subOf({ opds }: OverviewData, { now }: Period, span: Span): string {
  const trials = opds.filter(({ trial }) => trial).length;
  const count = t('over.opds', { n: opds.length - trials });
  return [
    periodText(now, span),
    trials > 0 ? `${count} ${t('over.trials', { n: trials })}` : count,
    statusText(now),
  ].join(' · ');
}

function periodText(now: Period['now'], span: Span): string {
  const { kind = 'APEL_PAGI', date = '' } = now.at(-1) ?? {};
  const language = currentLanguage();
  switch (span) {
    case 'DAY':
      return `${t(`kind.${kind}`)}, ${longDate(date, language)}`;
    case 'WEEK':
      return weekText(weekOf(date));
    case 'MONTH':
      return `${monthName(Number(date.slice(5, 7)), language)} ${date.slice(0, 4)}`;
  }
}

function statusText(now: Period['now']): string {
  if (now.every(({ final }) => final)) return 'FINAL';
  const newest = now.map(({ as_of }) => as_of).sort();
  return `${t('recap.SEMENTARA')} ${clock(newest.at(-1) ?? '')}`;
}
