type Ask = (goOn: () => void) => void;

/** Asks before a page is left on which something is not saved yet. */
export interface Leaving {
  /** Whoever wants to leave is asked by `ask`, which gets the way on; returns the way to let go. */
  hold(ask: Ask): () => void;
  /** Does it at once, or after it was asked. */
  leave(work: () => void): void;
}

/** Holds links, the browser's way back and the tab itself; `go` opens an address of ours. */
export function leaving(window: Window, go: (path: string) => void): Leaving {
  const { document, history, location } = window;
  const path = (): string => location.pathname + location.search + location.hash;
  let held: Ask | null = null;
  let here = '';
  const leave = (work: () => void): void => {
    if (!held) {
      work();
      return;
    }
    held(() => {
      held = null;
      work();
    });
  };
  document.addEventListener(
    'click',
    (event) => {
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!held || !plain || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>('a[href]:not([target], [href^="#"])');
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => link.click());
    },
    { capture: true },
  );
  window.addEventListener(
    'popstate',
    (event) => {
      if (!held) return;
      const wanted = path();
      event.stopImmediatePropagation();
      history.pushState(null, '', here);
      leave(() => go(wanted));
    },
    { capture: true },
  );
  window.addEventListener('beforeunload', (event) => {
    if (held) event.preventDefault();
  });
  return {
    leave,
    hold(ask) {
      held = ask;
      here = path();
      return () => {
        if (held === ask) held = null;
      };
    },
  };
}
