import type { DetectorRamp } from '../detector-ramp.ts';
import { type CirclePart, measuredDirections, partsCovered } from '../measured-directions.ts';
import type { ReadingWeights } from '../reading-weights.ts';
import { elapsedAnglesRad, isShortArc } from '../view-arc.ts';
import { type FanMachine, fanAngleRad, isocenterSpacingMm, type TurningFan } from './fan-scan.ts';

/**
 * The weights of a fan's readings (Kak & Slaney 1988, ch. 3.4): D·cosγ on an arc and D/√(D² + s²) = cosγ on a flat panel,
 * before the filter and a back-projection with 1/L² and 1/U². Where the arc is less than a turn, Parker's weights share out
 * what is measured twice, and where several parts of it are left out, weights like them.
 *
 * Plain back-projection leaves the ramp and its weights out: ½·Σ_v w_v·(D/L)²·p, which is the mean reading at the axis
 * times π, as for parallel rays. On a flat panel D/L = cosγ/U.
 */
export function fanReadingWeights(scan: TurningFan, isPlain: boolean): ReadingWeights {
  const gammas = Float64Array.from({ length: scan.channels }, (_, channel) => fanAngleRad(scan, channel));
  const distance = scan.sourceToIsocenterMm;
  const isArc = scan.detector === 'arc';
  const channelWeights = gammas.map((gamma) => {
    if (isPlain) return 0.5 * (isArc ? distance ** 2 : Math.cos(gamma) ** 2);
    return isArc ? distance * Math.cos(gamma) : Math.cos(gamma);
  });
  const direction = Math.sign(scan.arc.arcRad);
  const redundancy = isShortArc(scan.arc)
    ? {
        elapsedRad: elapsedAnglesRad(scan),
        fanAngleRad: gammas.map((gamma) => direction * gamma),
        halfExcessRad: (Math.abs(scan.arc.arcRad) - Math.PI) / 2,
        groups: scan.arc.gaps > 1 ? groupsOf(scan) : [],
      }
    : null;
  return { channelWeights, redundancy };
}

/** The parts of the turn that a fan's views stand for, counted from where its arc begins. */
function groupsOf({ anglesRad, arc }: TurningFan): CirclePart[] {
  return partsCovered(measuredDirections(anglesRad, 2 * Math.PI)).map(({ fromRad, widthRad }) => ({
    fromRad: fromRad - arc.startRad + arc.leadRad,
    widthRad,
  }));
}

/**
 * The ramp of a fan: ½(γ/sinγ)²·h(γ) for channels on an arc, ½·h(s) for channels on a flat panel seen at the isocentre (Kak &
 * Slaney 1988, ch. 3, eq. 85 and 133). The half stands for the full turn, in which every line is measured twice.
 */
export function fanRamp(scan: FanMachine): DetectorRamp {
  const stepRad = scan.channelSpacingMm / scan.sourceToDetectorMm;
  return scan.detector === 'arc'
    ? { step: stepRad, factor: 0.5, arcStepRad: stepRad }
    : { step: isocenterSpacingMm(scan), factor: 0.5, arcStepRad: 0 };
}
