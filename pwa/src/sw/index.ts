/**
 * Serves the shell and its files without a network. The API, the photos and the dashboard pass
 * untouched. The build writes BUILD (scripts/build.mjs).
 */
export {};

declare const self: ServiceWorkerGlobalScope;
declare const BUILD: {
  /** Changes with any byte of the listed files. */
  version: string;
  /** Paths of the employee's entry, the shell ("/") first. */
  files: readonly string[];
  /** Paths that are kept from their first use on: rare screens, English. */
  onDemand: readonly string[];
  /** First path segments that dasbor.html serves. */
  dashboard: readonly string[];
};

const PREFIX = 'apel-';
const CACHE = PREFIX + BUILD.version;
const SHELL = '/';

const routeOf = ({ method, mode, url }: Request): 'SHELL' | 'ASSET' | 'LATER' | 'PASS' => {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return 'PASS';
  if (BUILD.dashboard.includes(pathname.split('/')[1] ?? '')) return 'PASS';
  if (mode === 'navigate') return pathname.includes('.') ? 'PASS' : 'SHELL';
  if (BUILD.files.includes(pathname)) return 'ASSET';
  return BUILD.onDemand.includes(pathname) ? 'LATER' : 'PASS';
};

/** A failed install stays failed: the old version goes on serving. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(BUILD.files.map((file) => new Request(file, { cache: 'reload' })));
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keeping(request: Request): Promise<Response> {
  const response = await fetch(request);
  const cache = await caches.open(CACHE);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function fromCache(route: 'SHELL' | 'ASSET' | 'LATER', request: Request): Promise<Response> {
  const key = route === 'SHELL' ? SHELL : request;
  const kept = await caches.match(key, { cacheName: CACHE });
  return kept ?? (route === 'LATER' ? keeping(request) : fetch(request));
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'ACTIVATE') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const route = routeOf(request);
  if (route === 'PASS') return;
  event.respondWith(fromCache(route, request));
});
