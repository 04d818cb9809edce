import { useLoaded } from '../../app/load.ts';
import { useStore } from '../../app/store.ts';
import { currentActivity } from '../../core/desk.ts';
import type { ActivityRef } from '../../core/desk-routes.ts';
import type { Fault } from '../../core/problems.ts';
import { addDays, wib } from '../../core/time.ts';
import type { Activity, Id, Opd, OwnActivity } from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** Around today, in the picker of an activity. */
const DAYS_AROUND = 7;

/** The OPD at whose desk this page is drawn. */
export function useOpd(): Opd {
  const { chosen } = useStore(useDesk().opds);
  if (!chosen) throw new Error('drawn without an OPD');
  return chosen;
}

/** The OPD's activities between two days, as they are now. */
export function useActivities(opd: Id, from: string, to: string) {
  const { net } = useDesk();
  const path = `/opds/${opd}/activities?from=${from}&to=${to}`;
  return useLoaded(path, () => net.call<{ activities: Activity[] }>('GET', path));
}

/** Where the activities of this OPD, or of the regency (null), are made and changed. */
export const activitiesPath = (opd: Opd | null): string =>
  opd ? `/opds/${opd.id}/activities` : '/activities';

/** Where an activity is made on several days. */
export const seriesPath = (opd: Opd | null): string =>
  opd ? `/opds/${opd.id}/activity-series` : '/activity-series';

/** One's own activity as it is now, with what only its organiser sees. */
export function useOwnActivity(opd: Opd | null, id: Id) {
  const { net } = useDesk();
  const path = `${activitiesPath(opd)}/${id}`;
  return useLoaded(path, () => net.call<OwnActivity>('GET', path));
}

export interface Chosen {
  /** Of the days around today, the newest first. */
  activities: readonly Activity[];
  /** The one in the address, else the one that matters now. */
  of: ActivityRef | null;
  fault: Fault | null;
  loading: boolean;
  reload: () => void;
}

/** The activity that a page is about, and those that one may change to. */
export function useChosen(of: ActivityRef | null): Chosen {
  const { clock } = useDesk();
  const opd = useOpd();
  const today = wib(clock.server()).date;
  const { value, fault, reload } = useActivities(
    opd.id,
    addDays(today, -DAYS_AROUND),
    addDays(today, DAYS_AROUND),
  );
  const activities = [...(value?.activities ?? [])].sort((a, b) =>
    b.window.opens.localeCompare(a.window.opens),
  );
  const current = of ?? currentActivity(activities, clock.server());
  return {
    activities,
    of: current && { date: current.date, id: current.id },
    fault,
    loading: value === null && fault === null,
    reload,
  };
}
