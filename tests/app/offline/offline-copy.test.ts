import { beforeEach, describe, expect, test } from 'vitest';
import { OfflineCopy } from '../../../src/app/offline/offline-copy.ts';

/** A service worker as far as a page sees one. */
class MadeUpWorker extends EventTarget {
  readonly said: unknown[] = [];
  postMessage(message: unknown) {
    this.said.push(message);
  }
}

class MadeUpRegistration extends EventTarget {
  active: MadeUpWorker | null = null;
  waiting: MadeUpWorker | null = null;
  installing: MadeUpWorker | null = null;
  updates = 0;

  update() {
    this.updates++;
    return Promise.reject(new TypeError('no network'));
  }

  /** The browser finds a version. */
  finds(): MadeUpWorker {
    this.installing = new MadeUpWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }

  /** It has fetched all of it. */
  fetched() {
    const worker = this.installing!;
    this.installing = null;
    if (this.active) this.waiting = worker;
    else this.active = worker;
    worker.dispatchEvent(new Event('statechange'));
  }

  /** It cannot have all of it. */
  fails() {
    const worker = this.installing!;
    this.installing = null;
    worker.dispatchEvent(new Event('statechange'));
  }

  /** The one that waits takes over. */
  takesOver() {
    const worker = this.waiting!;
    this.waiting = null;
    this.active = worker;
    worker.dispatchEvent(new Event('statechange'));
  }
}

class MadeUpBrowser {
  readonly registration = new MadeUpRegistration();
  readonly workers = Object.assign(new EventTarget(), {
    controller: null as MadeUpWorker | null,
    refuses: false,
    registered: [] as unknown[],
    register: (...given: unknown[]) => {
      this.workers.registered.push(given);
      if (this.workers.refuses) return Promise.reject(new DOMException('in a private window'));
      return Promise.resolve(this.registration);
    },
  });
  readonly page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  clock = 0;
  reloads = 0;
  now = () => this.clock;
  reload = () => {
    this.reloads++;
  };

  comesBack(afterMs: number) {
    this.clock += afterMs;
    for (const state of ['hidden', 'visible']) {
      this.page.visibilityState = state;
      this.page.dispatchEvent(new Event('visibilitychange'));
    }
  }
}

describe('the copy of the page that a browser keeps', () => {
  let browser: MadeUpBrowser;
  let copy: OfflineCopy;
  let told: string[];
  const begin = () => copy.begin(browser as never);

  beforeEach(() => {
    browser = new MadeUpBrowser();
    copy = new OfflineCopy();
    told = [];
    copy.onChanged(() => told.push(copy.state));
  });

  test('is made at the first visit, which nothing is offered in', async () => {
    browser.registration.installing = new MadeUpWorker();
    await begin();
    expect(copy.state).toBe('being-made');
    browser.registration.fetched();
    expect([copy.state, told]).toEqual(['whole', ['being-made', 'whole']]);
    expect(browser.workers.registered).toEqual([['./service-worker.js', { updateViaCache: 'none' }]]);
    browser.workers.dispatchEvent(new Event('controllerchange'));
    expect(browser.reloads).toBe(0);
  });

  test('is none where it cannot be fetched whole, or the browser keeps none', async () => {
    browser.registration.installing = new MadeUpWorker();
    await begin();
    browser.registration.fails();
    expect(copy.state).toBe('none');
    copy = new OfflineCopy();
    browser.workers.refuses = true;
    await begin();
    expect(copy.state).toBe('none');
    copy.take();
    expect(browser.reloads).toBe(0);
  });

  test('has a newer version beside it, which takes over when it is asked to, with one reload', async () => {
    browser.registration.active = new MadeUpWorker();
    await begin();
    expect(copy.state).toBe('whole');
    const newer = browser.registration.finds();
    expect(copy.state).toBe('whole');
    browser.registration.fetched();
    expect([copy.state, newer.said, browser.reloads]).toEqual(['newer', [], 0]);
    copy.take();
    expect([newer.said, browser.reloads]).toEqual([['take'], 0]);
    browser.workers.dispatchEvent(new Event('controllerchange'));
    browser.workers.dispatchEvent(new Event('controllerchange'));
    expect(browser.reloads).toBe(1);
  });

  test('tells of a version that has been waiting since an earlier visit', async () => {
    browser.registration.active = new MadeUpWorker();
    browser.registration.waiting = new MadeUpWorker();
    await begin();
    expect([copy.state, told]).toEqual(['newer', ['newer']]);
  });

  test('goes on offering what another page has taken: a reload is all that is left to do', async () => {
    browser.registration.active = new MadeUpWorker();
    await begin();
    browser.registration.finds();
    browser.registration.fetched();
    browser.registration.takesOver();
    browser.workers.dispatchEvent(new Event('controllerchange'));
    expect([copy.state, browser.reloads]).toEqual(['newer', 0]);
    copy.take();
    expect(browser.reloads).toBe(1);
  });

  test('stays whole where a newer version cannot be fetched', async () => {
    browser.registration.active = new MadeUpWorker();
    await begin();
    browser.registration.finds();
    browser.registration.fails();
    expect([copy.state, told]).toEqual(['whole', ['whole']]);
  });

  test('has what is left of older ones removed by the worker that answers the page', async () => {
    browser.registration.active = new MadeUpWorker();
    browser.workers.controller = browser.registration.active;
    await begin();
    expect(browser.registration.active.said).toEqual(['tidy']);
  });

  test('is looked after when somebody comes back to a page, once an hour', async () => {
    browser.registration.active = new MadeUpWorker();
    await begin();
    browser.comesBack(3_599_000);
    expect(browser.registration.updates).toBe(0);
    browser.comesBack(2_000);
    browser.comesBack(2_000);
    expect(browser.registration.updates).toBe(1);
  });
});
