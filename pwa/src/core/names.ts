/** Two letters of a name without its degrees, for the round sign before it: `Hosniyah, S.Pd.` → `H`. */
export const initials = (name: string): string =>
  name
    .replace(/,.*/, '')
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('');
