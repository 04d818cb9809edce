import { currentLanguage } from '../../core/i18n/translate.ts';
import { type Difference, decided, isTexts, movedCodes } from '../../core/regency-settings.ts';
import { addDays, dayName } from '../../core/time.ts';
import type { Setting, SettingValue } from '../../core/wire.ts';
import { t } from '../i18n.ts';

const A_MONDAY = '2024-01-01';
/** In the order of the day. */
export const TIMES = ['opens', 'starts', 'late_after', 'closes'] as const;
export const COLUMNS = [
  'HADIR',
  'TUGAS LUAR/TUGAS BELAJAR/CUTI',
  'TANPA KETERANGAN',
  'DI LUAR JUMLAH',
] as const;
export type Column = (typeof COLUMNS)[number];
const UNITS = ['menit', 'hari kerja', '%', 'kali'] as const;

/** 0 is Monday. */
export const weekdayName = (n: number): string => dayName(addDays(A_MONDAY, n), currentLanguage());

/** `07.15`. */
export const dotted = (time: string): string => time.replace(':', '.');

const withUnit = (n: number | string, unit: string): string => {
  const known = UNITS.find((one) => one === unit);
  return known ? t(`set.unit.${known}`, { n }) : `${dotted(`${n}`)} ${unit}`.trim();
};

/** What is told around an activity, in the order of the day. */
export const REMINDERS = [
  'malam',
  'dibuka',
  'hampir-tutup',
  'ditutup',
  'sesudah-tutup',
  'laporan-pagi',
] as const;
export type Reminder = (typeof REMINDERS)[number];
export const reminderName = (one: Reminder): string => t(`set.reminder.${one}`);
export const switchedOn = (value: SettingValue): Reminder[] =>
  REMINDERS.filter((one) => Array.isArray(value) && value.includes(one));

/** A value in words. */
export function valueText({ form, unit }: Setting, value: SettingValue): string {
  if (isTexts(value))
    return form === 'JAM_KEGIATAN'
      ? TIMES.map((part) => dotted(value[part] ?? '')).join(' · ')
      : '';
  if (form === 'PILIHAN') return switchedOn(value).map(reminderName).join(', ') || t('set.none');
  if (Array.isArray(value)) return t('set.sentences', { n: value.length });
  if (form === 'GAMBAR') return t(value ? 'set.image.some' : 'set.image.none');
  if (form === 'HARI') return weekdayName(Number(value));
  return withUnit(value as string | number, unit) || t('set.empty');
}

/** What may be entered: `1 sampai 7 hari kerja`; empty where any text will do. */
export const boundsText = ({ form, least, most, unit }: Setting): string =>
  form === 'ANGKA' || form === 'JAM' || form === 'JAM_KEGIATAN'
    ? t('set.bounds', { dari: dotted(`${least}`), ke: withUnit(most ?? '', unit) })
    : '';

export const columnName = (column: string | undefined): string => {
  const known = COLUMNS.find((one) => one === column);
  return known ? t(`set.column.${known}`) : '';
};

/** What holds today and not later, in words. */
export function todayText(of: Setting): string {
  const [today, later] = [of.value, decided(of)];
  if (of.form !== 'KOLOM' || !isTexts(today)) return valueText(of, today);
  return movedCodes(later, today)
    .map((code) => `${code} ${columnName(today[code])}`)
    .join(', ');
}

const isOn = (value: SettingValue, one: Reminder): boolean => switchedOn(value).includes(one);

/** What changes, one line each: `FINAL setelah: 3 hari kerja → 4 hari kerja`. */
export function changeLines({ of, from, to }: Difference): string[] {
  const name = t(`set.${of.name}`);
  if (isTexts(from) && isTexts(to) && of.form === 'KOLOM')
    return movedCodes(from, to).map(
      (code) => `${name}, ${code}: ${columnName(from[code])} → ${columnName(to[code])}`,
    );
  if (of.form === 'PILIHAN')
    return REMINDERS.filter((one) => isOn(from, one) !== isOn(to, one)).map((one) =>
      t(isOn(to, one) ? 'set.switched.on' : 'set.switched.off', { nama: reminderName(one) }),
    );
  return [`${name}: ${valueText(of, from)} → ${valueText(of, to)}`];
}
