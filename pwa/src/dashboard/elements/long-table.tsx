import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { drawnOf, rowAfter, type Span, spanOf } from '../../core/windowed.ts';

/** Before anything is measured. px. */
const VIEW = 640;
const ROW = 68;

interface Props {
  /** Id of the heading that names it. */
  labelledBy: string;
  total: number;
  head: ComponentChildren;
  columns: number;
  /** The cells of a row; its first button is what the arrow keys move between. */
  row: (index: number) => ComponentChildren;
  isChosen: (index: number) => boolean;
  onView: (span: Span) => void;
  /** Begins again at the top when this changes. */
  of: string;
}

/**
 * A table of thousands of rows of one height, of which those in view are drawn. A row that has the
 * focus stays, wherever one scrolls; the arrow keys, Page Up and Down, Home and End move it.
 */
export const LongTable = (props: Props) => {
  const { total, columns, of, onView } = props;
  const box = useRef<HTMLElement>(null);
  const [span, setSpan] = useState<Span>(() => spanOf(0, VIEW, ROW, total));
  const [focused, setFocused] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  const height = useRowHeight(box);
  const look = (): void => {
    const { scrollTop, clientHeight } = box.current ?? { scrollTop: 0, clientHeight: VIEW };
    const next = spanOf(scrollTop, clientHeight || VIEW, height, total);
    setSpan((now) => (now.first === next.first && now.end === next.end ? now : next));
  };
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    setFocused(null);
  }, [of]);
  useLayoutEffect(look, [total, height, of]);
  useEffect(() => onView(span), [span.first, span.end, of]);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    box.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] .nm-tombol`)?.focus();
    wanted.current = null;
  });
  const move = (event: KeyboardEvent): void => {
    const from = rowOf(event.target);
    const view = box.current;
    if (from === null || !view || !isRowButton(event.target)) return;
    const seen = Math.max(1, Math.floor(view.clientHeight / height) - 1);
    const to = rowAfter(event.key, from, seen, total);
    if (to === null) return;
    event.preventDefault();
    const head = view.querySelector('thead')?.clientHeight ?? 0;
    const top = to * height;
    if (top < view.scrollTop) view.scrollTop = top;
    const over = top + height + head - view.clientHeight;
    if (over > view.scrollTop) view.scrollTop = over;
    wanted.current = to;
    setFocused(to);
    look();
  };
  return (
    <section
      class="gulir gulir--panjang"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-labelledby={props.labelledBy}
      ref={box}
      onScroll={look}
    >
      <table
        class="tabel tabel--tetap"
        aria-rowcount={total + 1}
        aria-labelledby={props.labelledBy}
      >
        <thead>
          <tr aria-rowindex={1}>{props.head}</tr>
        </thead>
        <tbody
          onKeyDown={move}
          onFocusIn={(event) => setFocused(rowOf(event.target))}
          onFocusOut={() => setFocused(null)}
        >
          {drawnOf(span, focused, total).map((one, n) =>
            'gap' in one ? (
              // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a gap holds nothing that takes the focus
              <tr key={`celah${n}`} class="celah" aria-hidden="true">
                <td colSpan={columns} style={{ height: `${one.gap * height}px` }} />
              </tr>
            ) : (
              <tr
                key={one.row}
                data-row={one.row}
                aria-rowindex={one.row + 2}
                class={props.isChosen(one.row) ? 'terpilih' : undefined}
              >
                {props.row(one.row)}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
};

/** The text may be larger than usual: one drawn row tells how tall they all are. */
function useRowHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(ROW);
  useLayoutEffect(() => {
    const drawn = box.current?.querySelector('[data-row]')?.getBoundingClientRect().height;
    if (drawn && Math.abs(drawn - height) > 0.5) setHeight(drawn);
  });
  return height;
}

const rowOf = (target: EventTarget | null): number | null => {
  const row = target instanceof Element ? target.closest('[data-row]') : null;
  return row ? Number(row.getAttribute('data-row')) : null;
};

const isRowButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('.nm-tombol');
