// WebDriver (W3C) over HTTP, as WebKitWebDriver speaks it.

/** @typedef {import('./browser.mjs').Transport} Transport */

/**
 * @param {string} origin where the driver listens
 * @param {object} capabilities
 * @param {() => boolean} isAlive
 * @returns {Promise<Transport>}
 */
export async function webDriver(origin, capabilities, isAlive) {
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  const ask = async (method, path, body) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (;;) {
    if (!isAlive()) throw new Error('the driver ended before it listened');
    if (await ask('GET', '/status').catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const session = `/session/${sessionId}`;
  await ask('POST', `${session}/timeouts`, { script: 120_000, pageLoad: 120_000, implicit: 0 });
  return {
    navigate: (url) => ask('POST', `${session}/url`, { url }),
    execute: (script, args) => ask('POST', `${session}/execute/async`, { script, args }),
    performActions: (actions) => ask('POST', `${session}/actions`, { actions }),
    releaseActions: () => ask('DELETE', `${session}/actions`),
    screenshot: () => ask('GET', `${session}/screenshot`),
    setWindow: (width, height) => ask('POST', `${session}/window/rect`, { width, height }),
    close: () => ask('DELETE', session).catch(() => undefined),
  };
}
