/** localStorage, or null where the browser forbids it (private windows, blocked cookies). */
export function localStorageOf(window: Window): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
