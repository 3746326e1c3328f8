import { fetchedPart } from '../../fetched-part.ts';
import { gridShape } from '../../geometry/grid.ts';
import type { Iterating } from '../../methods/iterative/iterating.ts';
import { ENDING_SETTINGS } from '../../methods/iterative/iterative-settings.ts';
import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import { waterOf } from '../run-result.ts';
import { signalFactor } from '../signal-of-readings.ts';
import { sinogramIn, sinogramNeeds, sinogramScan } from './corrected.ts';
import { physicsOf, stage, wayOf } from './given.ts';
import { beam } from './physics.ts';
import { plainImage } from './plain-image.ts';
import { subject, wholeGrid } from './subject-and-scan.ts';
import { truth } from './truth.ts';

/** What is kept of one method's iterations besides what it works with, in bytes. */
const MOST_KEPT_BYTES = 128 * 2 ** 20;

export const iterativePart = () =>
  fetchedPart(() => import('../../methods/iterative/begin-iterating.ts'), 'The part that reconstructs by iterations');

/** Iterations of a method, as many as have been asked for; how many that is, and when they stop, is for others to say. */
export const iterations = stage({
  name: 'iterations',
  phase: 'back-project',
  reads: (given) => {
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
      // The start may be back-projected.
      backProjection: given.backProjection,
    };
  },
  needs: ({ isCorrected, hasBeam, hasTruth }) => ({
    subject,
    sinogramScan,
    wholeGrid,
    beam: hasBeam ? beam : null,
    truth: hasTruth ? truth : null,
    ...sinogramNeeds(isCorrected),
  }),
  async run(context, reads, { subject, sinogramScan, wholeGrid, beam, truth, ...sinogram }): Promise<Iterating> {
    const { operators, create, giveBack } = context;
    const { method, settings, photons, electronicNoise } = reads;
    const { beginIterating } = await iterativePart();
    const spec = METHODS.get(method);
    if (!spec.iterates) throw new Error(`iterations were asked for of ${method}`);
    const readings = sinogramIn(sinogram);
    const isMeasured = subject.kind === 'measurement';
    const unit = isMeasured ? null : subject.unit;
    const start = (signal: AbortSignal | undefined) =>
      plainImage(operators, readings, sinogramScan, wholeGrid, { signal });
    const [columns, rows, slices] = gridShape(wholeGrid);
    return beginIterating({
      ...{ operators, work: await spec.load(), settings, scan: sinogramScan, grid: wholeGrid, readings, truth },
      start: settings.start === 'fbp' ? start : null,
      // Without a beam, phantoms in units of their own have water at 1.
      waterValue: !beam && unit === 'arbitrary' ? 1 : waterOf(beam),
      counting: { photons, electronicNoise, signalFactor: signalFactor(beam, unit) },
      mostKept: Math.floor(MOST_KEPT_BYTES / (4 * columns * rows * slices)),
      ...{ create, giveBack },
    });
  },
});
