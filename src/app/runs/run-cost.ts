import type { BackendDescription } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Phase } from '../../pipeline/stage.ts';

/** Work of each stage of a run: rays × shapes, readings, and pixel updates. */
export type RunWork = Readonly<Record<Phase, number>>;

export function workOf(experiment: Experiment, subject: Subject): RunWork {
  const { views, channels } = experiment.scan;
  const readings = views * channels;
  const perRay =
    subject.kind === 'measurement' ? 0 : subject.kind === 'image' ? subject.grid.rows : subject.shapes.length + 1;
  return {
    scan: readings * perRay * scansOf(experiment, subject),
    filter: experiment.reconstruction.filter === 'none' ? 0 : readings,
    'back-project': views * experiment.reconstruction.grid.pixels ** 2,
  };
}

/** The rays that stand for a channel or a focal spot of some width. */
const RAYS_OF_WIDE_CHANNEL = 4;

/** How many times the phantom is scanned: once for every ray of a channel, and for every material under a tube. */
function scansOf({ acquisition }: Experiment, subject: Subject): number {
  if (!hasBeam(acquisition)) return 1;
  const materials = subject.kind === 'shapes' ? new Set(subject.shapes.map(({ material }) => material)).size : 2;
  const rays = acquisition.channelAperture > 0 || acquisition.focalSpotMm > 0 ? RAYS_OF_WIDE_CHANNEL : 1;
  return rays * (acquisition.beam.kind === 'tube' ? Math.max(1, materials) : 1);
}

/** Work per millisecond before anything was measured: cautious, so that the first drag is not the slow one. */
const FIRST_GUESS: Readonly<Record<'cpu' | 'gpu' | 'software', RunWork>> = {
  cpu: { scan: 1e5, filter: 2e4, 'back-project': 5e5 },
  gpu: { scan: 2e6, filter: 1e5, 'back-project': 5e6 },
  software: { scan: 5e3, filter: 2e2, 'back-project': 3e4 },
};

/** Learns how fast a backend is from the runs it has made, and foretells how long another will take. */
export class RunCost {
  readonly #workPerMs: Record<Phase, number>;

  constructor(description: BackendDescription) {
    const kind = description.isSoftware ? 'software' : description.backend;
    this.#workPerMs = { ...FIRST_GUESS[kind] };
  }

  /** @param times of the stages, or `null` where only the whole was timed */
  learn(work: RunWork, times: readonly StageTime[] | null, totalMs: number): void {
    if (!times) {
      this.#learnTotal(work, totalMs);
      return;
    }
    for (const { stage, timeMs, kept } of times) {
      // Times near the clock's own coarseness say nothing.
      if (kept || timeMs < 0.5 || work[stage] === 0) continue;
      this.#workPerMs[stage] = 0.5 * this.#workPerMs[stage] + (0.5 * work[stage]) / timeMs;
    }
  }

  /** Expected time of a whole run in ms. */
  estimateMs(work: RunWork): number {
    return (['scan', 'filter', 'back-project'] as const).reduce((sum, s) => sum + work[s] / this.#workPerMs[s], 0);
  }

  /** A whole run slower than foretold makes every stage slower; a faster one may have found stages kept and says nothing. */
  #learnTotal(work: RunWork, totalMs: number): void {
    const ratio = this.estimateMs(work) / totalMs;
    if (!(ratio < 1)) return;
    for (const stage of ['scan', 'filter', 'back-project'] as const) this.#workPerMs[stage] *= (1 + ratio) / 2;
  }
}
