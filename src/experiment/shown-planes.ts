import { fetchedPart } from '../fetched-part.ts';
import type { Operators } from '../operators/contract.ts';
import type { Lane } from '../pipeline/lane.ts';
import type { PipelineRun } from '../pipeline/pipeline-run.ts';
import type { GrowingParts } from './growing-volume.ts';
import type { PlanesStep, ProjectionStep, RunStep } from './run-steps.ts';
import type { RunGiven } from './stages/given.ts';
import { image } from './stages/image.ts';
import { iterations } from './stages/iterations.ts';
import { axialPlane, coronalPlane, projection, sagittalPlane, signalProjection } from './stages/planes.ts';
import type { Slice } from './stages/slice.ts';
import type { VolumeLook } from './volume-look.ts';

type Steps = AsyncGenerator<RunStep, void, void>;

/** Three planes of a volume, and one view, as they are looked at. */
export async function* shownPlanes(
  run: PipelineRun<RunGiven>,
  lane: Lane,
  look: VolumeLook,
  rest: Pick<PlanesStep, 'scan' | 'volume' | 'volumeGrid' | 'waterMuPerMm'>,
): Steps {
  const view = viewOf(look);
  const planes = {
    axial: await run.get(axialPlane),
    coronal: await run.get(coronalPlane),
    sagittal: await run.get(sagittalPlane),
    projection: await run.get(view),
  };
  const stages = [axialPlane, coronalPlane, sagittalPlane, view];
  yield* lane.show('planes', run.leasesOf(stages), { kind: 'planes', look, ...rest, ...planes } as const);
}

/** The view alone, in the place where planes are shown, of which there are none. */
export async function* shownProjection(
  run: PipelineRun<RunGiven>,
  lane: Lane,
  look: VolumeLook,
  scan: ProjectionStep['scan'],
): Steps {
  const view = viewOf(look);
  const step = { kind: 'projection', look, scan, projection: await run.get(view) } as const;
  yield* lane.show('planes', run.leasesOf([view]), step);
}

/** The planes of a volume that grows. @param lookNow what is looked at by then, of so many views */
export async function* grownPlanes(
  run: PipelineRun<RunGiven>,
  lane: Lane,
  operators: Operators,
  grown: AsyncIterable<Slice>,
  parts: GrowingParts,
  lookNow: (views: number) => VolumeLook,
): Steps {
  const { GrowingVolume } = await fetchedPart(() => import('./growing-volume.ts'));
  const growing = new GrowingVolume(operators, lane.cache, parts);
  try {
    for await (const soFar of grown) {
      const step = await growing.planes(soFar, lookNow(soFar.views));
      const made = soFar.isIterated ? [image, iterations] : [image];
      yield* lane.show('planes', [...run.leasesOf(made), growing.lease()], step);
    }
  } finally {
    growing.end();
  }
}

/** One view as it is looked at. */
const viewOf = ({ projection: kind }: VolumeLook) => (kind === 'signal' ? signalProjection : projection);
