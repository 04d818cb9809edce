/** How this browser puts an app on the home screen. */
export type Way = 'INSTALLED' | 'IOS_SAFARI' | 'IOS_OTHER' | 'PROMPT' | 'MENU';

/** Chromium's own event: wicg.github.io/manifest-incubations §beforeinstallprompt. */
interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

export interface Installation {
  way(): Way;
  /** Asks the browser to install; only where `way` is PROMPT, inside a tap. */
  ask(): Promise<void>;
  onChange(listener: () => void): void;
}

export function installation(window: Window): Installation {
  let prompt: InstallPrompt | null = null;
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    tell();
  });
  window.addEventListener('appinstalled', () => {
    prompt = null;
    tell();
  });
  return {
    way: () => wayOf(window, prompt !== null),
    async ask() {
      await prompt?.prompt();
      prompt = null;
      tell();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function wayOf(window: Window, canAsk: boolean): Way {
  const { navigator } = window;
  const standalone =
    window.matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true); // iOS before display-mode
  if (standalone) return 'INSTALLED';
  if (isIos(navigator)) return isSafari(navigator.userAgent) ? 'IOS_SAFARI' : 'IOS_OTHER';
  return canAsk ? 'PROMPT' : 'MENU';
}

/** iPads call themselves Macs but have a touch screen. */
const isIos = ({ userAgent, maxTouchPoints }: Navigator): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);

/** Other browsers and in-app views on iOS lack "Safari" or add a name of their own. */
const isSafari = (userAgent: string): boolean =>
  /Safari\//.test(userAgent) &&
  !/CriOS|FxiOS|EdgiOS|OPiOS|GSA\/|FBAN|FBAV|Instagram|Line\//.test(userAgent);

/** A name for this device that its owner recognises, e.g. "Chrome, Android". */
export function deviceLabel({ userAgent }: Navigator): string {
  const system = /iPhone/.test(userAgent)
    ? 'iPhone'
    : /iPad/.test(userAgent)
      ? 'iPad'
      : /Android/.test(userAgent)
        ? 'Android'
        : /Windows/.test(userAgent)
          ? 'Windows'
          : /Mac OS/.test(userAgent)
            ? 'Mac'
            : 'Linux';
  return `${browserName({ userAgent })}, ${system}`;
}

/** The name under which the phone's settings list this browser. */
export function browserName({ userAgent }: { userAgent: string }): string {
  const known: readonly [RegExp, string][] = [
    [/SamsungBrowser/, 'Samsung Internet'],
    [/FxiOS|Firefox/, 'Firefox'],
    [/Edg/, 'Edge'],
    [/CriOS|Chrome/, 'Chrome'],
    [/Safari/, 'Safari'],
  ];
  return known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'browser';
}
