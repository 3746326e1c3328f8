import type { Measurement } from './measurement.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import type { ScanSettings } from './settings.ts';

/** Of a measurement's views every nth, beginning with the first. */
export function everyNth(reference: MeasurementReference | undefined): number {
  return reference?.everyNthView ?? 1;
}

/** A measurement with all of its views: what its files are. */
export function withAllViews(reference: MeasurementReference): MeasurementReference {
  const { everyNthView: _, ...files } = reference;
  return files;
}

/** How many of so many views that makes. */
export function viewsTaken(views: number, nth: number): number {
  return Math.ceil(views / nth);
}

/** Their angles, of those of all views. */
export function anglesTaken<Angles extends Float64Array>(angles: Angles, nth: number): Angles {
  return nth === 1 ? angles : (angles.filter((_, view) => view % nth === 0) as Angles);
}

/**
 * Their scan. Settings say over which arc all views stand; those that are taken stand n times as far apart, however the
 * last of them falls.
 */
export function scanTaken(scan: ScanSettings, { views }: Measurement, nth: number): ScanSettings {
  return nth === 1 ? scan : { ...scan, arcDeg: (scan.arcDeg * viewsTaken(views, nth) * nth) / views };
}

/** What was read in them, float32 [views taken × detector rows × channels]. */
export function readingsTaken(
  { lineIntegrals, views, detectorRows, channels }: Measurement,
  nth: number,
): Float32Array {
  if (nth === 1) return lineIntegrals;
  const size = detectorRows * channels;
  const readings = new Float32Array(viewsTaken(views, nth) * size);
  for (let view = 0; view * nth < views; view++) {
    const from = view * nth * size;
    readings.set(lineIntegrals.subarray(from, from + size), view * size);
  }
  return readings;
}
