import { expect, test } from 'vitest';
import {
  addDays,
  clock,
  clockWithSeconds,
  dayAndMonth,
  daysBetween,
  decimal,
  grouped,
  longDate,
  minutesAndSeconds,
  shortDate,
  slashDate,
  wib,
} from '../src/core/time.ts';

test('a moment is shown in WIB with a dot, whatever the zone of the device', () => {
  expect(clock('2026-11-23T00:04:18Z')).toBe('07.04');
  expect(clockWithSeconds('2026-11-23T00:04:18Z')).toBe('07.04.18');
  expect(clock('2026-11-22T17:00:00Z')).toBe('00.00');
});

test('the date turns at midnight in Bangkalan, seven hours before UTC does', () => {
  expect(wib('2026-11-22T16:59:59Z').date).toBe('2026-11-22');
  expect(wib('2026-11-22T17:00:00Z').date).toBe('2026-11-23');
  expect(wib(Date.parse('2026-11-22T17:00:00Z')).weekday).toBe(1);
});

test('dates are written as the mockups write them', () => {
  expect(longDate('2026-11-23', 'id')).toBe('Senin, 23 November 2026');
  expect(longDate('2026-11-23', 'en')).toBe('Monday, 23 November 2026');
  expect(dayAndMonth('2026-08-04', 'id')).toBe('4 Agustus');
  expect(shortDate('2026-11-23', 'id')).toBe('23 Nov 2026');
  expect(slashDate('2026-11-03')).toBe('03/11/2026');
});

test('days are counted over the ends of months and of February', () => {
  expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-11-23', '2026-11-25')).toBe(2);
  expect(daysBetween('2026-11-25', '2026-11-23')).toBe(-2);
});

test('a countdown never shows less than nothing and never a second too few', () => {
  expect(minutesAndSeconds(252_000)).toBe('4:12');
  expect(minutesAndSeconds(251_001)).toBe('4:12');
  expect(minutesAndSeconds(-5)).toBe('0:00');
});

test('thousands are grouped as the language groups them', () => {
  expect(grouped(12046, 'id')).toBe('12.046');
  expect(grouped(1_234_567, 'en')).toBe('1,234,567');
  expect(grouped(999, 'id')).toBe('999');
});

test('a decimal is written as the language writes it', () => {
  expect(decimal(1.2, 'id')).toBe('1,2');
  expect(decimal(1.2, 'en')).toBe('1.2');
  expect(decimal(5, 'en')).toBe('5');
});
