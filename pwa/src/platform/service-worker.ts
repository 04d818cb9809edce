/** What a page needs of its service worker: to know that a new version waits, and to let it take over. */
export interface Updates {
  /** Asks the server for a newer worker; call it at start and on resume. */
  look(): void;
  /** Lets the waiting version take over and loads the page anew once it controls it. */
  apply(): void;
}

const WORKER = '/sw.js';

/** Registers the worker. Returns null where there is none: an insecure page, an in-app browser. */
export async function serviceWorker(
  container: ServiceWorkerContainer | undefined,
  onWaiting: () => void,
): Promise<Updates | null> {
  if (!container) return null;
  try {
    const registration = await container.register(WORKER, { updateViaCache: 'none' });
    return updatesOf(container, registration, onWaiting);
  } catch {
    return null; // no worker: the app works online, and the next start tries again
  }
}

function updatesOf(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  onWaiting: () => void,
): Updates {
  const tell = (): void => {
    if (registration.waiting && container.controller) onWaiting();
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', tell);
  });
  tell();
  return {
    look: () => void registration.update().catch(() => undefined),
    apply() {
      container.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage('ACTIVATE');
    },
  };
}
