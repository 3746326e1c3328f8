import type { MotionSettings, PhysicsSettings } from '../physics/physics-settings.ts';
import type { Acquisition, BeamAcquisition } from './acquisition-schema.ts';

/** Whether a scan is made with a beam, and not by exact line integrals. */
export function hasBeam(acquisition: Acquisition): acquisition is BeamAcquisition {
  return acquisition.beam.kind !== 'exact';
}

/** Photons of the unattenuated beam for each channel and view; `undefined` where nothing counts them. */
export function photonsOf(acquisition: Acquisition): number | undefined {
  return hasBeam(acquisition) ? acquisition.noise?.photons : undefined;
}

/** What the floor of physics takes of an acquisition; `null` where its scan is exact line integrals. */
export function physicsOf(acquisition: Acquisition): PhysicsSettings | null {
  if (!hasBeam(acquisition)) return null;
  const { modality: _, inverseCrime: __, beam, noise, motion, ...others } = acquisition;
  return {
    ...others,
    ...beamOf(beam),
    ...(noise && { photons: noise.photons }),
    electronicNoise: noise?.electronicNoise ?? 0,
    motion: { ...AT_REST, ...motion },
  };
}

function beamOf(beam: BeamAcquisition['beam']): Pick<PhysicsSettings, 'energyKeV' | 'spectrum'> {
  const { kind, ...settings } = beam;
  return 'energyKeV' in settings ? settings : { spectrum: settings };
}

/** What a motion of another kind leaves unsaid. */
const AT_REST: MotionSettings = { kind: 'none', amplitudeMm: 0, directionDeg: 0, at: 0.5, cycles: 1 };
