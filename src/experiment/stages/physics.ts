import { fetchedPart } from '../../fetched-part.ts';
import type { PhysicsSettings } from '../../physics/physics-settings.ts';
import { physicsOf, stage } from './given.ts';
import { scan, subject } from './subject-and-scan.ts';

/** Fetched when an experiment first has physics, along with the tables of attenuation. */
export const physicalScanner = () => fetchedPart(() => import('../physical-scanner.ts'), 'The physics of the scan');

/** The beam's way through the phantom. */
export const beam = stage({
  name: 'beam',
  reads: (given) => {
    const { energyKeV, spectrum } = physicsOf(given) ?? {};
    return { energyKeV, spectrum };
  },
  needs: () => ({ subject }),
  async run(_context, settings, { subject }) {
    if (subject.kind === 'measurement') throw new Error('a beam was asked for through a finished scan');
    const { planBeam } = await physicalScanner();
    return planBeam(subject, settings);
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
    return physics && opticsOf(physics);
  },
  needs: () => ({ beam, scan }),
  async *run(context, optics, { beam, scan }) {
    if (!optics) throw new Error('signals were asked for where there is no physics');
    const { makeSignals } = await physicalScanner();
    return yield* makeSignals(context, beam, optics, scan);
  },
});
