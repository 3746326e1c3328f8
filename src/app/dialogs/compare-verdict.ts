import type { DisplayUnit } from '../../experiment/experiment.ts';
import type { Comparison } from '../engine/compare-backends.ts';
import { significant } from '../panes/number-text.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';

/** Two f32 reconstructions that differ by more than this, RMS over RMS, do not compute the same. */
const AGREEMENT = 1e-4;
/** Texture units interpolate with weights of 8 bits: 2.5·10⁻⁴ of a smooth image's RMS, more where edges are many. */
const AGREEMENT_OF_APPROXIMATION = 1e-3;

/** One sentence on whether the backends agree and which was faster, honest about software GPUs. */
export function compareVerdict(comparison: Comparison, unit: DisplayUnit): string {
  const { cpu, gpu, difference } = comparison;
  const largest = `${significant(errorInDisplayUnit(difference.largest, unit, gpu.waterMuPerMm))}${unitText(unit)}`;
  const { approximation } = gpu.description;
  const agreement =
    difference.relativeRms < (approximation ? AGREEMENT_OF_APPROXIMATION : AGREEMENT)
      ? `GPU and CPU agree: the largest difference is ${largest}, ${approximation ? `from ${approximation}` : 'from rounding in 32-bit arithmetic'}`
      : `GPU and CPU do not agree: the largest difference is ${largest}, more than ${approximation ?? 'rounding'} ${approximation ? 'explain' : 'explains'}`;
  if (gpu.description.isSoftware) {
    return `${agreement}; this GPU is emulated in software, so its time says nothing about GPUs.`;
  }
  if (gpu.totalMs <= (gpu.description.clock?.resolutionMs ?? 0)) {
    return `${agreement}; this browser's clock is too coarse to say how fast the GPU was.`;
  }
  const ratio = cpu.totalMs / gpu.totalMs;
  const speed =
    ratio >= 1
      ? `the GPU was ${significant(ratio)} times as fast`
      : `the CPU was ${significant(1 / ratio)} times as fast, because so small a scan does not fill this GPU`;
  return `${agreement}, and ${speed}.`;
}
