// `npm run check`: lint and format, and the types of the page, of the engine and of what runs in Node.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
/** @param {string} name @param {string} path */
const commandOf = (name, path) => join(dirname(require.resolve(`${name}/package.json`)), path);
const biome = [commandOf('@biomejs/biome', 'bin/biome'), 'ci', '.'];
/**
 * By one thread each: several know nothing of what the others have checked, and take half as much time of processors again.
 *
 * @param {string} project
 */
const types = (project) => [
  commandOf('typescript', 'bin/tsc'),
  '-p',
  project,
  '--pretty',
  String(process.stdout.isTTY === true),
  '--singleThreaded',
];

// Two rows side by side that take about the same time.
const rows = [[biome, types('tsconfig.json'), types('tsconfig.engine.json')], [types('tsconfig.node.json')]];

/**
 * Says what the command said when it has ended, so that two do not talk at once.
 *
 * @param {string[]} command
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const said = [];
    child.stdout.on('data', (part) => said.push(part));
    child.stderr.on('data', (part) => said.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

/** @param {string[][]} row */
async function runRow(row) {
  for (const command of row) {
    const code = await run(command);
    if (code !== 0) process.exitCode = code;
  }
}

await Promise.all(rows.map(runRow));
