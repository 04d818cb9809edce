import type { Page } from '../../core/desk.ts';

/** The address of each page of the menu. */
export const PAGE_PATH: Readonly<Record<Page, string>> = {
  OVERVIEW: '/ikhtisar',
  BOARD: '/papan',
  REVIEW: '/telaah',
  PERMITS: '/pengajuan',
  ACTIVITIES: '/kegiatan',
  CALENDAR: '/kalender',
  DUTY: '/piket',
  RECAP: '/rekap',
  PEOPLE: '/orang',
  APPOINTMENTS: '/penugasan',
  IMPORT: '/impor',
  REPORTS: '/laporan',
  SETTINGS: '/pengaturan',
};
