import { EXTENSION_LIMITS, planExtension } from '../../src/corrections/truncation/extend-views.ts';
import { isMade } from '../../src/experiment/correction-list.ts';
import { type Experiment, gridOf, scanOf } from '../../src/experiment/experiment.ts';
import { physicsOf } from '../../src/experiment/physics-of.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import type { Subject } from '../../src/experiment/subject.ts';
import type { ParallelScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { type Scan, scanOfRow, withMoreChannels } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { planBeam, planReading } from '../../src/physics/scan-plan.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';

/** Plans all of an experiment up to where arrays would be made, and fails where one would be too large. */
export function planSizes(experiment: Experiment, subject: Subject): void {
  for (const { sentence } of experimentAdvice(experiment, subject)) mustBeSaid(sentence);
  const grid = gridOf(experiment);
  let scan: Scan = scanOf(experiment, subject);
  const physics = physicsOf(experiment.acquisition);
  if (subject.kind !== 'measurement' && subject.kind !== 'solids' && physics) {
    const beam = planBeam(subject, physics);
    planReading(beam, physics, scan.channels, experiment.seed);
    mustBeNumbers(beam.calibration.waterMuPerMm, beam.calibration.effectiveEnergyKeV, ...beam.transmission.weights);
  }
  if (isMade(experiment.corrections, 'truncation')) {
    const extension = planExtension(scan, grid, 0.02, EXTENSION_LIMITS);
    if (extension) scan = withMoreChannels(scan, extension.before, extension.after);
  }
  mustHold(scan);
  if (scan.geometry === 'cone' || scan.geometry === 'tomosynthesis') return;
  const { reconstruction } = experiment;
  const rebins =
    scan.geometry === 'fan' &&
    (reconstruction.method === 'gridrec' || ('rebin' in reconstruction && reconstruction.rebin));
  const parallel = scan.geometry === 'fan' ? (rebins ? planRebin(scan).parallel : null) : (scanOfRow(scan) ?? scan);
  if (!parallel) return;
  mustHold(parallel);
  // Longer filters are planned alike, and take their time.
  const isShort = parallel.channels + Math.abs(parallel.offset) < 2000;
  if (reconstruction.method === 'gridrec' && isShort) {
    const plan = planGridrec(parallel as ParallelScan, grid, reconstruction.filter, reconstruction.cutoff);
    if (!(plan.gridSize <= 8192)) throw new Error(`a Fourier grid of ${plan.gridSize}`);
  }
}

function mustHold({ anglesRad, viewWeightsRad, channels }: Scan): void {
  const views = anglesRad.length;
  if (!(views >= 1 && channels >= 1 && views * channels <= 2 ** 27)) throw new Error(`${views} × ${channels} readings`);
  mustBeNumbers(...anglesRad.subarray(0, 100), ...viewWeightsRad.subarray(0, 100));
}

function mustBeNumbers(...numbers: readonly number[]): void {
  const odd = numbers.find((number) => !Number.isFinite(number));
  if (odd !== undefined) throw new Error(`a plan holds ${odd}`);
}

function mustBeSaid(sentence: string): void {
  if (/NaN|undefined|Infinity|\[object/.test(sentence)) throw new Error(`advice: ${sentence}`);
}
