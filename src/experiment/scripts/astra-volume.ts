import type { Grid } from '../../geometry/grid.ts';
import type { Asked } from './asked.ts';
import { algorithm } from './astra-algorithm.ts';
import { channelPlaces, longerDetector, rampFilter, sharesOfReadings, type Window } from './fbp-parts.ts';
import { lines, wrapped } from './python-text.ts';
import type { ScriptGiven } from './script.ts';
import type { StatedScan } from './stated-scan.ts';

/** What makes a volume of a cone's readings. */
export function volumeByAstra({ given, scan, window }: Asked): (string | null)[] {
  return window ? feldkamp(scan, given.grid, window) : iterations(given, scan);
}

/** Feldkamp, Davis & Kress, JOSA A 1:612 (1984). */
function feldkamp(
  scan: StatedScan,
  { pixelSizeMm, sliceSpacingMm = pixelSizeMm }: Grid,
  window: Window,
): (string | null)[] {
  const shares = sharesOfReadings(scan);
  const { lacking, offset, rows } = scan;
  const isCentred = Math.abs(Math.abs(offset) - lacking / 2) < 1e-9 && rows!.offset === 0;
  const shared = shares ? ' * share' : '';
  const byHand = lines(
    'step = SPACING * SOURCE_TO_AXIS / SOURCE_TO_DETECTOR  # between channels, at the axis',
    `views = filtered(readings * cosine${shared}, step) / 2 * weights[:, None, None]`,
    'x = (np.arange(PIXELS) - (PIXELS - 1) / 2) * PIXEL_SIZE',
    'y = -x[:, None]',
    'image = np.zeros((SLICES, PIXELS, PIXELS))',
    'for angle, view in zip(angles, views):',
    '    depth = SOURCE_TO_AXIS - x * np.sin(angle) + y * np.cos(angle)  # from the source, along its middle ray',
    '    enlarged = SOURCE_TO_DETECTOR / depth',
    '    channel = enlarged * (x * np.cos(angle) + y * np.sin(angle)) / SPACING + (CHANNELS - 1) / 2 + OFFSET',
    '    for k, height in enumerate(z):',
    '        row = enlarged * height / ROW_SPACING + (ROWS - 1) / 2 + ROW_OFFSET',
    '        seen = ndimage.map_coordinates(view, [row, channel], order=1, mode="grid-constant")',
    '        image[k] += (SOURCE_TO_AXIS / depth) ** 2 * seen',
  );
  const heights = 'z = CENTRE_Z + (np.arange(SLICES) - (SLICES - 1) / 2) * SLICE_SPACING';
  const head = [longerDetector(scan), rampFilter(window, scan), lines(channelPlaces(scan), shares, heights)];
  const why = !isCentred
    ? 'takes the middle of the detector to be opposite the source, where that of this one is not'
    : !window.isPlainRamp
      ? 'filters by the plain ramp alone'
      : sliceSpacingMm !== pixelSizeMm
        ? 'makes voxels that are cubes'
        : null;
  if (why) return [...head, lines(wrapped(`ASTRA’s FDK_CUDA ${why}: these lines do it on the processor.`), byHand)];
  return [
    ...head,
    lines(
      'if astra.use_cuda():',
      '    # FDK_CUDA takes every view to stand for the same part of a turn, and every line to be measured twice.',
      `    counted = readings${shared} * (weights * VIEWS / (2 * np.pi))[:, None, None]`,
      '    rays = astra.create_proj_geom("cone", SPACING, ROW_SPACING, ROWS, CHANNELS, angles,',
      '                                  SOURCE_TO_AXIS, SOURCE_TO_DETECTOR - SOURCE_TO_AXIS)',
      indented(volumeGrid()),
      '    data = astra.data3d.create("-sino", rays, np.ascontiguousarray(counted.swapaxes(0, 1), np.float32))',
      '    volume = astra.data3d.create("-vol", grid, 0)',
      '    settings = astra.astra_dict("FDK_CUDA")',
      '    settings["ProjectionDataId"] = data',
      '    settings["ReconstructionDataId"] = volume',
      '    astra.algorithm.run(astra.algorithm.create(settings))',
      '    image = astra.data3d.get(volume)[:, ::-1]  # whose first row is the lowest',
      'else:',
      '    # ASTRA has nothing for volumes without CUDA: these lines do the same on the processor.',
      indented(byHand),
    ),
  ];
}

function iterations(given: ScriptGiven, { rows }: StatedScan): string[] {
  const { heights } = rows!;
  const source = heights ? 'heights' : 'np.zeros(VIEWS)';
  return [
    lines('if not astra.use_cuda():', '    raise SystemExit("ASTRA has nothing for volumes without CUDA.")'),
    lines(
      '# Of each view: the source, the middle of its detector, the steps from channel to channel and row to row',
      'cos, sin, none = np.cos(angles), np.sin(angles), np.zeros(VIEWS)',
      'beyond = SOURCE_TO_DETECTOR - SOURCE_TO_AXIS',
      'middle, low = -OFFSET * SPACING, -ROW_OFFSET * ROW_SPACING',
      `level = ${source}  # z of the source`,
      'vectors = np.column_stack([',
      '    SOURCE_TO_AXIS * sin, -SOURCE_TO_AXIS * cos, level,',
      '    -beyond * sin + middle * cos, beyond * cos + middle * sin, level + low,',
      '    SPACING * cos, SPACING * sin, none,',
      '    none, none, none + ROW_SPACING,',
      '])',
      'rays = astra.create_proj_geom("cone_vec", ROWS, CHANNELS, vectors)',
      volumeGrid(),
    ),
    lines(
      'data = astra.data3d.create("-sino", rays, np.ascontiguousarray(readings.swapaxes(0, 1), np.float32))',
      'volume = astra.data3d.create("-vol", grid, 0)',
      algorithm(given, '3D_CUDA'),
      'settings["ProjectionDataId"] = data',
      'settings["ReconstructionDataId"] = volume',
      `astra.algorithm.run(astra.algorithm.create(settings), ${given.iterations})`,
      'image = astra.data3d.get(volume)[:, ::-1]  # whose first row is the lowest',
    ),
  ];
}

function volumeGrid(): string {
  return lines(
    'half, tall = PIXELS * PIXEL_SIZE / 2, SLICES * SLICE_SPACING / 2',
    'grid = astra.create_vol_geom(PIXELS, PIXELS, SLICES, -half, half, -half, half, CENTRE_Z - tall, CENTRE_Z + tall)',
  );
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}
