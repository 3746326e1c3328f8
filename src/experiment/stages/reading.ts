import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf } from '../../geometry/scan.ts';
import { sinogramCut } from '../../kernels/take-plane/plane-cut.ts';
import { readsExactly } from '../../physics/physics-settings.ts';
import { isScannedInSpace } from '../object-in-space.ts';
import { TAKEN_KEYS, takeFrom, takenOf } from '../taken-readings.ts';
import { scanExactly, scanSolidsExactly, scanVolumeExactly } from './exact-scan.ts';
import { modelOfPixels, physicsOf, stage } from './given.ts';
import { beam, opticsOf, physicalScanner, signals } from './physics.ts';
import { pixels } from './pixels.ts';
import { picture, scan, solids, subject } from './subject-and-scan.ts';

/** What the detector gave. */
export interface Reading {
  /** [views · detector rows, channels]. */
  readonly lineIntegrals: DeviceArray;
  /** How many channels of each row had next to nothing left, [views · detector rows, 1]; `null` where none can have. */
  readonly starved: DeviceArray | null;
}

/** The sinogram as the detector gave it. */
export const reading = stage({
  name: 'reading',
  phase: 'scan',
  reads: (given) => {
    const physics = physicsOf(given);
    const isPicture = given.subject.kind === 'image';
    const isInSpace = isScannedInSpace(given.subject, given.experiment.scan);
    const { measurement } = given.experiment;
    const taken = measurement && Object.fromEntries(TAKEN_KEYS.map((key) => [key, measurement[key]]));
    const ofBeam = { pixelModel: modelOfPixels(given), physics, seed: physics && given.experiment.seed };
    return { isPicture, isInSpace, taken, ...ofBeam };
  },
  needs: ({ isPicture, isInSpace, pixelModel, physics }) => ({
    subject,
    scan,
    beam: physics ? beam : null,
    signals: physics && !readsExactly(physics) ? signals : null,
    pixels: pixelModel && !physics ? pixels : null,
    picture: isPicture && !pixelModel && !physics ? picture : null,
    solids: isInSpace && !isPicture && !pixelModel && !physics ? solids : null,
  }),
  async *run(
    context,
    { isInSpace, pixelModel, physics, seed, taken },
    { subject, scan, beam, signals, pixels, picture, solids },
  ) {
    const { operators, create, own } = context;
    const exactly = (lineIntegrals: DeviceArray): Reading => ({ lineIntegrals, starved: null });
    if (subject.kind === 'measurement') {
      const rows = scan.anglesRad.length * detectorRowsOf(scan);
      const { lineIntegrals } = await takeFrom(subject, takenOf(taken, subject));
      // A measurement stays as it is, and so do the results of stages.
      return exactly(own(await operators.upload(lineIntegrals, rows, scan.channels, true)));
    }
    const lineIntegrals = await create(scan.anglesRad.length * detectorRowsOf(scan), scan.channels);
    const model = pixelModel ?? 'joseph';
    if (pixels) {
      const { values, grid } = pixels;
      const image = await operators.upload(values, grid.rows, grid.columns);
      try {
        const steps = scanExactly(operators, pixels, image, scan, lineIntegrals, 'single', model);
        for await (const done of steps) yield { done };
      } finally {
        operators.release(image);
      }
      return exactly(lineIntegrals);
    }
    if (solids) {
      for await (const done of scanSolidsExactly(operators, solids, scan, lineIntegrals)) yield { done };
      return exactly(lineIntegrals);
    }
    if (isInSpace && picture && subject.kind === 'image') {
      if (!subject.volume) throw new Error('a picture without a volume was to be scanned in space');
      const { grid } = subject.volume;
      for await (const done of scanVolumeExactly(operators, picture, grid, scan, lineIntegrals)) yield { done };
      return exactly(lineIntegrals);
    }
    if (!physics || !beam) {
      if (subject.kind === 'solids') throw new Error('a phantom of solids was to be scanned as one of shapes');
      for await (const done of scanExactly(operators, subject, picture, scan, lineIntegrals)) yield { done };
      return exactly(lineIntegrals);
    }
    const { asScanned, readOut, scanPart, standing } = await physicalScanner();
    if (!signals) {
      const [part] = beam.parts;
      const { detectorShift, motion } = opticsOf(physics);
      const stands = standing(scan, detectorShift);
      const steps = scanPart(operators, asScanned(part!, stands), motion, stands, lineIntegrals, 'single', model);
      for await (const done of steps) yield { done };
      return exactly(lineIntegrals);
    }
    const starved = await create(signals.rows, 1);
    const steps = readOut(operators, beam, physics, seed ?? 0, scan.anglesRad.length, signals, lineIntegrals, starved);
    for await (const _ of steps) yield {};
    return { lineIntegrals, starved };
  },
});

/** The sinogram that is shown of a detector with several rows: that of the row next to its middle, the upper of two. */
export const rowOfReading = stage({
  name: 'sinogram of a detector row',
  phase: 'scan',
  reads: () => null,
  needs: () => ({ scan, reading }),
  async run({ operators, create }, _reads, { scan, reading }) {
    const [views, rows] = [scan.anglesRad.length, detectorRowsOf(scan)];
    const sinogram = await create(views, scan.channels);
    await operators.takePlane(sinogramCut(views, rows, scan.channels, rows >> 1), reading.lineIntegrals, sinogram);
    return sinogram;
  },
});
