import { type Grid, gridShape } from '../../geometry/grid.ts';
import { METHODS } from '../../methods/registry.ts';
import { angleColumns, anglesFromFile, evenAngles } from './angles.ts';
import type { Asked } from './asked.ts';
import { lines, python, quotable, wrapped } from './python-text.ts';
import { type Toolbox, writtenFile } from './script.ts';
import { panelOf, type StatedScan } from './stated-scan.ts';

/** What a script begins with: what it is of, its files and its conventions. */
export function opening({ given, scan, toolbox, hasAngles }: Asked, needs: string): string {
  const { words } = METHODS.get(given.reconstruction.method);
  const { source, rows } = scan;
  const written = writtenFile(toolbox);
  const axes = rows && gridShape(given.grid)[2] > 1 ? '[slices, rows, columns]' : '[rows, columns]';
  const rays = !source
    ? 'View t measures the lines x cos(t) + y sin(t) = u.'
    : 'In view b the source stands at (D sin(b), -D cos(b)), D = SOURCE_TO_AXIS; the detector stands opposite, its u axis along (cos(b), sin(b)).';
  const readings = `line integrals after all corrections, float32 ${rows && rows.rows > 1 ? '[views, detector rows, channels]' : '[views, channels]'}`;
  return lines(
    `"""${words.label} of ${quotable(given.title)}, by ${toolbox.label}.`,
    '',
    'Written by the CT sandbox: the same experiment, to go on with elsewhere.',
    '',
    `reads   ${'sinogram.npy'.padEnd(written.length)}  ${readings}`,
    hasAngles ? `        ${'angles.csv'.padEnd(written.length)}  of each view: ${angleColumns(scan).join(', ')}` : null,
    `writes  ${written}  ${given.values}, float32 ${axes}`,
    '',
    wrapped(
      `x runs to the right, y up, z along the axis of rotation, on which the origin is; lengths are in mm. Row 0 of a slice is its top, where y is largest${rows ? '; slice 0 is the lowest, and so is row 0 of the detector' : ''}. Angles grow counter-clockwise. Channel k has its middle at u = (k - (CHANNELS - 1) / 2 - OFFSET) * SPACING, measured on the detector. ${rays}`,
      '',
    ),
    ...given.remarks.flatMap((remark) => ['', wrapped(`Not as in the sandbox: ${remark}`, '')]),
    '',
    needs,
    '"""',
  );
}

/** The scan's numbers, readings and angles. */
export function scanNumbers(scan: StatedScan, hasAngles: boolean): string {
  const { source, rows, channels, spacing, offset, anglesRad } = scan;
  const shape = rows ? 'VIEWS, ROWS, CHANNELS' : 'VIEWS, CHANNELS';
  return lines(
    '# The scan',
    `VIEWS = ${anglesRad.length}`,
    `CHANNELS = ${channels}`,
    `SPACING = ${python(spacing)}  # mm, from channel to channel`,
    `OFFSET = ${python(offset)}  # channels`,
    source && `SOURCE_TO_AXIS = ${python(source.toAxis)}  # mm`,
    source && `SOURCE_TO_DETECTOR = ${python(source.toDetector)}  # mm`,
    rows && `ROWS = ${rows.rows}`,
    rows && `ROW_SPACING = ${python(rows.spacing)}  # mm`,
    rows && `ROW_OFFSET = ${python(rows.offset)}  # rows by which the detector's middle is below the source`,
    hasAngles ? anglesFromFile(scan) : evenAngles(scan),
    '',
    `readings = np.load("sinogram.npy").reshape(${shape})`,
  );
}

/** The slice's numbers, or the volume's. */
export function gridNumbers(grid: Grid, isVolume: boolean): string {
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = grid;
  const [pixels, , slices] = gridShape(grid);
  return lines(
    isVolume ? '# The volume' : '# The slice',
    `PIXELS = ${pixels}  # to a side`,
    `PIXEL_SIZE = ${python(pixelSizeMm)}  # mm`,
    isVolume ? `SLICES = ${slices}` : null,
    isVolume ? `SLICE_SPACING = ${python(sliceSpacingMm)}  # mm` : null,
    isVolume ? `CENTRE_Z = ${python(centreZMm)}  # mm, of the middle of all slices` : null,
  );
}

/** The readings of an arc as a flat panel would have them; `null` of a flat panel. */
export function asFlatPanel({ source, ...scan }: StatedScan, toolbox: Toolbox): string | null {
  if (source?.detector !== 'arc') return null;
  const panel = panelOf(scan, source);
  return lines(
    wrapped(
      `This detector is an arc about the source, on which channels are evenly apart in angle. ${toolbox.label} knows flat panels: here is one at the same distance, whose channels read a cubic spline through those of the arc.`,
    ),
    'arc = (np.arange(CHANNELS) - (CHANNELS - 1) / 2 - OFFSET) * SPACING',
    `CHANNELS = ${panel.channels}`,
    `OFFSET = ${python(panel.offset)}`,
    'flat = (np.arange(CHANNELS) - (CHANNELS - 1) / 2 - OFFSET) * SPACING',
    'along_arc = SOURCE_TO_DETECTOR * np.arctan(flat / SOURCE_TO_DETECTOR)',
    'readings = CubicSpline(arc, readings, axis=1)(along_arc)',
  );
}

/** What an arc's readings are interpolated by. */
export function splineImport({ source }: StatedScan): string | null {
  return source?.detector === 'arc' ? 'from scipy.interpolate import CubicSpline' : null;
}
