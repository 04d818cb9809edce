import { ago } from '../core/ago.ts';
import { faultText } from '../core/i18n/faults.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { saysFinal } from '../core/permit-desk.ts';
import { codeOf, type Fault } from '../core/problems.ts';
import {
  addDays,
  clock,
  clockWithSeconds,
  dayAndMonth,
  daysBetween,
  grouped,
  shortDate,
  wib,
} from '../core/time.ts';
import { mondayOf } from '../core/weeks.ts';
import { t } from './i18n.ts';

/** `12 menit lalu`. */
export function agoText(then: string, now: number): string {
  const span = ago(Date.parse(then), now);
  switch (span.unit) {
    case 'NOW':
      return t('permits.ago.now');
    case 'MINUTES':
      return t('permits.ago.minutes', { n: span.n });
    case 'HOURS':
      return t('permits.ago.hours', { n: span.n });
    case 'DAYS':
      return t('permits.ago.days', { n: span.n });
  }
}

/** `24 Nov`. */
export function shortDay(date: string): string {
  const [day, month = ''] = dayAndMonth(date, currentLanguage()).split(' ');
  return `${day} ${month.slice(0, 3)}`;
}

/** `24–26 Nov`, `30 Nov – 27 Feb`, `23 Nov`. */
export function spanText(from: string, to: string): string {
  if (from === to) return shortDay(from);
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))}–${shortDay(to)}`
    : `${shortDay(from)} – ${shortDay(to)}`;
}

/** `24–26 Nov 2026 · 3 hari`. */
export const spanWithDays = (from: string, to: string): string =>
  `${spanText(from, to)} ${to.slice(0, 4)} · ${t('permits.days', { n: daysBetween(from, to) + 1 })}`;

/** `12.046`. */
export const number = (n: number): string => grouped(n, currentLanguage());

/** `2026-W48 · 23–29 Nov`. */
export function weekText(week: string): string {
  const monday = mondayOf(week);
  return monday ? `${week} · ${spanText(monday, addDays(monday, 6))}` : week;
}

/** `23 Nov 2026, 07.11`. */
export const moment = (time: string): string =>
  `${shortDate(wib(time).date, currentLanguage())}, ${clock(time)}`;

/** The same with seconds: `20 Nov 2026, 09.00.12`. */
export const momentWithSeconds = (time: string): string =>
  `${shortDate(wib(time).date, currentLanguage())}, ${clockWithSeconds(time)}`;

/** A code counts once: after a wrong or used one only the next helps (RFC 6238 §5.2). */
export const codeFault = (fault: Fault): string =>
  codeOf(fault) === 'perlu-faktor-kedua' ? t('factor.err') : faultText(fault);

/** Why a decision on a request was refused; of a locked one the same as was said before it. */
export const decisionFault = (fault: Fault): string =>
  saysFinal(fault) ? t('permits.final') : faultText(fault);
