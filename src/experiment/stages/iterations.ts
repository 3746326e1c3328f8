import type { DeviceArray } from '../../compute/device.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { gridShape } from '../../geometry/grid.ts';
import type { Known } from '../../methods/iterative/begin-iterating.ts';
import type { Iterating } from '../../methods/iterative/iterating.ts';
import { ENDING_SETTINGS } from '../../methods/iterative/iterative-settings.ts';
import { settingsFor, withoutPrior } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import type { Results, StageContext } from '../../pipeline/stage.ts';
import { waterOf } from '../run-result.ts';
import { signalFactor, unitOf } from '../signal-of-readings.ts';
import { sinogramIn, sinogramNeeds, sinogramScan } from './corrected.ts';
import { physicsOf, plan, type RunGiven, stage, wayOf } from './given.ts';
import { beam } from './physics.ts';
import { plainImage } from './plain-image.ts';
import { subject, wholeGrid } from './subject-and-scan.ts';
import { truth } from './truth.ts';

/** What is kept of one method's iterations besides what it works with, in bytes. */
const MOST_KEPT_BYTES = 128 * 2 ** 20;

export const iterativePart = () =>
  fetchedPart(() => import('../../methods/iterative/begin-iterating.ts'), 'The part that reconstructs by iterations');

function readsOf(given: RunGiven) {
  const { experiment, subject } = given;
  const { method } = wayOf(given);
  const physics = physicsOf(given);
  const settings = Object.entries(settingsFor(METHODS.get(method), { ...experiment.reconstruction }));
  return {
    method,
    settings: Object.fromEntries(settings.filter(([key]) => !(ENDING_SETTINGS as readonly string[]).includes(key))),
    isCorrected: wayOf(given).isCorrected,
    hasBeam: physics !== null,
    photons: physics?.photons ?? null,
    electronicNoise: physics?.electronicNoise ?? 0,
    hasTruth: subject.kind !== 'measurement' && (experiment.reconstruction.grid.slices ?? 1) === 1,
    // The start may be back-projected, and what a residual is compared with.
    backProjection: given.backProjection,
  };
}
type Reads = ReturnType<typeof readsOf>;

const needsOf = ({ isCorrected, hasBeam, hasTruth }: Reads) => ({
  subject,
  sinogramScan,
  wholeGrid,
  beam: hasBeam ? beam : null,
  truth: hasTruth ? truth : null,
  ...sinogramNeeds(isCorrected),
});

/** What is to be solved, whatever the prior: what has been worked out of it is kept, and its key says which it is. */
export const iteratedProblem = plan({
  name: 'problem of the iterations',
  reads: (given) => {
    const reads = readsOf(given);
    return { ...reads, settings: withoutPrior(METHODS.get(reads.method), reads.settings) };
  },
  needs: needsOf,
  make: (): Known => new Map(),
});

/** What the iterations of an experiment read and need, also where they go on from another image than their start. */
export const ofIterations = {
  reads: readsOf,
  needs: (reads: Reads) => ({ ...needsOf(reads), known: iteratedProblem }),
};
type Needs = Results<ReturnType<typeof ofIterations.needs>>;

/** Iterations of a method, as many as have been asked for; how many that is, and when they stop, is for others to say. */
export const iterations = stage({
  name: 'iterations',
  phase: 'back-project',
  ...ofIterations,
  run: (context, reads, needs): Promise<Iterating> => begun(context, reads, needs, null),
});

/** @param from what they go on from; `null` from their start */
export async function begun(
  { operators, create, giveBack }: StageContext,
  { method, settings, photons, electronicNoise }: Reads,
  { subject, sinogramScan, wholeGrid, beam, truth, known, ...sinogram }: Needs,
  from: DeviceArray | null,
): Promise<Iterating> {
  const { algebra, beginIterating } = await iterativePart();
  const spec = METHODS.get(method);
  if (!spec.iterates) throw new Error(`iterations were asked for of ${method}`);
  const readings = sinogramIn(sinogram);
  const isMeasured = subject.kind === 'measurement';
  const unit = unitOf(subject);
  const [columns, rows, slices] = gridShape(wholeGrid);
  const copied = async (image: DeviceArray) => {
    const copy = await operators.create(image.rows, image.columns);
    await algebra(operators).copy(copy, image);
    return copy;
  };
  const filtered = (signal: AbortSignal | undefined) =>
    plainImage(operators, readings, sinogramScan, wholeGrid, { signal });
  return beginIterating({
    ...{ operators, work: await spec.load(), settings, scan: sinogramScan, grid: wholeGrid, readings, truth, known },
    start: from ? () => copied(from) : settings.start === 'fbp' ? filtered : null,
    filtered,
    // Without a beam, values in units of their own have water at 1.
    waterValue: !beam && unit === 'arbitrary' ? 1 : waterOf(beam),
    counting: { photons, electronicNoise, signalFactor: signalFactor(beam, unit, isMeasured) },
    mostKept: from ? 0 : Math.floor(MOST_KEPT_BYTES / (4 * columns * rows * slices)),
    ...{ create, giveBack },
  });
}
