import type { FanScan } from '../../../geometry/fan-scan.ts';
import type { ImageGrid } from '../../../geometry/image-grid.ts';
import type { ViewRange } from '../../contract.ts';
import type { RowRange } from '../back-project.ts';
import { backProjectFan } from '../back-project-fan.ts';
import type { PartialImage } from './fast-back-project.ts';

export function fastBackProjectFan(
  views: Float32Array,
  scan: FanScan,
  range: ViewRange,
  grid: ImageGrid,
  block: RowRange,
): PartialImage {
  return { rowFrom: block.from, values: backProjectFan(views, scan, range, grid, block) };
}
