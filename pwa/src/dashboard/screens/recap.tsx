import { useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { clock as clockText, longDate, wib } from '../../core/time.ts';
import { weekOf } from '../../core/weeks.ts';
import type { Recap as RecapData, RecapFile, RecapTable } from '../../core/wire.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { DOWNLOAD, LEFT, RIGHT } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { onDemand } from '../../elements/on-demand.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { WhenSeen } from '../../elements/when-seen.tsx';
import { useDesk, useMe } from '../app/desk.ts';
import { type Owner, recapPath, useOwner, useRecap, useRecapFile } from '../app/recaps.ts';
import { PRINT } from '../elements/icons.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { shortDay, weekText } from '../words.ts';
import { RecapSide } from './recap-side.tsx';
import { RecapGrid } from './recap-table.tsx';
import { Screen } from './screen.tsx';

const Units = onDemand(async () => (await import('./recap-units.tsx')).RecapUnits);

/** Rekap mingguan: this week's, or that of the address. */
export const Recap = ({ week }: { week: string | null }) => {
  const { clock } = useDesk();
  const shown = week ?? weekOf(wib(clock.server()).date);
  const owner = useOwner();
  return <Week key={`${shown} ${owner}`} week={shown} owner={owner} />;
};

const Week = ({ week, owner }: { week: string; owner: Owner }) => {
  const { value, fault, reload } = useRecap(week, owner);
  const files = useRecapFile(week, owner);
  const [chosen, setChosen] = useState<string | null>(null);
  const tables = value?.tables ?? [];
  const newest = tables.filter(({ activity }) => activity.id !== null).at(-1);
  const table = tables.find((one) => keyOf(one) === chosen) ?? newest ?? null;
  return (
    <Screen
      title={t('page.RECAP')}
      sub={table ? subOf(table, owner) : weekText(week)}
      picker={<OwnerPicker week={week} owner={owner} />}
      tools={
        value && (
          <Files
            files={value.files}
            print={recapPath(week, owner, true)}
            busy={files.busy}
            onOpen={files.open}
          />
        )
      }
    >
      {files.fault && <FaultMessage fault={files.fault} />}
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && (
        <div class="alat-baris">
          <WeekSteps value={value} week={week} owner={owner} />
          {tables.length > 1 && table && (
            <Segments
              label={t('recap.tabs')}
              options={tables.map((one) => ({ value: keyOf(one), label: tabOf(one) }))}
              chosen={keyOf(table)}
              onChoose={setChosen}
            />
          )}
        </div>
      )}
      {value && !table && <Message>{t('recap.none')}</Message>}
      {value && table && (
        <div class="dua rk">
          <RecapGrid table={table} />
          <RecapSide recap={value} table={table} files={files} onReopened={reload} />
        </div>
      )}
      {value?.opd && table && table.rows.length > 1 && (
        <WhenSeen height={560}>
          <Units week={week} opd={value.opd.id} />
        </WhenSeen>
      )}
    </Screen>
  );
};

const keyOf = ({ activity }: RecapTable): string => activity.id ?? 'SUM';

const tabOf = ({ activity }: RecapTable): string =>
  activity.id === null ? activity.title : `${activity.title} ${shortDay(activity.date)}`;

function subOf({ activity, as_of, rows }: RecapTable, owner: Owner): string {
  const trials = rows.filter(({ trial }) => trial).length;
  const text = t(owner === null ? 'recap.sub.regency' : 'recap.sub', {
    kegiatan: activity.title,
    tanggal: longDate(activity.date, currentLanguage()),
    jam: clockText(as_of),
    n: rows.length - trials,
  });
  return trials > 0 && trials < rows.length ? `${text} ${t('recap.trials', { n: trials })}` : text;
}

interface StepsProps {
  value: RecapData;
  week: string;
  owner: Owner;
}
const WeekSteps = ({ value, week, owner }: StepsProps) => (
  <div class="alat-baris pekan">
    {value.previous && (
      <a class="btn-ikon" href={recapPath(value.previous, owner)} aria-label={t('recap.previous')}>
        <Arrow path={LEFT} />
      </a>
    )}
    <span class="angka">{weekText(week)}</span>
    {value.next && (
      <a class="btn-ikon" href={recapPath(value.next, owner)} aria-label={t('recap.next')}>
        <Arrow path={RIGHT} />
      </a>
    )}
  </div>
);

const Arrow = ({ path }: { path: string }) => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

const REGENCY = 'REGENCY';
const OwnerPicker = ({ week, owner }: { week: string; owner: Owner }) => {
  const { opds, navigation } = useDesk();
  const me = useMe();
  const { opds: all } = useStore(opds);
  const regency = seesEveryOpd(me) ? [{ value: REGENCY, label: t('desk.regency') }] : [];
  const options = [...regency, ...all.map(({ id, name }) => ({ value: id, label: name }))];
  if (options.length < 2) return null;
  return (
    <Select
      label={t('desk.opd')}
      compact
      value={owner ?? REGENCY}
      options={options}
      onChoose={(value) =>
        navigation.go(recapPath(week, value === REGENCY ? null : value), 'REPLACE')
      }
    />
  );
};

interface FilesProps {
  files: readonly RecapFile[];
  /** Where the print is. */
  print: string;
  busy: string | null;
  onOpen: (kind: RecapFile) => Promise<void>;
}
const Files = ({ files, print, busy, onOpen }: FilesProps) => (
  <>
    {files.map((kind) => (
      <Button
        key={kind}
        {...(kind === 'PDF' ? { icon: DOWNLOAD } : {})}
        busy={busy === kind}
        onPress={() => void onOpen(kind)}
      >
        {kind}
      </Button>
    ))}
    {files.includes('PDF') && (
      <ButtonLink href={print} icon={PRINT}>
        {t('recap.print')}
      </ButtonLink>
    )}
  </>
);
