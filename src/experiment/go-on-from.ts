import type { Lane } from '../pipeline/lane.ts';
import type { PipelineRun } from '../pipeline/pipeline-run.ts';
import type { Lease } from '../pipeline/result-cache.ts';
import { recordOf } from './iteration-record.ts';
import { waterOf } from './run-result.ts';
import type { ImageStep } from './run-steps.ts';
import { physicsOf, type RunGiven } from './stages/given.ts';
import { goingOn } from './stages/going-on.ts';
import { beam } from './stages/physics.ts';
import { grid } from './stages/subject-and-scan.ts';

/**
 * What iterations that go on from an image have to show, the image itself first, with what holds it.
 *
 * @param lane of the run, which is to keep none of it
 */
export async function* goOnFrom(
  run: PipelineRun<RunGiven>,
  lane: Lane,
): AsyncGenerator<{ readonly step: ImageStep; readonly leases: readonly Lease[] }, void, void> {
  const waterMuPerMm = waterOf(physicsOf(run.given) ? await run.get(beam) : null);
  const shared = { kind: 'image', grid: await run.get(grid), waterMuPerMm, goesOn: true } as const;
  const steps = run.grow(goingOn);
  try {
    for (;;) {
      const { value, done } = await steps.next();
      const { image, views, of, iterating } = value;
      const step = { ...shared, image, views, of, iterations: recordOf(iterating, views) };
      yield { step, leases: run.leasesOf([goingOn]) };
      if (done) return;
    }
  } finally {
    await steps.return(undefined as never);
    lane.drop(goingOn.name);
  }
}
