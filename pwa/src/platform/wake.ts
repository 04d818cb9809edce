/** Calls back whenever the app may have come back to life or to a network; returns the way to stop. */
export function onWake(window: Window, wake: () => void): () => void {
  const seen = (): void => {
    if (window.document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  window.addEventListener('focus', wake);
  window.document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', wake);
    window.removeEventListener('focus', wake);
    window.document.removeEventListener('visibilitychange', seen);
  };
}

/** Calls back when the page goes out of sight. */
export function onHide(window: Window, hide: () => void): () => void {
  const seen = (): void => {
    if (window.document.visibilityState === 'hidden') hide();
  };
  window.document.addEventListener('visibilitychange', seen);
  return () => window.document.removeEventListener('visibilitychange', seen);
}

/** Calls back when the page is left: closed, reloaded, or put away for good. */
export function onLeave(window: Window, leave: () => void): () => void {
  window.addEventListener('pagehide', leave);
  return () => window.removeEventListener('pagehide', leave);
}

/** Resolves when the person first touches the page or presses a key. */
export const firstTouch = (window: Window): Promise<Event> =>
  new Promise((resolve) => {
    const options = { once: true, capture: true, passive: true };
    window.addEventListener('pointerdown', resolve, options);
    window.addEventListener('keydown', resolve, options);
  });
