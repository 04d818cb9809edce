import { useLoaded } from '../../app/load.ts';
import { codeName } from '../../core/i18n/codes.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { figuresOf, type MonthRow, monthsOf } from '../../core/person.ts';
import { monthName, wib } from '../../core/time.ts';
import type { Timeline, TimelineActivity } from '../../core/wire.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';

/** Six months of somebody at this OPD: four figures, and each activity with its code. */
export const PersonMonths = ({ path }: { path: string }) => {
  const { net } = useDesk();
  const { value, fault, reload } = useLoaded(path, () =>
    net.call<Timeline>('GET', `${path}/timeline`),
  );
  return (
    <section class="kartu tumpuk" aria-labelledby="bulan-orang">
      <h2 id="bulan-orang" class="judul-besar">
        {t('person.months')}
      </h2>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && <Months activities={value.activities} />}
    </section>
  );
};

export const Months = ({ activities }: { activities: readonly TimelineActivity[] }) => {
  const { clock } = useDesk();
  const months = monthsOf(activities, clock.server());
  const figures = figuresOf(activities);
  if (months.length === 0) return <p class="redup">{t('person.months.none')}</p>;
  return (
    <>
      <dl class="deret">
        <Figure value={figures.percent} label={t('person.present')} />
        <Figure value={String(figures.late)} label={t('person.late')} />
        <Figure value={String(figures.unexplained)} label={t('person.unexplained')} />
      </dl>
      <p class="kecil redup">{t('person.months.text', { n: figures.coded })}</p>
      {months.map((one) => (
        <Month key={one.month} of={one} />
      ))}
    </>
  );
};

const Figure = ({ value, label }: { value: string; label: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

const Month = ({ of }: { of: MonthRow }) => {
  const [year, month] = of.month.split('-');
  const name = `${monthName(Number(month), currentLanguage())} ${year}`;
  return (
    <div>
      <h3 class="judul-kecil">{name}</h3>
      <ol class="mini" aria-label={name}>
        {of.activities.map((one) => (
          <li key={one.id}>
            <Chip of={one} />
          </li>
        ))}
      </ol>
    </div>
  );
};

/** The day below the code: who cannot point at it reads its title with the code. */
const Chip = ({ of }: { of: TimelineActivity }) => {
  const day = shortDay(wib(of.window.opens).date);
  const told = `${day}, ${of.title}: ${codeName(of.code)}`;
  return (
    <>
      <span class="kode" data-k={of.code ?? '?'} title={told} aria-hidden="true">
        {of.code ?? '–'}
      </span>
      <small aria-hidden="true">{day}</small>
      <span class="sr">{told}</span>
    </>
  );
};
