/** Which rows of a long list are drawn: those in view, a few around them, and the one with the focus. */

/** Rows drawn above and below what is seen. */
const MARGIN = 8;

export interface Span {
  /** Of the first row. */
  first: number;
  /** Behind the last row. */
  end: number;
}
export type Drawn = { row: number } | { gap: number };

/** The rows near the view; `scrolled`, `height` and `row` in px. */
export function spanOf(scrolled: number, height: number, row: number, total: number): Span {
  const first = Math.max(0, Math.floor(scrolled / row) - MARGIN);
  const end = Math.min(total, Math.ceil((scrolled + height) / row) + MARGIN);
  return { first: Math.min(first, end), end };
}

/** Rows to draw and, between them, how many are left out. */
export function drawnOf({ first, end }: Span, focused: number | null, total: number): Drawn[] {
  const rows = Array.from({ length: end - first }, (_, n) => first + n);
  if (focused !== null && focused < total) {
    if (focused < first) rows.unshift(focused);
    if (focused >= end) rows.push(focused);
  }
  const drawn: Drawn[] = [];
  let next = 0;
  for (const row of rows) {
    if (row > next) drawn.push({ gap: row - next });
    drawn.push({ row });
    next = row + 1;
  }
  if (next < total) drawn.push({ gap: total - next });
  return drawn;
}

/** Starts of the pages of `size` rows that hold the span. */
export function pagesOf({ first, end }: Span, size: number): number[] {
  const starts: number[] = [];
  for (let at = first - (first % size); at < end; at += size) starts.push(at);
  return starts;
}

/** Where a key leads from a row; null for a key that moves nothing. `page`: rows in view. */
export function rowAfter(key: string, from: number, page: number, total: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
  };
  const step = steps[key];
  return step === undefined ? null : Math.max(0, Math.min(total - 1, from + step));
}
