import { clock, dayName, wib } from '../time.ts';
import type { AttendanceRecord } from '../wire.ts';
import { t } from './employee.ts';
import { currentLanguage, sentence } from './translate.ts';

/** Why another photo is wanted, and until when: that is often tomorrow. */
export function retakeText({ reason, until }: NonNullable<AttendanceRecord['retake']>): string {
  const jam = `${dayName(wib(until).date, currentLanguage())} ${clock(until)}`;
  if (reason === null) return t('rec.err.reject', { jam });
  return t('state.retake.sub', { alasan: sentence(reason), jam });
}
