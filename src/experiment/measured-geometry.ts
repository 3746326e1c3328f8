import { InputError } from '../errors.ts';
import { geometryNamed } from '../geometry/scan.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import type { GivenScan } from './scan-schema.ts';

/** What projections are reconstructed by, which no file of theirs says and no default knows. */
const NEEDED = ['sourceToIsocenterMm', 'sourceToDetectorMm', 'channelSpacingMm', 'rowSpacingMm'];

/**
 * The scan that measured projections are said to be of: its distances and spacings have to be written, and how many rows the
 * detector has is as their file says unless that is written too.
 *
 * @param written the `scan` as somebody wrote it
 * @param where said before the path, for example a file's name
 * @throws InputError naming what is missing
 */
export function measuredScan(scan: GivenScan, written: unknown, where: string): GivenScan {
  const { makesVolumes, rowsApart, settings, words } = geometryNamed(scan.geometry);
  if (!makesVolumes) return scan;
  const keys = Object.entries(written as object).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const given = 'rows' in scan && !keys.includes('rows') ? withoutRows(scan) : scan;
  // Of parallel rays nothing is magnified, and where nobody says otherwise pixels are square.
  if (rowsApart) {
    const { channelSpacingMm = settings.usual.channelSpacingMm } = scan;
    return keys.includes('rowSpacingMm') ? given : ({ ...given, rowSpacingMm: channelSpacingMm } as GivenScan);
  }
  const missing = NEEDED.filter(
    (key) => (Object.hasOwn(settings.own, key) || key === 'channelSpacingMm') && !keys.includes(key),
  );
  if (missing.length > 0) {
    const path = [where, 'scan'].filter(Boolean).join(': ');
    const are = missing.length === 1 ? 'is missing' : 'are missing';
    throw new InputError(
      `${path}: measured projections do not say how the ${words.noun} was set up; ${listed(missing)} ${are}`,
    );
  }
  return given;
}

function withoutRows({ rows: _, ...rest }: GivenScan & { readonly rows?: number }): GivenScan {
  return rest as GivenScan;
}

/** What is wrong with how measured readings are said to lie in a scan of some geometry, or `null`. */
export function whyNotSo(measurement: MeasurementReference, geometry: GivenScan['geometry']): string | null {
  const { binRows = 1, transpose, axes, row, rows, firstRow } = measurement;
  const { makesVolumes, rowsApart } = geometryNamed(geometry);
  if (rows !== undefined && !rowsApart) {
    return 'measurement.rows chooses rows that each make a slice of a volume, as those of parallel rays do; set scan.geometry to "parallel-rows", or leave it out';
  }
  if (binRows > 1 && rowsApart) {
    return 'measurement.binRows is for the detector of a cone; of parallel rays each row makes a slice of its own, so choose rows by measurement.rows, or leave it out';
  }
  if (makesVolumes) {
    if (row !== undefined) {
      return rowsApart
        ? 'measurement.row chooses one row for a scan of a slice; for a volume of several set measurement.rows to the first and the last, or leave it out for all'
        : 'measurement.row chooses one row for a scan of a slice; of a cone all rows are read, so leave it out';
    }
    return transpose === undefined
      ? null
      : 'measurement.transpose is for sinograms; how the axes of projections lie is said by "axes", such as "rows-views-channels"';
  }
  if (row !== undefined && transpose !== undefined) {
    return 'measurement.transpose is for sinograms; how the axes of projections lie is said by "axes", such as "rows-views-channels"';
  }
  if (axes !== undefined && row === undefined) {
    return 'measurement.axes is for the projections of a detector with several rows; leave it out, choose one row by "row" or set scan.geometry to "parallel-rows" or "cone"';
  }
  return firstRow === undefined
    ? null
    : 'measurement.firstRow is for the projections of a detector with several rows; leave it out or set scan.geometry to "cone"';
}

function listed(keys: readonly string[]): string {
  return keys.length === 1 ? keys[0]! : `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
}
