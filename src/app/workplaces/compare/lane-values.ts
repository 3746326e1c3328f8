import { displayUnitOf } from '../../../experiment/experiment.ts';
import { type PlanePoint, pixelOf } from '../../../measure/plane.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import type { Mark } from '../../marks/mark.ts';
import { markValues } from '../../marks/mark-values.ts';
import { type MeasuredPicture, measuredPicture } from '../../marks/measured-picture.ts';
import type { HostCopies } from '../../runs/host-copies.ts';
import { VIEWS } from '../../views/registry.ts';
import type { MeasureRow } from './lane-measures.ts';

const ABSENT = '—';

/** The slice of a lane, to be measured like any picture of it; `null` where it is not there any more. */
export async function lanePicture(
  { engine, experiment, subject, result }: LaneResult,
  copies: HostCopies,
): Promise<MeasuredPicture | null> {
  if (!result.isThere) return null;
  const { image, grid, waterMuPerMm } = result;
  const step = { kind: 'image', image, grid, waterMuPerMm, views: 1, of: 1 } as const;
  const context = { experiment, preview: null, unit: displayUnitOf(subject), spanOf: () => 1 };
  const picture = VIEWS.get('slice').picture?.(step, context);
  return picture ? measuredPicture({ ...picture, engine }, copies) : null;
}

/** What each slice has at a place: the value of the pixel that the place is in. @param place `null` where nothing is pointed at */
export function pointedRow(pictures: readonly (MeasuredPicture | null)[], place: PlanePoint | null): MeasureRow {
  const shared = sharedUnit(pictures);
  const cells = pictures.map((picture) => {
    const value = picture && place ? valueAt(picture, place) : undefined;
    if (!picture || value === undefined) return { text: ABSENT, against: null };
    const unit = shared === null ? ` ${picture.scale.unit}` : '';
    return { text: `${picture.scale.format(value)}${unit}`, against: null };
  });
  return { name: shared ? `At pointer, ${shared}` : 'At pointer', cells };
}

/** What each slice has at the marks that lie on slices, a row each. */
export function markRows(pictures: readonly (MeasuredPicture | null)[], marks: readonly Mark[]): MeasureRow[] {
  return marks
    .filter(({ plane }) => plane === 'slice')
    .map((mark) => ({
      name: `Mark ${mark.name}`,
      cells: pictures.map((picture) => ({ text: markValues(mark, picture, null).headline, against: null })),
    }));
}

function valueAt({ measured }: MeasuredPicture, place: PlanePoint): number | undefined {
  const { column, row } = pixelOf(measured, place);
  const [nearestColumn, nearestRow] = [Math.round(column), Math.round(row)];
  const isOn = nearestColumn >= 0 && nearestRow >= 0 && nearestColumn < measured.columns && nearestRow < measured.rows;
  return isOn ? measured.values[nearestRow * measured.columns + nearestColumn] : undefined;
}

/** The unit of all of them; `null` where they have several. */
function sharedUnit(pictures: readonly (MeasuredPicture | null)[]): string | null {
  const units = new Set(pictures.flatMap((picture) => (picture ? [picture.scale.unit] : [])));
  return units.size > 1 ? null : ([...units][0] ?? '');
}
