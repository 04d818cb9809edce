import { useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { shiftMonth } from '../../core/calendar.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { monthName, wib } from '../../core/time.ts';
import type { ProblemReport } from '../../core/wire.ts';
import { Tag } from '../../elements/chips.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useDesk } from '../app/desk.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { moment } from '../words.ts';
import { Screen } from './screen.tsx';

const MONTHS = 12;

/** What people reported of the app, the newest first; nobody's name stands at it. */
export const Reports = () => {
  const { net, clock } = useDesk();
  const months = lastMonths(wib(clock.server()).date.slice(0, 7));
  const [month, setMonth] = useState(months[0] ?? '');
  const { value, fault, reload } = useLoaded(month, () =>
    net.call<{ reports: ProblemReport[] }>('GET', `/reports?month=${month}`),
  );
  return (
    <Screen
      title={t('page.REPORTS')}
      sub={t('reports.sub')}
      picker={
        <Select
          label={t('reports.month')}
          compact
          value={month}
          options={months.map((one) => ({ value: one, label: named(one) }))}
          onChoose={setMonth}
        />
      }
    >
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value?.reports.length === 0 && <Message>{t('reports.none')}</Message>}
      {value && value.reports.length > 0 && (
        <ul class="daftar kartu">
          {value.reports.map((one) => (
            <li key={one.id} class="baris">
              <span class="baris-teks">
                <b>{one.text}</b>
                <small>
                  {t('reports.facts', {
                    saat: moment(one.at),
                    versi: one.version,
                    n: one.unsent,
                  })}
                </small>
              </span>
              <Tag>{t(`reports.part.${one.part}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
};

/** `2026-11`, `2026-10` … */
const lastMonths = (newest: string): string[] =>
  Array.from({ length: MONTHS }, (_, back) =>
    shiftMonth(newest.replace('-', ''), -back).replace(/^(....)/, '$1-'),
  );

const named = (month: string): string =>
  `${monthName(Number(month.slice(5)), currentLanguage())} ${month.slice(0, 4)}`;
