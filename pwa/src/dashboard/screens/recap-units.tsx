import { comparedUnits, extremes } from '../../core/overview.ts';
import type { Id } from '../../core/wire.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { recapPath, useRecapUnits } from '../app/recaps.ts';
import { t } from '../i18n.ts';
import { CompareWeeks } from './compare-weeks.tsx';

/** Perbandingan unit: of an OPD, up to the week that is shown; at first the highest and the lowest. */
export const RecapUnits = ({ week, opd }: { week: string; opd: Id }) => {
  const { value, fault, reload } = useRecapUnits(week, opd);
  if (fault) return <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />;
  if (!value) return <Skeleton />;
  const all = comparedUnits(value);
  return (
    <CompareWeeks
      title={t('recap.units', { n: value.weeks.length })}
      choice={(sign) => t('recap.units.one', { huruf: sign })}
      few={t('recap.units.few')}
      all={all}
      first={extremes(all)}
      names={value.weeks}
      path={(of) => recapPath(of, opd)}
    />
  );
};
