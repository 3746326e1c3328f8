import type { FanScan } from '../../../geometry/fan-scan.ts';
import type { ImageGrid } from '../../../geometry/image-grid.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage } from '../back-project-part.ts';

export function fastBackProjectFan(
  views: Float32Array,
  scan: FanScan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  return backProjectPart(views, scan, part, grid);
}
