import { NO_UPPER_BOUND } from '../../methods/iterative/iterative-settings.ts';
import { anglesFile } from './angles.ts';
import { askedOf } from './asked.ts';
import { asFlatPanel, gridNumbers, opening, scanNumbers, splineImport } from './common-parts.ts';
import { evenedReadings, rampResponse, type Window } from './fbp-parts.ts';
import { lines, parts, python, wrapped } from './python-text.ts';
import { type ScriptGiven, type Toolbox, writtenFile } from './script.ts';
import type { StatedScan } from './stated-scan.ts';

const NEEDS =
  'Needs the Core Imaging Library (version 24 or later) with ASTRA and TIGRE, and a GPU with CUDA:\nconda create --name cil -c https://software.repos.intel.com/python/conda -c conda-forge -c ccpi cil=24.2.0 ccpi-regulariser astra-toolbox=*=cuda* tigre';

/**
 * Geometry as its documentation has it (https://tomographicimaging.github.io/CIL/, AcquisitionGeometry). Its object turns and
 * not the source, so that angles count the other way round, and rows of a slice begin with the smallest y.
 */
export const cil: Toolbox = {
  name: 'cil',
  label: 'the Core Imaging Library',
  write(given) {
    const asked = askedOf(given, cil);
    const { scan, window, hasAngles, isVolume, isFlat, refuse } = asked;
    if (scan.rows?.heights) refuse('scripts for it are written for a source that stays at z = 0.');
    if (isVolume && (given.grid.centreZMm ?? 0) !== 0)
      refuse('its volumes stand about the origin. Set centreZMm to 0.');
    return {
      text: parts(
        opening(asked, NEEDS),
        lines(
          'import numpy as np',
          'from cil.framework import AcquisitionData, AcquisitionGeometry, ImageGeometry',
          window
            ? `from cil.recon import ${scan.source ? 'FDK' : 'FBP'}`
            : `from cil.optimisation.algorithms import ${given.reconstruction.method.toUpperCase()}`,
          window ? null : 'from cil.plugins.astra import ProjectionOperator',
          splineImport(scan),
        ),
        scanNumbers(scan, hasAngles),
        gridNumbers(given.grid, isVolume),
        asFlatPanel(scan, cil),
        window && evenedReadings(scan, 'The library'),
        geometry(scan, window !== null),
        window ? filtered(scan, window) : iterated(given),
        lines(
          'image = image.as_array()[..., ::-1, :]  # whose first row is the lowest',
          isVolume && isFlat ? 'image = image.reshape(PIXELS, PIXELS)' : null,
          `np.save("${writtenFile(cil)}", image.astype(np.float32))`,
        ),
      ),
      angles: hasAngles ? anglesFile(scan) : null,
    };
  },
};

function geometry({ source, rows }: StatedScan, isFbp: boolean): string {
  const beyond = 'SOURCE_TO_DETECTOR - SOURCE_TO_AXIS';
  const middle = '-OFFSET * SPACING';
  const made = !source
    ? `create_Parallel2D(detector_position=[${middle}, 0])`
    : rows
      ? `create_Cone3D(source_position=[0, -SOURCE_TO_AXIS, 0],\n        detector_position=[${middle}, ${beyond}, -ROW_OFFSET * ROW_SPACING])`
      : `create_Cone2D(source_position=[0, -SOURCE_TO_AXIS],\n        detector_position=[${middle}, ${beyond}])`;
  // Each of its engines wants volumes' readings in another order.
  const labels = !rows
    ? '"angle", "horizontal"'
    : isFbp
      ? '"angle", "vertical", "horizontal"'
      : '"vertical", "angle", "horizontal"';
  const array = rows && !isFbp ? 'readings.swapaxes(0, 1)' : 'readings';
  return lines(
    '# The object turns, and not the source, so that its angles count the other way round',
    `rays = (AcquisitionGeometry.${made}`,
    `    .set_panel(${rows ? '[CHANNELS, ROWS], [SPACING, ROW_SPACING]' : 'CHANNELS, SPACING'})`,
    '    .set_angles(-np.rad2deg(angles))',
    `    .set_labels([${labels}]))`,
    `data = AcquisitionData(np.ascontiguousarray(${array}, np.float32), geometry=rays)`,
    'grid = ImageGeometry(voxel_num_x=PIXELS, voxel_num_y=PIXELS, voxel_size_x=PIXEL_SIZE, voxel_size_y=PIXEL_SIZE' +
      (rows ? ',\n                     voxel_num_z=SLICES, voxel_size_z=SLICE_SPACING)' : ')'),
  );
}

function filtered({ source }: StatedScan, window: Window): string {
  return lines(
    wrapped(
      `The band-limited ramp, sampled in space, and ${window.label}; the library’s own ramp is sampled in frequency, which shifts the mean.`,
    ),
    'length = 2 ** max(8, int(np.ceil(np.log2(2 * CHANNELS))))',
    ...rampResponse(window, 'np.fft.fft'),
    source
      ? 'image = FDK(data, grid, filter=2 * response).run()'
      : 'image = FBP(data, grid, filter=2 * response, backend="astra").run()',
  );
}

function iterated({ reconstruction, iterations, waterValue }: ScriptGiven): string {
  const settings = { isNonNegative: false, upperBound: NO_UPPER_BOUND, relaxation: 1, ...reconstruction };
  const projector = 'projector = ProjectionOperator(grid, rays, device="gpu")';
  if (reconstruction.method === 'cgls') {
    return lines(
      projector,
      'algorithm = CGLS(initial=grid.allocate(0), operator=projector, data=data)',
      `algorithm.run(${iterations})`,
      'image = algorithm.solution',
    );
  }
  const bounds = [
    ...(settings.isNonNegative ? ['lower=0'] : []),
    ...(settings.upperBound < NO_UPPER_BOUND ? [`upper=${python(settings.upperBound * waterValue)}`] : []),
  ];
  return lines(
    projector,
    `algorithm = SIRT(${['initial=grid.allocate(0)', 'operator=projector', 'data=data', ...bounds].join(', ')})`,
    settings.relaxation === 1 ? null : `algorithm.set_relaxation_parameter(${python(settings.relaxation)})`,
    `algorithm.run(${iterations})`,
    'image = algorithm.solution',
  );
}
