import { fetchedPart } from '../../fetched-part.ts';
import { withoutVolume } from '../../phantom/volume-image.ts';
import type { PhysicsSettings } from '../../physics/physics-settings.ts';
import { isScannedInSpace } from '../object-in-space.ts';
import { isInPixels, modelOfPixels, physicsOf, stage } from './given.ts';
import { inPixels } from './pixels.ts';
import { grid, scan, subject } from './subject-and-scan.ts';

/** Fetched when an experiment first has physics, along with the tables of attenuation. */
export const physicalScanner = () =>
  fetchedPart(() => import('../physical-scanner.ts'), 'The part that simulates physics');

/** The beam's way through the phantom. */
export const beam = stage({
  name: 'beam',
  reads: (given) => {
    const { energyKeV, spectrum } = physicsOf(given) ?? {};
    const { subject, experiment } = given;
    return {
      energyKeV,
      spectrum,
      isInPixels: isInPixels(given),
      seesVolume: subject.kind === 'image' && isScannedInSpace(subject, experiment.scan),
    };
  },
  needs: ({ isInPixels }) => ({ subject, grid: isInPixels ? grid : null }),
  async run({ host, signal }, { seesVolume, isInPixels: _, ...settings }, { subject, grid }) {
    if (subject.kind === 'measurement') throw new Error('a beam was asked for through a finished scan');
    const { planBeamInSteps } = await physicalScanner();
    // What a scan of a slice sees of a volume is that slice.
    const steps = planBeamInSteps(subject.kind === 'image' && !seesVolume ? withoutVolume(subject) : subject, settings);
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        if (!grid) return value;
        return { ...value, parts: await Promise.all(value.parts.map((part) => inPixels(host, part, grid))) };
      }
      // Others may have something to do, or to say, while a large volume is gone through.
      await new Promise<void>((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
  },
});

/** What of the physics reaches the detector, before it is read. */
export function opticsOf({ focalSpotMm, channelAperture, detectorShift, motion }: PhysicsSettings) {
  return { focalSpotMm, channelAperture, detectorShift, motion };
}

/** What is left of the beam behind the phantom, so that turning the photons does not scan anew. */
export const signals = stage({
  name: 'signals',
  phase: 'scan',
  givesWay: true,
  reads: (given) => {
    const physics = physicsOf(given);
    return physics && { optics: opticsOf(physics), pixelModel: modelOfPixels(given) };
  },
  needs: () => ({ beam, scan }),
  async *run(context, reads, { beam, scan }) {
    if (!reads) throw new Error('signals were asked for where there is no physics');
    const { makeSignals } = await physicalScanner();
    return yield* makeSignals(context, beam, reads.optics, scan, reads.pixelModel ?? 'joseph');
  },
});
