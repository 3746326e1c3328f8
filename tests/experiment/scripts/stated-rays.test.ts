import { afterAll, describe, expect, test } from 'vitest';
import { loweredRays, setSpaceRay } from '../../../src/geometry/lowered-rays.ts';
import { loweredScan, type Scan } from '../../../src/geometry/scan.ts';
import { emptySpaceRay } from '../../../src/geometry/space-ray.ts';
import { npyBytes } from '../../support/npy.ts';
import { cpuOperators } from '../../support/walk.ts';
import { type Changes, cone, fan, fewSlices, scriptedRun } from './scripted-run.ts';

const operators = cpuOperators();
afterAll(() => operators.dispose());

type Vector = readonly [number, number, number];
interface Line {
  readonly from: Vector;
  readonly along: Vector;
}
type Place = readonly [view: number, row: number, channel: number];

/** What Python would make of a script's lines `NAME = …`: numbers, and angles in radians. */
class Stated {
  readonly #text: string;
  readonly #columns: readonly (readonly number[])[];

  constructor(text: string, angles: string | null) {
    this.#text = text;
    const rows = (angles ?? '').trim().split('\n').slice(1);
    this.#columns = rows.map((row) => row.split(',').map(Number));
  }

  /** The expression behind the last line that sets it. */
  expression(name: string): string {
    const all = [...this.#text.matchAll(new RegExp(`^ *${name.replace('.', '\\.')} = (.*?)(?:  #.*)?$`, 'gm'))];
    const found = all.at(-1)?.[1];
    if (found === undefined) throw new Error(`${name} stands nowhere`);
    return found;
  }

  /** Its value in a view. */
  value(expression: string, view: number): number {
    const words = expression.matchAll(/\b(?!np\b|math\b|\d)[A-Za-z_][A-Za-z_]*(?!\w*\()/g);
    let js = expression.replaceAll('np.pi', String(Math.PI)).replaceAll(/np\.zeros\(VIEWS\)/g, '0');
    js = js.replaceAll(/np\.deg2rad\(/g, `(${Math.PI / 180} * (1) * `).replaceAll('np.arange(VIEWS)', String(view));
    for (const [word] of words) {
      if (['pi', 'zeros', 'VIEWS', 'deg2rad', 'arange', 'np'].includes(word)) continue;
      js = js.replaceAll(new RegExp(`\\b${word}\\b`, 'g'), `(${this.named(word, view)})`);
    }
    js = js.replaceAll(/\bVIEWS\b/g, String(this.views));
    return new Function(`return ${js}`)() as number;
  }

  get views(): number {
    return Number(this.expression('VIEWS'));
  }

  named(name: string, view: number): number {
    if (name === 'sin') return Math.sin(this.angle(view));
    if (name === 'cos') return Math.cos(this.angle(view));
    if (name === 'none') return 0;
    if (name === 'heights') return this.#columns[view]!.at(-1)!;
    if (name === 'middle' || name === 'low') return this.value(this.#tuple(name), view);
    return this.value(this.expression(name), view);
  }

  angle(view: number): number {
    if (this.#columns.length > 0) return (this.#columns[view]![0]! * Math.PI) / 180;
    const [, start = '0', arc] = /np\.deg2rad\((?:(\S+) \+ )?np\.arange\(VIEWS\) \* (\S+) \/ VIEWS\)/.exec(
      this.expression('angles'),
    )!;
    return ((Number(start) + (view * Number(arc)) / this.views) * Math.PI) / 180;
  }

  /** The expressions of a list in square brackets behind some words. */
  list(before: string): string[] {
    const from = this.#text.indexOf(before);
    if (from < 0) throw new Error(`${before} stands nowhere`);
    const open = this.#text.indexOf('[', from);
    const inside = this.#text.slice(open + 1, this.#text.indexOf(']', open));
    return inside
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  /** One of several names that a line sets: `cos, sin, middle = …`. */
  #tuple(name: string): string {
    for (const [, names, values] of this.#text.matchAll(/^([a-z]+(?:, [a-z]+)+) = (.*)$/gm)) {
      const at = names!.split(', ').indexOf(name);
      if (at >= 0) return values!.split(', ')[at]!;
    }
    throw new Error(`${name} stands nowhere`);
  }
}

const sum = (a: Vector, b: Vector, factor = 1): Vector => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];

/** How far the place of a channel and a row is from the middle of the detector, in channels and rows. */
function fromMiddle(stated: Stated, [, row, channel]: Place, hasRows: boolean): readonly [number, number] {
  const number = (name: string) => Number(stated.expression(name));
  return [channel - (number('CHANNELS') - 1) / 2, hasRows ? row - (number('ROWS') - 1) / 2 : 0];
}

/** Vectors of a view: https://www.astra-toolbox.com/docs/geom2d.html, geom3d.html. */
function astraRay(stated: Stated, place: Place, kind: string): Line {
  const [view] = place;
  const numbers = stated.list('np.column_stack(').map((expression) => stated.value(expression, view));
  const [a, b] = fromMiddle(stated, place, kind === 'cone');
  if (kind === 'cone') {
    const [source, middle, u, v] = [0, 3, 6, 9].map((at) => numbers.slice(at, at + 3) as unknown as Vector) as [
      Vector,
      Vector,
      Vector,
      Vector,
    ];
    const seen = sum(sum(middle, u, a), v, b);
    return { from: source, along: sum(seen, source, -1) };
  }
  const [first, middle, u] = [0, 2, 4].map((at): Vector => [numbers[at]!, numbers[at + 1]!, 0]) as [
    Vector,
    Vector,
    Vector,
  ];
  const seen = sum(middle, u, a);
  return kind === 'parallel' ? { from: seen, along: first } : { from: first, along: sum(seen, first, -1) };
}

/** Its demo d03_Geometry: the source is at DSO on the x axis and turns counter-clockwise. */
function tigreRay(stated: Stated, place: Place, kind: string): Line {
  const [view] = place;
  const turned = stated.value(stated.expression('turned').replace('angles', String(stated.angle(view))), view);
  const number = (name: string) => stated.value(stated.expression(`geometry.${name}`), view);
  const [a, b] = fromMiddle(stated, place, kind === 'cone');
  const [lifted, aside] = stated.list('geometry.offDetector').map((text) => stated.value(text, view));
  const [pitch, width] = stated.list('geometry.dDetector').map((text) => stated.value(text, view));
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const [source, behind] = [number('DSO'), number('DSD') - number('DSO')];
  const across = aside! + a * width!;
  const up = lifted! + b * (kind === 'cone' ? pitch! : 0);
  // What is said of the volume's origin moves everything else the other way.
  const [originZ] = stated.list('geometry.offOrigin').map((text) => stated.value(text, view));
  const centre = kind === 'cone' ? stated.named('CENTRE_Z', view) : 0;
  const z = centre - originZ!;
  const seen: Vector = [-behind * cos - across * sin, -behind * sin + across * cos, up + z];
  if (kind === 'parallel') return { from: seen, along: [-cos, -sin, 0] };
  const from: Vector = [source * cos, source * sin, z];
  return { from, along: sum(seen, from, -1) };
}

/** AcquisitionGeometry: the object turns by the angle, so that source and detector turn back by it about z. */
function cilRay(stated: Stated, place: Place, kind: string): Line {
  const [view] = place;
  expect(stated.list('.set_angles(-np.rad2deg(angles))\n    .set_labels(')).toContain('"angle"');
  const turned = -stated.angle(view);
  const values = (before: string) => stated.list(before).map((text) => stated.value(text, view));
  const [x, y, z = 0] = values('detector_position=');
  const [a, b] = fromMiddle(stated, place, kind === 'cone');
  const up = z + b * (kind === 'cone' ? stated.named('ROW_SPACING', view) : 0);
  const turn = ([px, py, pz]: Vector): Vector => [
    px * Math.cos(-turned) - py * Math.sin(-turned),
    px * Math.sin(-turned) + py * Math.cos(-turned),
    pz,
  ];
  const seen = turn([x! + a * stated.named('SPACING', view), y!, up]);
  if (kind === 'parallel') return { from: seen, along: turn([0, 1, 0]) };
  const [sx, sy, sz = 0] = values('source_position=');
  const from = turn([sx!, sy!, sz]);
  return { from, along: sum(seen, from, -1) };
}

function expectSameRay({ from, along }: Line, scan: Scan, [view, row, channel]: Place): void {
  const ray = emptySpaceRay();
  setSpaceRay(ray, loweredRays(loweredScan(scan)), view, row, channel);
  const same = [ray.directionX, ray.directionY, ray.directionZ];
  // Of parallel rays, which come from nowhere, either sense is the same line.
  const cosine = along.reduce((total, part, i) => total + part * same[i]!, 0);
  const length = Math.hypot(...along) * (scan.geometry === 'parallel' ? Math.sign(cosine) : 1);
  same.forEach((part, i) => {
    expect(along[i]! / length).toBeCloseTo(part, 9);
  });
  // A point of one lies on the other.
  const apart = [from[0] - ray.originXMm, from[1] - ray.originYMm, from[2] - ray.originZMm];
  const way = apart.reduce((total, part, i) => total + part * same[i]!, 0);
  apart.forEach((part, i) => {
    expect(part - way * same[i]!).toBeCloseTo(0, 7);
  });
}

const uneven = Float64Array.from({ length: 20 }, (_, view) => 9 * view + 2 * Math.sin(view));
const measurement = { sinogram: 's.npy', anglesDeg: 'a.npy' };
const files = {
  's.npy': npyBytes(new Float32Array(20 * 24).fill(1), [20, 24]),
  'a.npy': npyBytes(uneven, [20]),
};
const sirt = { method: 'sirt', iterations: 1 };
const few = { views: 12, channels: 24, channelSpacingMm: 14 };
const coneScan = { ...cone, ...few, rows: 5, offset: 0.75, rowOffset: 1.25 };
const volume = { ...sirt, grid: { ...fewSlices, pixels: 8 } };

const cases: readonly (readonly [string, string, Changes])[] = [
  ['parallel rays beside the axis', 'parallel', { scan: { ...few, offset: -2.25, arcDeg: -150 } }],
  [
    'parallel rays at uneven angles',
    'parallel',
    { measurement, phantom: undefined, scan: { channelSpacingMm: 14, views: undefined, channels: undefined } },
  ],
  ['a fan', 'fan', { scan: { ...fan, ...few, offset: 3.5 }, reconstruction: sirt }],
  ['a cone', 'cone', { scan: coneScan, reconstruction: { ...volume, grid: { ...volume.grid, centreZMm: 0 } } }],
  ['a helix', 'cone', { scan: { ...coneScan, pitchMm: 40, startZMm: -30, arcDeg: 700 }, reconstruction: volume }],
];
const toolboxes = [
  ['astra', astraRay],
  ['tigre', tigreRay],
  ['cil', cilRay],
] as const;

describe.each(toolboxes)('the geometry that a script for %s states', (toolbox, rayOf) => {
  const possible = cases.filter(([what]) => toolbox !== 'cil' || what !== 'a helix');
  test.each(possible)('has the rays of the scan: %s', async (_, kind, changes) => {
    const { text, angles, scan } = await scriptedRun(operators, changes, toolbox, files);
    const stated = new Stated(text, angles);
    for (const place of [
      [0, 0, 0],
      [3, kind === 'cone' ? 4 : 0, 23],
      [11, kind === 'cone' ? 2 : 0, 7],
    ] as const) {
      expectSameRay(rayOf(stated, place, kind), scan, place);
    }
  });
});
