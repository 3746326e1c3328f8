import { trustedAddress } from '../shell/trusted-address.ts';
import { MESSAGES } from './worker-messages.ts';

/** Whether this browser has the page for use without a network: not at all, not yet, all of it, or a newer version beside it. */
export type CopyState = 'none' | 'being-made' | 'whole' | 'newer';

/** Beside index.html, whose folder it looks after; scripts/offline-plugin.mjs writes it. */
const WORKER = './service-worker.js';
/** A page that is left open looks for a newer version no more often, and only when somebody comes back to it. */
const LOOK_AGAIN_MS = 3_600_000;

/** What of the browser takes part. */
export interface CopyingBrowser {
  readonly workers: Pick<ServiceWorkerContainer, 'controller' | 'register' | 'addEventListener'>;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>;
  now(): number;
  reload(): void;
}

/**
 * The copy of the whole page that the browser keeps, which makes it work without a network. What is open stays of its own
 * version, late parts and all, until a newer one is taken.
 */
export class OfflineCopy {
  #browser: CopyingBrowser | null = null;
  #registration: ServiceWorkerRegistration | null = null;
  #state: CopyState = 'none';
  readonly #listeners = new Set<() => void>();

  get state(): CopyState {
    return this.#state;
  }

  /** @returns ends telling */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Makes the copy where there is none, and looks for a newer version. Browsers may refuse; then the page is as good without. */
  async begin(browser: CopyingBrowser): Promise<void> {
    const { workers } = browser;
    try {
      const registration = await workers.register(trustedAddress(WORKER), { updateViaCache: 'none' });
      this.#browser = browser;
      this.#registration = registration;
      registration.addEventListener('updatefound', () => this.#follow(registration.installing));
      this.#follow(registration.installing);
      this.#look();
      workers.controller?.postMessage(MESSAGES.tidy);
      this.#lookAgain(registration, browser);
    } catch {
      // In private windows, say, or where the server does not have the worker.
    }
  }

  /** The newer version takes over, with a reload. Another page may have taken it already. */
  take(): void {
    const waiting = this.#registration?.waiting;
    const browser = this.#browser;
    if (!waiting) browser?.reload();
    else {
      browser?.workers.addEventListener('controllerchange', () => browser.reload(), { once: true });
      waiting.postMessage(MESSAGES.take);
    }
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => this.#look());
    this.#look();
  }

  #look(): void {
    const { active, waiting, installing } = this.#registration ?? {};
    if (active && waiting) this.#become('newer');
    // One that was taken by another page: this one is still of the version before.
    else if (this.#state === 'newer') return;
    else if (active) this.#become('whole');
    else this.#become(installing || waiting ? 'being-made' : 'none');
  }

  #become(state: CopyState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #lookAgain(registration: ServiceWorkerRegistration, { page, now }: CopyingBrowser): void {
    let last = now();
    page.addEventListener('visibilitychange', () => {
      if (page.visibilityState !== 'visible' || now() - last < LOOK_AGAIN_MS) return;
      last = now();
      // Without a network there is none.
      registration.update().catch(() => undefined);
    });
  }
}

/** The page's own. */
export const offlineCopy = new OfflineCopy();

/** Resolves when the first pictures are there and the browser has nothing better to do. */
async function idle(stage: HTMLElement): Promise<void> {
  if (stage.getAttribute('aria-busy') !== 'false') {
    await new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => {
        if (stage.getAttribute('aria-busy') !== 'false') return;
        watch.disconnect();
        resolve();
      });
      watch.observe(stage, { attributeFilter: ['aria-busy'] });
    });
  }
  await new Promise<void>((resolve) => {
    // WebKit has no such callback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 1000);
  });
}

/** Begins the page's copy once nothing of it can be in the way of the first pictures. */
export async function beginOfflineCopy(stage: HTMLElement): Promise<void> {
  await idle(stage);
  await offlineCopy.begin({
    workers: navigator.serviceWorker,
    page: document,
    now: () => performance.now(),
    reload: () => location.reload(),
  });
}
