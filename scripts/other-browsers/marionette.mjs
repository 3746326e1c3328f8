// Firefox's own remote protocol: WebDriver's commands as JSON over a TCP connection, which spares a driver beside it.
// https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html

import { connect } from 'node:net';

/** @typedef {import('./browser.mjs').Transport} Transport */

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Socket>}
 */
function connected(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/**
 * @param {number} port
 * @param {() => boolean} isAlive
 * @returns {Promise<Transport>}
 */
export async function marionette(port, isAlive) {
  /** @type {import('node:net').Socket | null} */
  let socket = null;
  while (!socket) {
    if (!isAlive()) throw new Error('Firefox ended before it listened');
    socket = await connected(port).catch(() => null);
    if (!socket) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(received.subarray(0, colon).toString());
      if (received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      // The first message introduces the server; replies are [1, id, error, result].
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
      else asked?.resolve(result);
    }
  });
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'));
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', fail);

  let last = 0;
  /** @param {string} name @param {object} parameters @returns {Promise<any>} */
  const send = (name, parameters) => {
    const id = ++last;
    const text = Buffer.from(JSON.stringify([0, id, name, parameters]));
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    });
  };
  await send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } });
  return {
    navigate: (url) => send('WebDriver:Navigate', { url }),
    execute: async (script, args) =>
      (await send('WebDriver:ExecuteAsyncScript', { script, args, scriptTimeout: 120_000, newSandbox: true })).value,
    performActions: (actions) => send('WebDriver:PerformActions', { actions }),
    releaseActions: () => send('WebDriver:ReleaseActions', {}),
    screenshot: async () => (await send('WebDriver:TakeScreenshot', { full: false, hash: false })).value,
    setWindow: (width, height) => send('WebDriver:SetWindowRect', { width, height }),
    close: async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      socket.destroy();
    },
  };
}
