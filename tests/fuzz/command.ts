// npm run fuzz -- [--seed N] [--count M] [--seconds S] [--door NAME] [--only NUMBER]
//
// Brings M odd things to every door of the program, in process, and ends with 1 where one is neither accepted nor refused
// in one clean sentence within a second and its bound of memory. `--seconds` ends with a door before that many are
// brought; `--door` and `--only` bring one of them again.

import { parseArgs } from 'node:util';
import { type DoorOutcome, fuzz } from './fuzz.ts';
import { Watchdog } from './watchdog.ts';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    seconds: { type: 'string' },
    door: { type: 'string' },
    only: { type: 'string' },
  },
});

function whole(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`not a whole number: ${text}`);
}

/** What takes longer than this on any machine will never end. */
const MOST_MS = 60_000;

const seed = whole(values.seed);

function tell({ door, accepted, refused, failures, slowestMs, mostBytes }: DoorOutcome): void {
  const size = `${(mostBytes / 2 ** 20).toFixed(1)} MiB`;
  console.warn(
    `${door}: ${accepted} accepted, ${refused} refused, ${failures.length} failed; slowest ${slowestMs.toFixed(0)} ms, largest ${size}`,
  );
  for (const { number, what } of failures) {
    console.warn(`  npm run fuzz -- --seed ${seed} --door "${door}" --only ${number}\n    ${what}`);
  }
}

const watchdog = new Watchdog(MOST_MS);
const outcomes = await fuzz({
  seed,
  count: whole(values.count),
  door: values.door,
  mostSeconds: values.seconds === undefined ? undefined : whole(values.seconds),
  only: values.only === undefined ? undefined : whole(values.only),
  onDoor: tell,
  onNumber: (number) => watchdog.begin(number),
});
await watchdog.close();
if (outcomes.length === 0) throw new Error(`there is no door "${values.door}"`);
if (outcomes.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
