/** localStorage, or null where the browser forbids it (private windows, blocked cookies). */
export function localStorageOf(window: Window): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The same of this tab alone. */
export function sessionStorageOf(window: Window): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Free bytes for this site; null where the browser does not tell. */
export async function freeSpace(storage: StorageManager | undefined): Promise<number | null> {
  try {
    const { quota, usage } = (await storage?.estimate?.()) ?? {};
    return quota === undefined || usage === undefined ? null : quota - usage;
  } catch {
    return null;
  }
}

/** Asks the browser not to clear this site's storage by itself; it may say no. */
export async function persist(storage: StorageManager | undefined): Promise<void> {
  try {
    await storage?.persist?.();
  } catch {
    // The answer changes nothing that we do.
  }
}
