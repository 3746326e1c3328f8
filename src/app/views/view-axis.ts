import { evenLineOf } from '../../geometry/even-angles.ts';
import type { Scan } from '../../geometry/scan.ts';
import { type AxisDescription, axisThroughCentres } from '../panes/axis-description.ts';

const DEGREES = Math.PI / 180;

/**
 * The rows of a sinogram: by their angles where these run evenly from the first view to the last, as an axis of equal
 * steps says they do, and otherwise by the numbers of the views.
 */
export function viewAxis({ anglesRad, viewWeightsRad }: Scan): AxisDescription {
  const count = anglesRad.length;
  const first = anglesRad[0]! / DEGREES;
  if (count === 1)
    return axisThroughCentres('view angle', '°', { first, step: viewWeightsRad[0]! / DEGREES, count }, 'degrees');
  if (!evenLineOf(anglesRad)) return axisThroughCentres('view', null, { first: 1, step: 1, count }, 'integer');
  const step = (anglesRad[count - 1]! / DEGREES - first) / (count - 1);
  return axisThroughCentres('view angle', '°', { first, step, count }, 'degrees');
}
