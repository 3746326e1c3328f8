// The plainest of servers: a folder's files in a folder of its own, with no header but what they are.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
};

export class StaticServer {
  readonly #path: string;
  #server: Server | null = null;
  #port = 0;
  /** What it serves, from now on. */
  folder: string;

  /** @param path where, with a slash on either end */
  constructor(path: string, folder: string) {
    this.#path = path;
    this.folder = folder;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}${this.#path}`;
  }

  /** Begins, at the same address as before where there was one. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      const isBelow = pathname.startsWith(this.#path);
      const name = isBelow ? pathname.slice(this.#path.length) || 'index.html' : '';
      const file = join(this.folder, name);
      if (!isBelow || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
