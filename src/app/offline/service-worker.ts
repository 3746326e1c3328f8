// Keeps all that was built, and nothing else, and answers the page from it; a newer version is fetched beside it and waits
// until it is taken. The build writes the list of files into it (scripts/offline-plugin.mjs).

import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { fileAddress, isPart, mayTidy } from './kept-files.ts';
import { keptResponse } from './kept-response.ts';
import { MESSAGES } from './worker-messages.ts';
import type { FetchEvent, WorkerScope } from './worker-scope.ts';

declare const self: WorkerScope;

/** Browsers ask one server for six files at a time; the page is to find a place among them. */
const AT_ONCE = 4;

const { scope } = self.registration;
const files = new PrecacheController({
  plugins: [{ cacheWillUpdate: ({ response }) => Promise.resolve(keptResponse(response)) }],
});
files.addToCacheList(self.__WB_MANIFEST);

self.addEventListener('install', (event) => event.waitUntil(fetchAll(event)));
// The first visit's page too is to find its late parts when the network goes away.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (event.data === MESSAGES.take) event.waitUntil(self.skipWaiting());
  if (event.data === MESSAGES.tidy) event.waitUntil(tidy(event));
});
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const address = method === 'GET' ? fileAddress(url, scope) : null;
  if (!address) return;
  const key = files.getCacheKeyForURL(address);
  if (key) event.respondWith(answer(event, key));
  else if (isPart(address, scope)) event.respondWith(answer(event, address));
});

/** Workbox would fetch one file after the other, which takes the way to the server some three hundred times. */
async function fetchAll(event: ExtendableEvent): Promise<void> {
  const left = files.getURLsToCacheKeys().entries();
  const lane = async () => {
    for (const [url, cacheKey] of left) {
      const integrity = files.getIntegrityForCacheKey(cacheKey)!;
      // What lies under a name of its own may have come with the page itself.
      const cache = cacheKey === url ? 'default' : 'reload';
      const request = new Request(url, { integrity, cache, credentials: 'same-origin' });
      await Promise.all(files.strategy.handleAll({ params: { cacheKey }, request, event }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function answer({ request }: FetchEvent, key: string): Promise<Response> {
  // Where the browser has lost its copies the server is still there.
  const kept = await caches.match(key, { cacheName: files.strategy.cacheName }).catch(() => undefined);
  return kept ?? fetch(request);
}

/** Drops what only other versions had. */
async function tidy(event: ExtendableEvent): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const addresses = windows.map(({ url }) => url);
  if (mayTidy(self.registration, addresses, scope)) await files.activate(event);
}
