import { lastWeeks, type Span, standings, TREND_WEEKS, yearOf } from '../../core/overview.ts';
import type { Overview } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { t } from '../i18n.ts';
import { CompareWeeks } from './compare-weeks.tsx';

/** Perbandingan: two or three OPDs week by week; at first the highest and the lowest. */
export const OverviewCompare = ({ overview, span }: { overview: Overview; span: Span }) => {
  const placed = standings(overview, span).filter(({ place }) => place !== null);
  const weeks = yearOf(overview, TREND_WEEKS);
  return (
    <CompareWeeks
      title={t('over.compare', { n: TREND_WEEKS })}
      choice={(sign) => t('over.compare.opd', { huruf: sign })}
      few={t('over.compare.few')}
      all={overview.opds.map(({ id, name }, at) => ({ id, name, weeks: weeks[at] ?? [] }))}
      first={[placed[0]?.opd.id ?? '', placed.at(-1)?.opd.id ?? '']}
      names={lastWeeks(overview, TREND_WEEKS)}
      path={recapPath}
    />
  );
};
