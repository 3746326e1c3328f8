// The plainest of servers: a folder's files at a path of its own, with no header but what they are.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
};

export class StaticServer {
  /** @type {string} */ #path;
  /** @type {import('node:http').Server | null} */ #server = null;
  #port = 0;
  /** What it serves, from now on. @type {string} */ folder;

  /** @param {string} path with a slash on either end @param {string} folder */
  constructor(path, folder) {
    this.#path = path;
    this.folder = folder;
  }

  get address() {
    return `http://127.0.0.1:${this.#port}${this.#path}`;
  }

  /** Begins, at the same address as before where there was one. */
  async start() {
    const server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const isBelow = pathname.startsWith(this.#path);
      const file = join(this.folder, isBelow ? pathname.slice(this.#path.length) || 'index.html' : '');
      if (!isBelow || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    });
    await /** @type {Promise<void>} */ (
      new Promise((resolve) => server.listen(this.#port, '127.0.0.1', () => resolve()))
    );
    this.#port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    this.#server = server;
  }

  async stop() {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
