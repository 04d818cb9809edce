import type { SettingName } from './wire.ts';

/** The parts of the settings' page, in its order. */
export const SETTINGS_PARTS = [
  'times',
  'columns',
  'reminders',
  'final',
  'letterhead',
  'challenges',
] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

/** Where each setting stands. */
export const PART_OF: Readonly<Record<SettingName, SettingsPart>> = {
  apel_times: 'times',
  ceremony_times: 'times',
  apel_weekday: 'times',
  apel_title: 'times',
  apel_venue: 'times',
  columns: 'columns',
  reminders: 'reminders',
  evening_reminder_at: 'reminders',
  reminder_before_closing: 'reminders',
  heads_told_at: 'reminders',
  lock_after_working_days: 'final',
  relock_after_working_days: 'final',
  publish_weekday: 'final',
  publish_at: 'final',
  attention_below_percent: 'final',
  unexplained_in_a_row: 'final',
  sampled_percent: 'final',
  seat: 'letterhead',
  publisher: 'letterhead',
  letterhead_address: 'letterhead',
  government: 'letterhead',
  letterhead_image: 'letterhead',
  challenges: 'challenges',
};
