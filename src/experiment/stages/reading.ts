import type { DeviceArray } from '../../compute/device.ts';
import { readsExactly } from '../../physics/physics-settings.ts';
import { scanExactly } from './exact-scan.ts';
import { physicsOf, stage } from './given.ts';
import { beam, opticsOf, physicalScanner, signals } from './physics.ts';
import { picture, scan, subject } from './subject-and-scan.ts';

/** What the detector gave. */
export interface Reading {
  /** [views, channels]. */
  readonly lineIntegrals: DeviceArray;
  /** How many channels of each view had next to nothing left, [views, 1]; `null` where none can have. */
  readonly starved: DeviceArray | null;
}

/** The sinogram as the detector gave it. */
export const reading = stage({
  name: 'reading',
  phase: 'scan',
  reads: (given) => {
    const physics = physicsOf(given);
    const isPicture = given.subject.kind === 'image';
    return { isPicture, physics, seed: physics && given.experiment.seed };
  },
  needs: ({ isPicture, physics }) => ({
    subject,
    scan,
    beam: physics ? beam : null,
    signals: physics && !readsExactly(physics) ? signals : null,
    picture: isPicture && !physics ? picture : null,
  }),
  async *run(context, { physics, seed }, { subject, scan, beam, signals, picture }) {
    const { operators, create, own } = context;
    const exactly = (lineIntegrals: DeviceArray): Reading => ({ lineIntegrals, starved: null });
    if (subject.kind === 'measurement') {
      const { lineIntegrals, views, channels } = subject;
      return exactly(own(await operators.upload(lineIntegrals, views, channels)));
    }
    const lineIntegrals = await create(scan.anglesRad.length, scan.channels);
    if (!physics || !beam) {
      for await (const done of scanExactly(operators, subject, picture, scan, lineIntegrals)) yield { done };
      return exactly(lineIntegrals);
    }
    const { readOut, scanPart, standing } = await physicalScanner();
    if (!signals) {
      const [part] = beam.parts;
      const { detectorShift, motion } = opticsOf(physics);
      const steps = scanPart(operators, part!, motion, standing(scan, detectorShift), lineIntegrals, 'single');
      for await (const done of steps) yield { done };
      return exactly(lineIntegrals);
    }
    const starved = await create(scan.anglesRad.length, 1);
    for await (const _ of readOut(operators, beam, physics, seed ?? 0, signals, lineIntegrals, starved)) yield {};
    return { lineIntegrals, starved };
  },
});
