import { geometryNamed } from '../geometry/scan.ts';
import { DEFAULT_METHOD, METHODS } from '../methods/registry.ts';
import { magnificationOf } from './change-geometry.ts';
import { changedReconstruction } from './change-method.ts';
import type { Experiment, ScanSettings } from './experiment.ts';
import { spreadOver } from './fit-to-field.ts';
import type { Subject } from './subject.ts';

/** Enough for the grids of the page, and for every undisturbed scan of the laboratory. */
export const ENOUGH_VIEWS = 720;
/** A slice of fewer pixels across the phantom's field, or of fewer channels, is too coarse for streaks and rings. */
const LEAST_ACROSS = 100;
/** What takes their place. */
const USUAL_PIXELS = 256;
/** By how much the grid may be wider than the field, or narrower. */
const WIDEST = 1.5;
const NARROWEST = 0.9;
/** A filter that ends at a lower frequency leaves neither grain nor fine rings. */
const LEAST_CUTOFF = 0.8;

/** The arc that leaves no line out: half a turn, and where rays run apart their opening besides. */
export function completeArcDeg(scan: ScanSettings): number {
  const geometry = geometryNamed(scan.geometry);
  const openingRad = 2 * geometry.halfFanAngleRad(geometry.settings.scan(scan, null));
  return Math.ceil(180 + (openingRad * 180) / Math.PI);
}

/**
 * The scan over which an artefact shows: the present one, but for what would hide any artefact behind others or blur it
 * away. Too few views, a part of an arc, a detector or a grid that is too coarse or does not go with the phantom's field,
 * no filter, or hardly any of it, and iterations, which have other artefacts, give way to what is usual.
 *
 * @param subject a phantom; a measurement's scan is what it was
 */
export function showingScan(present: Experiment, subject: Subject): Experiment {
  if (subject.kind === 'measurement') return present;
  const fitted = showsField(present, subject.fieldSizeMm)
    ? present
    : spreadOver(present, subject.fieldSizeMm, pixelsOver(present));
  const { scan, reconstruction } = fitted;
  const arcDeg = Math.abs(scan.arcDeg) < completeArcDeg(scan) ? completeArcDeg(scan) : scan.arcDeg;
  const views = scan.views < viewsFor(fitted, subject.fieldSizeMm) ? ENOUGH_VIEWS : scan.views;
  const filter = reconstruction.filter === 'none' ? 'ram-lak' : reconstruction.filter;
  const cutoff = reconstruction.cutoff < LEAST_CUTOFF ? 1 : reconstruction.cutoff;
  const byFiltering = METHODS.get(reconstruction.method).iterates ? DEFAULT_METHOD : reconstruction.method;
  const canRebin = geometryNamed(scan.geometry).rebinning !== null;
  return {
    ...fitted,
    scan: { ...scan, arcDeg, views },
    reconstruction: changedReconstruction(reconstruction, { method: byFiltering, filter, cutoff }, canRebin),
  };
}

/** Whether grid and detector see a field, the whole of it and as fine as they should. */
function showsField({ scan, reconstruction }: Experiment, fieldMm: number): boolean {
  const { pixels, pixelSizeMm } = reconstruction.grid;
  const gridMm = pixels * pixelSizeMm;
  const spacingAtAxisMm = scan.channelSpacingMm / magnificationOf(scan);
  const narrowerSideMm = (scan.channels / 2 - Math.abs(scan.offset)) * spacingAtAxisMm;
  return (
    gridMm >= NARROWEST * fieldMm &&
    gridMm <= WIDEST * fieldMm &&
    fieldMm / pixelSizeMm >= LEAST_ACROSS &&
    fieldMm / spacingAtAxisMm >= LEAST_ACROSS &&
    narrowerSideMm >= (NARROWEST * fieldMm) / 2
  );
}

function pixelsOver({ reconstruction: { grid } }: Experiment): number {
  return grid.pixels < LEAST_ACROSS ? USUAL_PIXELS : grid.pixels;
}

/** Some π/2 for every channel across the field leave no gap (Kak & Slaney 1988, section 5.1.1), but no more than are usual. */
function viewsFor({ scan }: Experiment, fieldMm: number): number {
  const across = (fieldMm * magnificationOf(scan)) / scan.channelSpacingMm;
  return Math.min(ENOUGH_VIEWS, Math.round((Math.PI / 2) * across));
}
