/** The address bar: where we are, where to go, and every plain link of ours without a page load. */
export interface Navigation {
  path(): string;
  search(): string;
  fragment(): string;
  go(path: string, how?: 'PUSH' | 'REPLACE'): void;
  back(otherwise: string): void;
  onChange(listener: () => void): () => void;
}

/** `foreign` says which paths belong to another document, such as the dashboard's. */
export function navigation(window: Window, foreign: (path: string) => boolean): Navigation {
  const { history, location, document } = window;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let steps = 0;
  const go: Navigation['go'] = (path, how = 'PUSH') => {
    if (foreign(path)) {
      location.assign(path);
      return;
    }
    if (how === 'PUSH') {
      steps += 1;
      history.pushState(null, '', path);
    } else history.replaceState(null, '', path);
    window.scrollTo(0, 0);
    tell();
  };
  window.addEventListener('popstate', () => {
    steps = Math.max(0, steps - 1);
    tell();
  });
  document.addEventListener('click', (event) => {
    const path = ownLink(event, location.origin);
    if (path === null || foreign(path)) return;
    event.preventDefault();
    go(path);
  });
  return {
    path: () => location.pathname,
    search: () => location.search,
    fragment: () => location.hash,
    go,
    back: (otherwise) => (steps > 0 ? history.back() : go(otherwise, 'REPLACE')),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The path of a plain click on a link of ours; null for anything that the browser should do itself. */
function ownLink(event: MouseEvent, origin: string): string | null {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (!plain || event.defaultPrevented || !link || !href || href.startsWith('#')) return null;
  const url = new URL(link.href);
  const inside = url.origin === origin && !link.target && !link.hasAttribute('download');
  return inside ? url.pathname + url.search + url.hash : null;
}
