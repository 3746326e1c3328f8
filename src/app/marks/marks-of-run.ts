import { displayUnitOf } from '../../experiment/experiment.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import { VIEWS } from '../views/registry.ts';
import type { PictureStep } from '../views/view.ts';
import type { Mark } from './mark.ts';
import { type MarkValues, markValues } from './mark-values.ts';
import { type MeasuredPicture, measuredPicture } from './measured-picture.ts';

/**
 * What is measured at marks on the slice and on the sinogram of a run that is over, whatever stands on the stage: for a log of
 * runs. Marks on planes of a volume, which a result does not have, have no numbers.
 *
 * @throws BackendLostError (rejects) where the run's device is gone
 */
export async function marksValues(
  marks: readonly Mark[],
  run: LaneResult,
  copies: HostCopies,
): Promise<readonly MarkValues[]> {
  const { result } = run;
  if (!result.isThere || !result.isReconstructed) return [];
  const { image, grid, waterMuPerMm, truth, difference, sinogram, scan, measuredScan } = result;
  const views = scan.anglesRad.length;
  const stepOf: Readonly<Record<string, PictureStep | null>> = {
    slice: { kind: 'image', image, grid, views, of: views, waterMuPerMm },
    phantom: truth && difference && { kind: 'truth', truth, truthGrid: grid, difference, grid, waterMuPerMm },
    sinogram: { kind: 'sinogram', sinogram, scan, measuredScan },
  };
  const planes = new Set(marks.map(({ plane }) => plane));
  const wanted = [...planes, ...(planes.has('slice') ? ['phantom'] : [])];
  const pictures = new Map<string, MeasuredPicture | null>();
  for (const view of wanted) {
    const step = stepOf[view];
    if (step) pictures.set(view, await pictureOf(run, view, step, copies));
  }
  const [slice, phantom] = [pictures.get('slice') ?? null, pictures.get('phantom') ?? null];
  // A plain back-projection is on no scale that a phantom has.
  const ofPhantom = slice?.scale.unit === phantom?.scale.unit ? phantom : null;
  return marks.map((mark) =>
    markValues(mark, pictures.get(mark.plane) ?? null, mark.plane === 'slice' ? ofPhantom : null),
  );
}

async function pictureOf(
  { engine, experiment, subject }: LaneResult,
  view: string,
  step: PictureStep,
  copies: HostCopies,
): Promise<MeasuredPicture | null> {
  // The span of values sets how finely a window turns, and how they are written, which nobody sees here.
  const context = { experiment, preview: null, unit: displayUnitOf(subject), spanOf: () => 1 };
  const picture = VIEWS.get(view).picture?.(step, context);
  return picture ? measuredPicture({ ...picture, engine }, copies) : null;
}
