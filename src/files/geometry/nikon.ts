import { InputError } from '../../errors.ts';
import type { GeometryFile } from './geometry-file.ts';

/** A tilt of the axis that shows in no slice. */
const MOST_TILT_DEG = 0.02;
const MOST_VIEWS = 16384;

/**
 * Nikon’s .xtekct, `key=value` under `[XTekCT]`, as the Core Imaging Library (cil/io/NikonDataReader.py) and TIGRE
 * (utilities/io/NikonDataLoader.py) read it: the object turns by InitialAngle + i·AngularStep, and the pictures’ first pixel is
 * at the top right as seen from the source. So that nothing is mirrored, the slices here stand head down: z grows from the top
 * of the pictures to their bottom.
 *
 * @throws InputError where a number is missing, or the axis stands as no scan of the sandbox has it
 */
export function readNikon(text: string, name: string): GeometryFile {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const refuse = (why: string): never => {
    throw new InputError(`${name}: ${why}`);
  };
  const number = (key: string, usual?: number): number => {
    const value = values.get(key);
    if (value === undefined || value === '') return usual ?? refuse(`${key} is missing`);
    const read = Number(value.replace(',', '.'));
    return Number.isFinite(read) ? read : refuse(`${key} is no number`);
  };
  const positive = (key: string): number => {
    const read = number(key);
    return read > 0 ? read : refuse(`${key} must be greater than 0`);
  };
  const toAxis = positive('SrcToObject');
  const toDetector = positive('SrcToDetector');
  const views = positive('Projections');
  if (views > MOST_VIEWS) refuse(`states ${views} projections; at most ${MOST_VIEWS} are read`);
  const step = number('AngularStep', 360 / views);
  const [top, bottom] = [number('CentreOfRotationTop', 0), number('CentreOfRotationBottom', 0)];
  const rows = positive('DetectorPixelsY');
  const heightMm = rows * positive('DetectorPixelSizeY');
  const tilts = {
    ObjectTilt: number('ObjectTilt', 0),
    ObjectRoll: number('ObjectRoll', (Math.atan2(top - bottom, heightMm) * 180) / Math.PI),
  };
  for (const [key, tilt] of Object.entries(tilts)) {
    if (Math.abs(tilt) > MOST_TILT_DEG) {
      refuse(
        `its axis is tilted (${key}, ${tilt.toPrecision(3)}°), and scans here turn about the detector’s rows upright`,
      );
    }
  }
  for (const key of ['DetectorOffsetX', 'DetectorOffsetY']) {
    if (number(key, 0) !== 0)
      refuse(
        `${key} is ${number(key)} mm, and files do not say to which side; set it to 0 and scan.offset to what it is`,
      );
  }
  // Of the object beside the line from the source to the middle of the detector; magnified there.
  const axisMm = values.has('ObjectOffsetX') ? (number('ObjectOffsetX') * toDetector) / toAxis : (top + bottom) / 2;
  const startDeg = 180 - number('InitialAngle', 0);
  const white = number('WhiteLevel', 0);
  return {
    phrase: 'a Nikon .xtekct file',
    scan: {
      geometry: rows > 1 ? 'cone' : 'fan',
      ...{ detector: 'flat', channels: positive('DetectorPixelsX'), channelSpacingMm: positive('DetectorPixelSizeX') },
      ...{ startDeg, arcDeg: -step * views, sourceToIsocenterMm: toAxis, sourceToDetectorMm: toDetector },
      ...(rows > 1 && { rows, rowSpacingMm: positive('DetectorPixelSizeY') }),
    },
    anglesDeg: Float64Array.from({ length: views }, (_, view) => startDeg - view * step),
    ...{ axisMm, planeMm: 0 },
    measurement: { ...(white > 0 && { kind: 'transmission', white }), ...(rows > 1 && { firstRow: 'lowest' }) },
    remarks:
      rows > 1 ? [`${name}: z grows from the top of its pictures to their bottom, so that nothing is mirrored.`] : [],
  };
}
