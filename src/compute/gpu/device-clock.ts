import type { BackendDescription } from '../device.ts';
import { type LapTimer, WallLaps } from '../laps.ts';
import { BusySpans } from './busy-spans.ts';

/** A browser that tells of the end of work within this tells of it at once. */
const PROMPT_MS = 20;
/** Of five answers. */
const MAJORITY = 3;
/** What browsers round time stamps to. */
const STAMP_RESOLUTION_MS = 0.1;

/**
 * How long a device was at something. The clock on the wall says so where the browser tells at once that work is done.
 * Firefox looks only every 100 ms: there the device's own clock is read (`timestamp-query`), and where it has none, the
 * time that an idle device takes to answer is taken off what passes on the wall, which is then known to that time.
 */
export class DeviceClock {
  /** How late the end of work is told where there is none to wait for, in ms; 0 where it is told at once. */
  readonly idleLatencyMs: number;
  readonly #spans: BusySpans | null;
  /** Whoever times now: the device has one set of stamps. */
  #timing: LapTimer | null = null;
  #waitedMs = 0;

  /** Measures the device at rest: nothing may be asked of it meanwhile. */
  static async of(device: GPUDevice): Promise<DeviceClock> {
    return new DeviceClock(device, await idleLatencyMs(device.queue));
  }

  private constructor(device: GPUDevice, idleLatencyMs: number) {
    this.idleLatencyMs = idleLatencyMs;
    this.#spans = idleLatencyMs > 0 && device.features.has('timestamp-query') ? new BusySpans(device) : null;
  }

  /** What times are by, where it is not simply the clock on the wall. */
  get description(): Pick<BackendDescription, 'clock'> {
    if (this.idleLatencyMs === 0) return {};
    if (this.#spans) return { clock: { words: 'GPU clock', resolutionMs: STAMP_RESOLUTION_MS } };
    const latency = Math.round(this.idleLatencyMs);
    return { clock: { words: `wall clock less ${latency} ms of idle latency`, resolutionMs: latency } };
  }

  /** What a compute pass is to write for whoever times; nothing where nobody does. */
  nextPass(): GPUComputePassTimestampWrites | undefined {
    return this.#timing ? this.#spans?.nextPass() : undefined;
  }

  /** Waits for what the device tells. Resolves with the time at which it was so, as far as that is known. */
  async toldAt(told: Promise<unknown>): Promise<number> {
    const start = performance.now();
    await told;
    const now = performance.now();
    this.#waitedMs += now - start;
    this.#spans?.pause();
    return Math.max(start, now - this.idleLatencyMs);
  }

  /** Times from now on; what was timed before by another goes on by the clock on the wall. */
  startLaps(operators: { finished(): Promise<number> }): LapTimer {
    const spans = this.#spans;
    if (!spans) return new WallLaps(operators);
    const onTheWall = new WallLaps(operators);
    let start = performance.now();
    let waitedMs = this.#waitedMs;
    const timer: LapTimer = {
      lap: async () => {
        if (this.#timing !== timer) return onTheWall.lap();
        // What was done here while the device was not waited for: it takes its time too where the device is quicker.
        const hostMs = performance.now() - start - (this.#waitedMs - waitedMs);
        let busyMs: number | null = null;
        const toldAt = await this.toldAt(
          spans.takeMs().then((ms) => {
            busyMs = ms;
          }),
        );
        const wallMs = toldAt - start;
        start = performance.now();
        waitedMs = this.#waitedMs;
        return Math.max(hostMs, busyMs ?? wallMs);
      },
    };
    this.#timing = timer;
    spans.pause();
    return timer;
  }
}

/** How late an idle queue tells that it has nothing to do, the median of several; 0 where that is soon enough. */
async function idleLatencyMs(queue: GPUQueue): Promise<number> {
  const ask = async () => {
    const start = performance.now();
    await queue.onSubmittedWorkDone();
    return performance.now() - start;
  };
  // A browser that looks every so often answers the first at any time, and the next ones a whole while later.
  await ask();
  const late: number[] = [];
  // On a busy machine an answer may be late by chance, and the one after it early.
  for (let prompt = 0; prompt < MAJORITY && late.length < MAJORITY; ) {
    const tookMs = await ask();
    if (tookMs < PROMPT_MS) prompt++;
    else late.push(tookMs);
  }
  return late.length < MAJORITY ? 0 : late.sort((a, b) => a - b)[MAJORITY >> 1]!;
}
