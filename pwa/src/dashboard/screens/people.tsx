import { useState } from 'preact/hooks';
import { seesEveryOpd } from '../../core/desk.ts';
import { Segments } from '../../elements/segments.tsx';
import { useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { Everybody } from './everybody.tsx';
import { type Narrowed, OpdPeople } from './opd-people.tsx';

type Where = 'OPD' | 'REGENCY';

/** Pegawai & unit: the OPD's list, or for whoever sees every OPD the whole regency's. */
export const People = (narrowed: Narrowed) => {
  const everywhere = seesEveryOpd(useMe());
  const [where, setWhere] = useState<Where>('OPD');
  const choice = everywhere && (
    <Segments<Where>
      label={t('people.where')}
      options={[
        { value: 'OPD', label: t('people.where.OPD') },
        { value: 'REGENCY', label: t('people.where.REGENCY') },
      ]}
      chosen={where}
      onChoose={setWhere}
    />
  );
  return where === 'REGENCY' ? (
    <Everybody choice={choice} />
  ) : (
    <OpdPeople choice={choice} {...narrowed} />
  );
};
