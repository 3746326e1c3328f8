// A phantom file as questions about points, read from its JSON and apart from the engine: slow, plain, independent.

import { readFileSync } from 'node:fs';
import { referenceMuPerMm } from '../../src/phantom/material-attenuation.ts';
import type { MaterialName } from '../../src/phantom/material-names.ts';
import { phantomFolder } from './library-phantom.ts';
import type { PointShape } from './sampled-truth.ts';

interface RawShape {
  type: 'ellipse' | 'rectangle' | 'polygon';
  label?: string;
  x?: number;
  y?: number;
  semiAxisX?: number;
  semiAxisY?: number;
  width?: number;
  height?: number;
  angleDeg?: number;
  points?: [number, number][];
  clip?: { normalDeg: number; distance: number }[];
  value?: number;
  material?: MaterialName;
  density?: number;
}

export interface PointPhantom {
  readonly composition: 'add' | 'replace';
  readonly fieldSizeMm: number;
  readonly shapes: readonly PointShape[];
}

/** Of water at 60 keV, Hubbell & Seltzer (1995); in 1/mm. */
const WATER = 0.02059;

export function pointPhantom(name: string): PointPhantom {
  const json = JSON.parse(readFileSync(`${phantomFolder}${name}.json`, 'utf8'));
  const unit: number = json.unitMm ?? 1;
  const valueInUnit = ({ value, material, density = 1 }: RawShape) => {
    if (material) return referenceMuPerMm(material) * density;
    if (json.values === 'hounsfield') return WATER * (1 + value! / 1000);
    return json.values === 'relative-to-water' ? value! * WATER : value!;
  };
  return {
    composition: json.composition,
    fieldSizeMm: json.fieldSizeMm,
    shapes: (json.shapes as RawShape[]).map((shape) => pointShape(shape, unit, valueInUnit(shape))),
  };
}

function pointShape(shape: RawShape, unit: number, value: number): PointShape {
  if (shape.type === 'polygon') throw new Error('no polygon is in the library');
  const { x = 0, y = 0, angleDeg = 0, semiAxisX = 0, semiAxisY = 0, width = 0, height = 0, clip = [] } = shape;
  const angle = (angleDeg * Math.PI) / 180;
  const inOutline =
    shape.type === 'ellipse'
      ? (a: number, b: number) => (a / semiAxisX) ** 2 + (b / semiAxisY) ** 2 <= 1
      : (a: number, b: number) => Math.abs(a) <= width / 2 && Math.abs(b) <= height / 2;
  const planes = clip.map(({ normalDeg, distance }) => {
    const normal = (normalDeg * Math.PI) / 180;
    return [Math.cos(normal), Math.sin(normal), distance] as const;
  });
  const reach = Math.max(semiAxisX, semiAxisY, Math.hypot(width, height) / 2) * unit;
  return {
    value,
    inside: (px, py) => {
      const dx = px / unit - x;
      const dy = py / unit - y;
      const along = dx * Math.cos(angle) + dy * Math.sin(angle);
      const across = dy * Math.cos(angle) - dx * Math.sin(angle);
      return inOutline(along, across) && planes.every(([nx, ny, distance]) => along * nx + across * ny <= distance);
    },
    box: { left: x * unit - reach, right: x * unit + reach, bottom: y * unit - reach, top: y * unit + reach },
  };
}

/** The phantom's value at a point. */
export function valueAt({ shapes, composition }: PointPhantom, x: number, y: number): number {
  const around = shapes.filter(({ inside }) => inside(x, y));
  if (composition === 'replace') return around.at(-1)?.value ?? 0;
  return around.reduce((sum, { value }) => sum + value, 0);
}
