// Watches from a thread of its own, which goes on where the main one goes round and round in a library.

import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';

const EVERY_MS = 250;
/** To stop in a library compiled to WebAssembly takes the engine seconds. */
const MOST_TO_STOP_MS = 30_000;

/** @type {{ turns: Int32Array, mostMs: number }} Which turn it is, and the number of what is brought in it. */
const { turns, mostMs } = workerData;
let [last, sinceMs] = [0, performance.now()];
const timer = setInterval(() => {
  const turn = Atomics.load(turns, 0);
  if (turn !== last) [last, sinceMs] = [turn, performance.now()];
  else if (turn > 0 && performance.now() - sinceMs > mostMs) end();
}, EVERY_MS);

function end() {
  clearInterval(timer);
  say(`number ${Atomics.load(turns, 1)} has not ended after ${mostMs / 1000} s; the program was`);
  const session = new Session();
  session.connectToMainThread();
  session.on('Debugger.paused', ({ params: { callFrames } }) => {
    for (const { functionName, url, location } of callFrames) {
      say(`  at ${functionName || '(no name)'} ${url}:${location.lineNumber + 1}`);
    }
    process.kill(process.pid, 'SIGKILL');
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), MOST_TO_STOP_MS);
}

/** Not by the console, which waits for the main thread. @param {string} line */
function say(line) {
  writeSync(2, `${line}\n`);
}
