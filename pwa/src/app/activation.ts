import type { Answer } from '../core/problems.ts';
import type { ActivationCheck, ActivationRequest, Me, TotpSecret } from '../core/wire.ts';
import type { Net } from '../platform/net.ts';
import type { ThisDevice } from './device.ts';
import type { SessionStore } from './session.ts';

/** The notice whose reading is recorded (security.md R1); raise it with its text. */
export const NOTICE_VERSION = 1;

export interface Activation {
  check(login: string, code: string): Promise<Answer<ActivationCheck>>;
  /** Sets the password, binds this device and signs in. Recovery goes the same way: the code decides. */
  activate(request: Omit<ActivationRequest, 'notice_version' | 'device'>): Promise<Answer<Me>>;
  newTotp(): Promise<Answer<TotpSecret>>;
  confirmTotp(code: string): Promise<Answer<Me>>;
}

export interface ActivationParts {
  net: Net;
  session: SessionStore;
  device: ThisDevice;
}

/** Made by the screens that need it: most days no phone does. */
export const activation = ({ net, session, device }: ActivationParts): Activation => ({
  check: (login, code) => net.call('POST', '/activation/check', { login, code: bare(code) }),
  async activate(request) {
    const key = await device.forActivation();
    const body: ActivationRequest = {
      ...request,
      code: bare(request.code),
      notice_version: NOTICE_VERSION,
      ...(key ? { device: key } : {}),
    };
    const answer = await net.call<Me>('POST', '/activation', body);
    if (answer.ok) await device.activated(answer.value);
    return session.adopt(answer);
  },
  newTotp: () => net.call('POST', '/totp', {}),
  confirmTotp: async (code) => session.adopt(await net.call<Me>('PUT', '/totp', { code })),
});

/** A code as the server knows it: upper case, without the dashes of the slip. */
const bare = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '');
