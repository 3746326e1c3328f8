import { NO_UPPER_BOUND } from '../../methods/iterative/iterative-settings.ts';
import { anglesFile } from './angles.ts';
import { type Asked, askedOf } from './asked.ts';
import { asFlatPanel, gridNumbers, opening, scanNumbers, splineImport } from './common-parts.ts';
import { evenedReadings, type Window } from './fbp-parts.ts';
import { lines, parts, python, wrapped } from './python-text.ts';
import { type Toolbox, writtenFile } from './script.ts';
import type { StatedScan } from './stated-scan.ts';

const NEEDS = 'Needs TIGRE (https://github.com/CERN/TIGRE) and a GPU with CUDA.';

/** Where the source of parallel rays is said to be. */
const FAR_MM = 100000;

/**
 * Geometry as TIGRE’s demo d03_Geometry and its utilities/geometry.py have it. The angle of a view is turned by a quarter, and
 * rows of a slice begin with the smallest y, as the Core Imaging Library translates between its own, ASTRA’s and TIGRE’s
 * geometries (cil/plugins/tigre/Geometry.py).
 */
export const tigre: Toolbox = {
  name: 'tigre',
  label: 'TIGRE',
  write(given) {
    const asked = askedOf(given, tigre);
    const { scan, window, hasAngles, isVolume, isFlat, refuse } = asked;
    if (window && window.cutoff !== 1) refuse('its filters end at the Nyquist frequency. Set the cutoff to 1.');
    return {
      text: parts(
        opening(asked, NEEDS),
        lines('import numpy as np', 'import tigre', 'import tigre.algorithms as algorithms', splineImport(scan)),
        scanNumbers(scan, hasAngles),
        gridNumbers(given.grid, isVolume),
        asFlatPanel(scan, tigre),
        window && evenedReadings(scan, 'TIGRE'),
        geometry(scan),
        window ? filtered(scan, window) : iterated(asked),
        lines(
          'image = image[:, ::-1]  # whose first row is the lowest',
          `np.save("${writtenFile(tigre)}", image${isFlat ? '[0]' : ''}.astype(np.float32))`,
        ),
      ),
      angles: hasAngles ? anglesFile(scan) : null,
    };
  },
};

function geometry({ source, rows }: StatedScan): string {
  const tall = rows ? 'SLICE_SPACING' : 'PIXEL_SIZE';
  return lines(
    '# TIGRE counts z, y, x of voxels and v, u of detectors',
    'geometry = tigre.geometry()',
    `geometry.mode = "${source ? 'cone' : 'parallel'}"`,
    `geometry.DSO = ${source ? 'SOURCE_TO_AXIS' : python(FAR_MM)}  # mm${source ? '' : ', of no meaning for parallel rays'}`,
    `geometry.DSD = ${source ? 'SOURCE_TO_DETECTOR' : python(FAR_MM)}`,
    `geometry.nDetector = np.array([${rows ? 'ROWS' : '1'}, CHANNELS])`,
    `geometry.dDetector = np.array([${rows ? 'ROW_SPACING' : 'SPACING'}, SPACING])`,
    'geometry.sDetector = geometry.nDetector * geometry.dDetector',
    `geometry.offDetector = np.array([${rows ? '-ROW_OFFSET * ROW_SPACING' : '0'}, -OFFSET * SPACING])`,
    `geometry.nVoxel = np.array([${rows ? 'SLICES' : '1'}, PIXELS, PIXELS])`,
    `geometry.dVoxel = np.array([${tall}, PIXEL_SIZE, PIXEL_SIZE])`,
    'geometry.sVoxel = geometry.nVoxel * geometry.dVoxel',
    rows?.heights
      ? 'geometry.offOrigin = np.column_stack([CENTRE_Z - heights, np.zeros(VIEWS), np.zeros(VIEWS)])  # the source rises'
      : `geometry.offOrigin = np.array([${rows ? 'CENTRE_Z' : '0'}, 0, 0])`,
    'turned = angles - np.pi / 2  # TIGRE’s source is on the x axis at 0',
    rows
      ? 'readings = np.ascontiguousarray(readings, np.float32)'
      : 'readings = np.ascontiguousarray(readings[:, None, :], np.float32)  # one row',
  );
}

function filtered({ source }: StatedScan, { window }: Window): string {
  return lines(
    `geometry.filter = "${window.replace('-', '_')}"`,
    `image = algorithms.${source ? 'fdk' : 'fbp'}(readings, geometry, turned)`,
  );
}

function iterated({ given: { reconstruction, iterations }, refuse }: Asked): string {
  const settings = { isNonNegative: false, upperBound: NO_UPPER_BOUND, relaxation: 1, ...reconstruction };
  if (settings.upperBound < NO_UPPER_BOUND) refuse('it has no upper bound for pixels. Set that to none.');
  if (reconstruction.method === 'cgls') return `image = algorithms.cgls(readings, geometry, turned, ${iterations})`;
  return lines(
    wrapped(
      'TIGRE’s SIRT weighs pixels by their distance from the source, where the sandbox takes what all rays have for them.',
    ),
    `image = algorithms.sirt(readings, geometry, turned, ${iterations}, lmbda=${python(settings.relaxation)}, lmbda_red=1,`,
    `                        noneg=${settings.isNonNegative ? 'True' : 'False'})`,
  );
}
