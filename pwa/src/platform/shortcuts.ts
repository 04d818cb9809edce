export interface Key {
  /** As typed: `a`, `?`, `Escape`; after `g` the two together: `g p`. */
  name: string;
  prevent: () => void;
}

/** A second key belongs to `g` within this time. ms. */
const PAIR_MS = 1_500;

/** Keys of one stroke, and pairs that start with `g`; dead while somebody types (ux.md §4). */
export function shortcuts(document: Document, now: () => number) {
  const listeners = new Set<(key: Key) => void>();
  let pairUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'Enter' && isPressed(event.target)) return;
    const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (letter === 'g') {
      pairUntil = now() + PAIR_MS;
      return;
    }
    const name = now() < pairUntil ? `g ${letter}` : letter;
    pairUntil = 0;
    for (const listener of [...listeners]) {
      listener({ name, prevent: () => event.preventDefault() });
    }
  });
  return (press: (key: Key) => void): (() => void) => {
    listeners.add(press);
    return () => listeners.delete(press);
  };
}

/** Enter on a button or a link is that button's or link's own. */
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
