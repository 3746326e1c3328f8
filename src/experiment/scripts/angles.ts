import { lines, python } from './python-text.ts';
import type { StatedScan } from './stated-scan.ts';

/** An arc of even steps, in degrees. */
interface EvenSteps {
  readonly startDeg: number;
  readonly arcDeg: number;
  /** What all views stand for together. */
  readonly weightDeg: number;
}

const TOLERANCE_RAD = 1e-9;
const DEGREES = 180 / Math.PI;

/** Where views stand evenly and count alike, and a script can say so in a line; `null` otherwise. */
export function evenSteps({ anglesRad, weightsRad, source, rows }: StatedScan): EvenSteps | null {
  const views = anglesRad.length;
  const [start, weight] = [anglesRad[0]!, weightsRad[0]!];
  const step = views > 1 ? (anglesRad[views - 1]! - start) / (views - 1) : weight;
  const elapsed = source?.redundancy?.elapsedRad;
  const isEven =
    anglesRad.every((angle, view) => Math.abs(angle - start - view * step) < TOLERANCE_RAD) &&
    weightsRad.every((other) => Math.abs(other - weight) < TOLERANCE_RAD) &&
    (elapsed?.every((along, view) => Math.abs(along - (view + 0.5) * Math.abs(step)) < 1e-6) ?? true);
  if (!isEven || rows?.heights) return null;
  const degrees = (value: number) => Number((value * DEGREES).toPrecision(12));
  return { startDeg: degrees(start), arcDeg: degrees(step * views), weightDeg: degrees(weight * views) };
}

/** Lines that say where views stand evenly. */
export function evenAngles(scan: StatedScan): string {
  const { startDeg, arcDeg, weightDeg } = evenSteps(scan)!;
  return lines(
    `angles = np.deg2rad(${startDeg === 0 ? '' : `${python(startDeg)} + `}np.arange(VIEWS) * ${python(arcDeg)} / VIEWS)`,
    `weights = np.full(VIEWS, np.deg2rad(${python(weightDeg)}) / VIEWS)  # what each view stands for`,
    scan.source?.redundancy
      ? `elapsed = (np.arange(VIEWS) + 0.5) * np.deg2rad(${python(Math.abs(arcDeg))}) / VIEWS  # along the arc`
      : null,
  );
}

/** What a line of `angles.csv` says of its view. */
export function angleColumns({ source, rows }: StatedScan): string[] {
  return [
    'angle (degrees)',
    'what it stands for (radians)',
    ...(source?.redundancy ? ['how far along the arc (radians)'] : []),
    ...(rows?.heights ? ['height of the source (mm)'] : []),
  ];
}

/** Lines that read the file `angles.csv`. */
export function anglesFromFile({ source, rows }: StatedScan): string {
  const names = [
    'angles',
    'weights',
    ...(source?.redundancy ? ['elapsed'] : []),
    ...(rows?.heights ? ['heights'] : []),
  ];
  return lines(
    `${names.join(', ')} = np.loadtxt("angles.csv", delimiter=",", skiprows=1, ndmin=2, unpack=True)`,
    'angles = np.deg2rad(angles)',
  );
}

/** The file `angles.csv`. */
export function anglesFile(scan: StatedScan): string {
  const { anglesRad, weightsRad, source, rows } = scan;
  const columns = [
    anglesRad.map((angle) => angle * DEGREES),
    weightsRad,
    ...(source?.redundancy ? [source.redundancy.elapsedRad] : []),
    ...(rows?.heights ? [rows.heights] : []),
  ];
  const row = (_: number, view: number) => columns.map((values) => python(values[view]!)).join(',');
  return `${[angleColumns(scan).join(','), ...Array.from(anglesRad, row)].join('\n')}\n`;
}
