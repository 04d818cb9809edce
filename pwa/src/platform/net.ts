import type { Answer, Fault } from '../core/problems.ts';
import { problemOf } from '../core/problems.ts';

/** Long enough for 2G, short enough that a person still waits. Milliseconds. */
const API_TIMEOUT_MS = 15_000;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Net {
  /** One call of the API; `path` starts behind /api. Never throws: a fault is a value. */
  call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>>;
}

/**
 * The API of our own origin. Cookies travel by themselves; every unsafe request carries X-Apel
 * (security.md C2).
 */
export function net(fetch: Fetch, language: () => string): Net {
  return {
    async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
      const headers: Record<string, string> = { 'Accept-Language': language() };
      if (method !== 'GET') headers['X-Apel'] = '1';
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      const limit = timeLimit(API_TIMEOUT_MS);
      const sent = await send(fetch, `/api${path}`, {
        method,
        headers,
        cache: 'no-store',
        credentials: 'same-origin',
        body: body === undefined ? null : JSON.stringify(body),
        signal: limit.signal,
      });
      const answer = sent.ok ? await read<T>(sent.value) : sent;
      limit.end();
      return answer;
    },
  };
}

/** AbortSignal.timeout is missing before Safari 16. */
function timeLimit(ms: number): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const late = (): void => controller.abort(new DOMException('no answer in time', 'TimeoutError'));
  const timer = setTimeout(late, ms);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

async function send(fetch: Fetch, url: string, init: RequestInit): Promise<Answer<Response>> {
  try {
    const response = await fetch(url, init);
    return { ok: true, status: response.status, value: response };
  } catch (cause) {
    return { ok: false, fault: faultOf(cause) };
  }
}

/** A dropped line arrives as AbortError too: only our own timer says TimeoutError. */
function faultOf(cause: unknown): Fault {
  const late = cause instanceof DOMException && cause.name === 'TimeoutError';
  return { kind: late ? 'TIMEOUT' : 'OFFLINE', cause };
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const { status, headers } = response;
  if (status === 204) return { ok: true, status, value: undefined as T };
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    const broken = cause instanceof SyntaxError;
    return { ok: false, fault: broken ? { kind: 'GARBLED', status } : faultOf(cause) };
  }
  if (response.ok) return { ok: true, status, value: body as T };
  if (typeof body !== 'object' || body === null) {
    return { ok: false, fault: { kind: 'GARBLED', status } };
  }
  const problem = problemOf(status, body as Record<string, unknown>, headers.get('Retry-After'));
  return { ok: false, fault: { kind: 'PROBLEM', problem } };
}
