import { gridShape } from '../geometry/grid.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { type SolidExtent, solidExtent } from '../phantom/solids/solid-extent.ts';
import type { ScanSettings } from './settings.ts';
import type { Subject } from './subject.ts';

/** Air left on either side of an object, and to what its distances are rounded. */
const AIR_MM = 10;

/** The cylinder about the axis that holds a phantom, where it has a height of its own; `null` of others. */
export function extentInSpace(subject: Subject): SolidExtent | null {
  if (subject.kind === 'solids') return solidExtent(subject);
  if (subject.kind !== 'image' || !subject.volume) return null;
  const [columns, rows, slices] = gridShape(subject.volume.grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = subject.volume.grid;
  const half = (slices * sliceSpacingMm) / 2;
  return {
    radiusMm: (Math.hypot(columns, rows) * pixelSizeMm) / 2,
    zMinMm: centreZMm - half,
    zMaxMm: centreZMm + half,
  };
}

/**
 * The scan with its source and its panel so far away that the phantom stands between them, where they look down through it and
 * stand nearer. Others are what they were.
 */
export function withRoomFor(subject: Subject, scan: ScanSettings): ScanSettings {
  const { focusing, source } = geometryNamed(scan.geometry);
  const extent = extentInSpace(subject);
  if (!focusing || !source || !extent) return scan;
  const { sourceToIsocenterMm, sourceToDetectorMm } = source.distances(scan);
  const { sourceMm, panelMm } = focusing.roomFor(scan, extent);
  const withAir = (millimetres: number) => AIR_MM * Math.ceil((millimetres + AIR_MM) / AIR_MM);
  const below = sourceToDetectorMm - sourceToIsocenterMm;
  const toPanelMm = panelMm > below ? withAir(panelMm) : below;
  const toSourceMm = sourceMm >= sourceToIsocenterMm ? withAir(2 * sourceMm) : sourceToIsocenterMm;
  return {
    ...scan,
    sourceToIsocenterMm: toSourceMm,
    sourceToDetectorMm: toSourceMm + toPanelMm,
  } as ScanSettings;
}
