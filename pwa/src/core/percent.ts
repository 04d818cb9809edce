/** What stands where nobody is expected. */
const NO_PERCENT = '–';

/** A share as 97,35%: half up, two decimals, comma in every language (ux.md §1). */
export function percent(part: number, whole: number): string {
  if (whole === 0) return NO_PERCENT;
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole));
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}%`;
}
