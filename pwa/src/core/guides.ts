import { mainRole } from './desk.ts';
import type { Me, Role } from './wire.ts';

/** docs/panduan as it stands on the site (scripts/guides.mjs). */
const GUIDES: Readonly<Record<Role, string>> = {
  admin_opd: 'admin-opd',
  kepala_opd: 'kepala-opd',
  bkpsda: 'bkpsda',
  auditor: 'bkpsda',
};

/** The guide of a person's role, open at what it says of the dashboard's page at `path`. */
export const deskGuide = (me: Me, path: string): string => {
  const main = mainRole(me);
  return `/panduan/${main ? GUIDES[main.role] : 'pegawai'}.html#${path.split('/')[1] ?? ''}`;
};
