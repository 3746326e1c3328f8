import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ValueUnit } from '../phantom/phantom.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import type { Subject } from './subject.ts';
import type { VolumeLook } from './volume-look.ts';

/**
 * The factor c by which line integrals p, in the unit of what was scanned, say what the detector counted relative to the open
 * beam: I/I₀ = e^(−c·p), noise and all. Without a beam a phantom in units of its own counts as so much water at 60 keV, as
 * it does in one. `null` for a measurement in units of its own, such as emission: nothing says that a beam came through.
 */
export function signalFactor(beam: BeamPlan | null, unit: ValueUnit, isMeasured: boolean): number | null {
  if (beam) return 1 / beam.outputScale;
  if (unit !== 'arbitrary') return 1;
  return isMeasured ? null : WATER_MU_PER_MM;
}

/** The factor where a look has been made {@link seeable}. */
export function knownFactor(factor: number | null): number {
  if (factor === null) throw new Error('a signal is asked for of readings that are no transmission');
  return factor;
}

/** The unit of what line integrals go through: of a measurement in 1/mm attenuation, as of most phantoms. */
export function unitOf(subject: Subject): ValueUnit {
  if (subject.kind !== 'measurement') return subject.unit;
  return subject.isArbitrary ? 'arbitrary' : 'attenuation-per-mm';
}

/** Whether readings say what was counted relative to an open beam, so that there is a transmission behind them. */
export function isTransmission(subject: Subject): boolean {
  return subject.kind !== 'measurement' || !subject.isArbitrary;
}

/** A look at what such readings can be looked at as. */
export function seeable(look: VolumeLook, subject: Subject): VolumeLook {
  return isTransmission(subject) ? look : { ...look, projection: 'line-integrals' };
}
