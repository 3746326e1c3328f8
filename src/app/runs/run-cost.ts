import type { BackendDescription } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { KeptParts } from '../../experiment/session.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import type { Subject } from '../../experiment/subject.ts';
import { workPerSpaceRay } from '../../experiment/work-per-ray.ts';
import { detectorRowsIn } from '../../geometry/scan.ts';
import { iterativeSettings } from '../../methods/iterative/iterative-settings.ts';
import type { Phase } from '../../pipeline/stage.ts';

/** Drawing a count, and the line integral of it, takes about as long as a ray through so many shapes. */
const READ_OUT_WORK = 8;

/** Nothing is there. */
export const NOTHING_KEPT: KeptParts = { signals: false, scan: false, filter: false, 'back-project': false };

/** Work of each stage of a run: rays × shapes, readings, and pixel updates. */
export interface RunWork extends Readonly<Record<Phase, number>> {
  /** Iterations of a method, each of which projects forward and back; then nothing is back-projected besides. */
  readonly iterating?: Iterating | undefined;
}

interface Iterating {
  readonly method: string;
  readonly updates: number;
}

/** A projection and its transpose, each as many pixel updates as a back-projection, in every iteration. */
const PROJECTIONS_PER_ITERATION = 2;

export function workOf(experiment: Experiment, subject: Subject): RunWork {
  const { scan, reconstruction } = experiment;
  const { views } = scan;
  const readings = readingsOf(experiment);
  const { pixels, slices = 1 } = reconstruction.grid;
  const updates = views * slices * pixels ** 2;
  const scanned = readings * workPerRayOf(subject) * scansOf(experiment, subject);
  const { method } = reconstruction;
  if ('iterations' in reconstruction) {
    const projections = PROJECTIONS_PER_ITERATION * reconstruction.iterations;
    return { scan: scanned, filter: 0, 'back-project': 0, iterating: { method, updates: projections * updates } };
  }
  return {
    scan: scanned,
    filter: reconstruction.filter === 'none' ? 0 : readings,
    'back-project': updates,
  };
}

/** What is left to do of a run where some is there already. */
export function workLeft(experiment: Experiment, subject: Subject, kept: KeptParts): RunWork {
  const work = workOf(experiment, subject);
  const readOut = Math.min(work.scan, READ_OUT_WORK * readingsOf(experiment));
  return {
    scan: kept.scan ? 0 : kept.signals ? readOut : work.scan,
    filter: kept.filter ? 0 : work.filter,
    'back-project': kept['back-project'] ? 0 : work['back-project'],
    ...(work.iterating && { iterating: iteratingLeft(experiment, work.iterating, kept) }),
  };
}

/** Iterations go on from those that are there. */
function iteratingLeft({ reconstruction }: Experiment, work: Iterating, kept: KeptParts): Iterating {
  const { iterations } = iterativeSettings({ ...reconstruction });
  const left = kept['back-project'] ? 0 : Math.max(0, iterations - (kept.iterations ?? 0));
  return { ...work, updates: (work.updates * left) / iterations };
}

function readingsOf({ scan }: Experiment): number {
  return scan.views * scan.channels * detectorRowsIn(scan);
}

/** How many shapes, or rows of pixels, a ray asks. */
function workPerRayOf(subject: Subject): number {
  switch (subject.kind) {
    case 'measurement':
      return 0;
    case 'image':
      return subject.grid.rows;
    case 'shapes':
      return subject.shapes.length + 1;
    case 'solids':
      return workPerSpaceRay(subject);
  }
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

/** Iterations go through a slice ray by ray, so many times slower than back-projection pixel by pixel. */
const ITERATING_SLOWNESS = 6;

/** A stage that takes less than this spends a good part of it on messages and on waiting for a core. */
const TELLING_MS = 5;

/** Learns how fast a backend is from the runs it has made, and foretells how long another will take. */
export class RunCost {
  readonly #workPerMs: Record<Phase, number>;
  /** Updates by iterations in a millisecond, of each method. */
  readonly #iterating = new Map<string, number>();

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
      if (work.iterating && stage === 'back-project') {
        if (!kept) this.#learnIterating(work.iterating, timeMs);
        continue;
      }
      // Times near the clock's own coarseness say nothing.
      if (kept || timeMs < 0.5 || work[stage] === 0) continue;
      const workPerMs = work[stage] / timeMs;
      // Little work seems slow, since asking for it takes its time too.
      if (timeMs < TELLING_MS && workPerMs < this.#workPerMs[stage]) continue;
      this.#workPerMs[stage] = 0.5 * this.#workPerMs[stage] + 0.5 * workPerMs;
    }
  }

  /** Expected time of a whole run in ms. */
  estimateMs(work: RunWork): number {
    const { iterating } = work;
    const iteratingMs = iterating ? iterating.updates / this.#iteratingPerMs(iterating.method) : 0;
    return (['scan', 'filter', 'back-project'] as const).reduce(
      (sum, stage) => sum + work[stage] / this.#workPerMs[stage],
      iteratingMs,
    );
  }

  #iteratingPerMs(method: string): number {
    return this.#iterating.get(method) ?? this.#workPerMs['back-project'] / ITERATING_SLOWNESS;
  }

  #learnIterating({ method, updates }: Iterating, timeMs: number): void {
    if (timeMs < 0.5 || updates === 0) return;
    const perMs = updates / timeMs;
    const before = this.#iteratingPerMs(method);
    // Of a coarse image most of the time is that of asking for it.
    if (timeMs < TELLING_MS && perMs < before) return;
    this.#iterating.set(method, 0.5 * before + 0.5 * perMs);
  }

  /** A whole run slower than foretold makes every stage slower; a faster one may have found stages kept and says nothing. */
  #learnTotal(work: RunWork, totalMs: number): void {
    const ratio = this.estimateMs(work) / totalMs;
    if (!(ratio < 1)) return;
    for (const stage of ['scan', 'filter', 'back-project'] as const) {
      if (work[stage] > 0) this.#workPerMs[stage] *= (1 + ratio) / 2;
    }
    const { iterating } = work;
    if (!iterating?.updates) return;
    this.#iterating.set(iterating.method, (this.#iteratingPerMs(iterating.method) * (1 + ratio)) / 2);
  }
}
