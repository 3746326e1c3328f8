import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Says that number 7 has begun, as the watchdog does, and goes on with it for ever. */
const GOES_ROUND = `
const { Worker } = require('node:worker_threads');
const turns = new Int32Array(new SharedArrayBuffer(8));
new Worker(process.argv[1], { workerData: { turns, mostMs: 200 } }).once('online', function goesRound() {
  turns[1] = 7;
  turns[0] = 1;
  for (;;);
});
`;

test('a program that goes round and round is ended, and says with what and where', () => {
  const watching = fileURLToPath(new URL('./watching.mjs', import.meta.url));
  const { signal, stderr } = spawnSync(process.execPath, ['-e', GOES_ROUND, watching], { encoding: 'utf8' });
  expect(signal).toBe('SIGKILL');
  expect(stderr).toContain('number 7 has not ended after 0.2 s');
  expect(stderr).toContain('at goesRound');
});
