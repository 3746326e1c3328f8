import { photonsOf } from '../../../experiment/physics-of.ts';
import { finish } from '../../../experiment/run-steps.ts';
import { slicePlane } from '../../../experiment/slice-plane.ts';
import type { MeasuredPlane } from '../../../measure/plane.ts';
import type { AnalysisContext } from './analysis.ts';

/** Scans that are measured together, with that on the page. */
export const SCANS = 8;

/** Why an experiment has no other scans that differ in their noise; `null` where it has. */
export function whyNoSeeds({ subject, experiment }: AnalysisContext): string | null {
  if (subject.kind === 'measurement') {
    return 'A measurement was made once: other scans of the same object cannot be made of it.';
  }
  return photonsOf(experiment.acquisition) === undefined
    ? 'Every scan of this experiment is the same: choose a beam with noise, under Beam and detector.'
    : null;
}

/**
 * Slices of the same experiment with the seeds that follow its own, in a session of its own; tells how far it is.
 *
 * @throws (rejects) what the signal carries when it is given
 */
export async function furtherSeeds(
  { engine, experiment, subject, unit, progress }: AnalysisContext,
  signal: AbortSignal,
): Promise<readonly MeasuredPlane[]> {
  const count = SCANS - 1;
  const session = engine.createSession();
  const planes: MeasuredPlane[] = [];
  try {
    for (let further = 1; further <= count; further++) {
      progress((further - 1) / count);
      const other = { ...experiment, seed: (experiment.seed + further) % 2 ** 32 };
      const { result } = await finish(session.run(other, subject, { signal }));
      const values = Float32Array.from(await engine.operators.read(result.image));
      signal.throwIfAborted();
      planes.push(slicePlane(values, result.grid, unit === 'HU' ? 'HU' : 'arbitrary', result.waterMuPerMm));
    }
    progress(1);
    return planes;
  } finally {
    session.release();
  }
}
