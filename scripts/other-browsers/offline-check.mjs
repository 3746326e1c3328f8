import { strict as assert } from 'node:assert';
import { StaticServer } from '../static-server.mjs';

const AT_REST = `(await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'`;

/** @type {import('./checks.mjs').Check} */
export const offlineCheck = {
  name: 'without a server the page is all there, and isolated from its second visit on',
  async run(browser, { folder }) {
    // In a folder, and without headers that isolate it.
    const server = new StaticServer('/courses/ct/', folder);
    await server.start();
    try {
      await browser.openAddress(server.address);
      assert.equal(await browser.run('return crossOriginIsolated'), false);
      await browser.until(AT_REST, 'a copy of the page');
    } finally {
      await server.stop();
    }
    await browser.openAddress(server.address);
    assert.equal(await browser.run('return crossOriginIsolated'), true);
    const kept = await browser.run(
      `const [name] = await caches.keys();
       return (await (await caches.open(name)).keys()).map(({ url }) => url)`,
    );
    assert.ok(kept.length > 200, `${kept.length} files are kept`);
    const lost = await browser.run(
      `const answers = await Promise.all(args[0].map((url) => fetch(url).then(({ ok }) => ok, () => false)));
       return args[0].filter((url, at) => !answers[at])`,
      kept,
    );
    assert.deepEqual(lost, []);
    await browser.keys('?');
    await browser.until(
      `document.querySelector('dialog[open] .offline')?.textContent.includes('works without a network')`,
      'Help, which says so',
    );
  },
};
