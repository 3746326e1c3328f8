import { anglesFile } from './angles.ts';
import { askedOf } from './asked.ts';
import { algorithm } from './astra-algorithm.ts';
import { volumeByAstra } from './astra-volume.ts';
import { asFlatPanel, gridNumbers, opening, scanNumbers, splineImport } from './common-parts.ts';
import { channelPlaces, longerDetector, rampFilter, sharesOfReadings, type Window } from './fbp-parts.ts';
import { lines, parts, wrapped } from './python-text.ts';
import { type ScriptGiven, type Toolbox, writtenFile } from './script.ts';
import type { StatedScan, StatedSource } from './stated-scan.ts';

/** Of a fan's FBP, which ASTRA does not have on the processor. */
const NEEDS_NUMPY = 'Needs NumPy alone, since ASTRA has no filtered back-projection of fans without a GPU.';

const NEEDS =
  'Needs the ASTRA Toolbox (version 2 or later): python -m pip install astra-toolbox numpy\nIt computes on a GPU where CUDA is there, and on the processor elsewhere.';

/**
 * Geometries as its documentation has them (https://www.astra-toolbox.com/docs/geom2d.html, geom3d.html): vectors for every
 * view, so that any angles and offsets are exact. On the processor its FBP takes parallel rays about the middle alone, which is
 * why the script filters views itself.
 */
export const astra: Toolbox = {
  name: 'astra',
  label: 'the ASTRA Toolbox',
  write(given) {
    const asked = askedOf(given, astra);
    const { scan, window, hasAngles, isVolume, isFlat } = asked;
    const isByNumpy = !isVolume && window !== null && scan.source !== null;
    return {
      text: parts(
        opening(asked, isByNumpy ? NEEDS_NUMPY : NEEDS),
        lines(
          isByNumpy ? null : 'import astra',
          'import numpy as np',
          isVolume && window ? 'from scipy import ndimage' : null,
          window ? null : splineImport(scan),
        ),
        scanNumbers(scan, hasAngles),
        gridNumbers(given.grid, isVolume),
        // Its own FBP of a fan takes an arc as it is.
        window ? null : asFlatPanel(scan, astra),
        ...(isVolume ? volumeByAstra(asked) : window ? fbp(scan, window) : iterations(given, scan)),
        `np.save("${writtenFile(astra)}", image${isVolume && isFlat ? '[0]' : ''}.astype(np.float32))`,
      ),
      angles: hasAngles ? anglesFile(scan) : null,
    };
  },
};

function fbp(scan: StatedScan, window: Window): (string | null)[] {
  const shares = sharesOfReadings(scan);
  return [
    longerDetector(scan),
    rampFilter(window, scan),
    lines(channelPlaces(scan), shares),
    scan.source ? fanFbp(scan.source, shares !== null) : parallelFbp(shares !== null),
  ];
}

function parallelFbp(hasShares: boolean): string {
  return lines(
    `views = filtered(readings${hasShares ? ' * share' : ''}, SPACING) * weights[:, None]`,
    '',
    parallelVectors(),
    grid(),
    'projector = astra.create_projector("cuda" if astra.use_cuda() else "strip", rays, grid)',
    '_, image = astra.create_backprojection(views.astype(np.float32), projector)',
    wrapped(
      'What it makes is the transpose of a projection, in which a pixel has its area over the width of a channel.',
    ),
    'image = image * SPACING / PIXEL_SIZE**2',
  );
}

function fanFbp({ detector }: StatedSource, hasShares: boolean): string {
  const isArc = detector === 'arc';
  const step = isArc
    ? 'step = SPACING / SOURCE_TO_DETECTOR  # radians between channels'
    : 'step = SPACING * SOURCE_TO_AXIS / SOURCE_TO_DETECTOR  # between channels, at the axis';
  return lines(
    step,
    `views = filtered(readings * cosine${hasShares ? ' * share' : ''}, step) / 2 * weights[:, None]`,
    '',
    wrapped(
      `ASTRA's back-projection of fans lacks the weights of FBP${isArc ? ', and it knows no arcs' : ''}: these lines have them, pixel by pixel (Kak & Slaney 1988, ch. 3.4).`,
    ),
    'x = (np.arange(PIXELS) - (PIXELS - 1) / 2) * PIXEL_SIZE',
    'y = -x[:, None]',
    'image = np.zeros((PIXELS, PIXELS))',
    'for angle, view in zip(angles, views):',
    '    depth = SOURCE_TO_AXIS - x * np.sin(angle) + y * np.cos(angle)  # from the source, along its middle ray',
    '    across = x * np.cos(angle) + y * np.sin(angle)',
    isArc
      ? '    place = SOURCE_TO_DETECTOR * np.arctan2(across, depth)'
      : '    place = SOURCE_TO_DETECTOR * across / depth',
    `    near = ${isArc ? 'SOURCE_TO_AXIS / (across**2 + depth**2)' : '(SOURCE_TO_AXIS / depth) ** 2'}`,
    '    image += near * np.interp(place, u, view, left=0, right=0)',
  );
}

function iterations(given: ScriptGiven, scan: StatedScan): string[] {
  return [
    lines(
      scan.source ? fanVectors() : parallelVectors(),
      grid(),
      `projector = astra.create_projector("cuda" if astra.use_cuda() else "${scan.source ? 'line_fanflat' : 'linear'}", rays, grid)`,
    ),
    lines(
      'data = astra.data2d.create("-sino", rays, readings.astype(np.float32))',
      'slice_ = astra.data2d.create("-vol", grid, 0)',
      algorithm(given, '_CUDA" if astra.use_cuda() else "'),
      'settings["ProjectorId"] = projector',
      'settings["ProjectionDataId"] = data',
      'settings["ReconstructionDataId"] = slice_',
      `astra.algorithm.run(astra.algorithm.create(settings), ${given.iterations})`,
      'image = astra.data2d.get(slice_)',
    ),
  ];
}

function parallelVectors(): string {
  return lines(
    '# Of each view: where its rays run, the middle of its detector, the step from channel to channel',
    'cos, sin, middle = np.cos(angles), np.sin(angles), -OFFSET * SPACING',
    'vectors = np.column_stack([sin, -cos, middle * cos, middle * sin, SPACING * cos, SPACING * sin])',
    'rays = astra.create_proj_geom("parallel_vec", CHANNELS, vectors)',
  );
}

function fanVectors(): string {
  return lines(
    '# Of each view: the source, the middle of its detector, the step from channel to channel',
    'cos, sin, middle = np.cos(angles), np.sin(angles), -OFFSET * SPACING',
    'beyond = SOURCE_TO_DETECTOR - SOURCE_TO_AXIS',
    'vectors = np.column_stack([',
    '    SOURCE_TO_AXIS * sin, -SOURCE_TO_AXIS * cos,',
    '    -beyond * sin + middle * cos, beyond * cos + middle * sin,',
    '    SPACING * cos, SPACING * sin,',
    '])',
    'rays = astra.create_proj_geom("fanflat_vec", CHANNELS, vectors)',
  );
}

function grid(): string {
  return lines(
    'half = PIXELS * PIXEL_SIZE / 2',
    'grid = astra.create_vol_geom(PIXELS, PIXELS, -half, half, -half, half)',
  );
}
