import type { Circle } from '../../core/place.ts';
import type { Id, Offices } from '../../core/wire.ts';
import { useDesk } from './desk.ts';
import { useVersioned } from './versioned.ts';

const pathOf = (opd: Id): string => `/opds/${opd}/offices`;

/** Where the units of this OPD that one looks after are. */
export const useOffices = (opd: Id) => useVersioned<Offices>(pathOf(opd));

/** Says where a unit is, over the version that was read; null: nobody knows. */
export function useSetOffice(opd: Id) {
  const { net } = useDesk();
  return (unit: number, at: Circle | null, version: number) => {
    const office = at && { lat: at.lat, lon: at.lon, radius_m: Math.round(at.radius) };
    return net.call<Offices>('PUT', `${pathOf(opd)}/${unit}`, { version, office });
  };
}
