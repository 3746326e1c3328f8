// Phantoms of few solids, and exact scans of them.

import type { Scan } from '../../src/geometry/scan.ts';
import { detectorRowsOf } from '../../src/geometry/scan.ts';
import { rotationOf } from '../../src/phantom/solids/euler-angles.ts';
import type { Solid, SolidPhantom } from '../../src/phantom/solids/solid.ts';
import { cylinderInMm } from '../../src/phantom/solids/solids-in-mm.ts';
import { cpuOperators } from './walk.ts';

export type Sphere = readonly [x: number, y: number, z: number, radius: number, value: number];

/** Spheres and spheroids about z, whose values add up. */
export function spheres(list: readonly Sphere[], heightFactor = 1): SolidPhantom {
  return solidsThatAdd(
    list.map(([centreXMm, centreYMm, centreZMm, radius, value]): Solid => {
      const toLocal = Float64Array.of(1 / radius, 0, 0, 0, 1 / radius, 0, 0, 0, 1 / (radius * heightFactor));
      const reachMm = radius * Math.max(1, heightFactor);
      return {
        type: 'ellipsoid',
        centreXMm,
        centreYMm,
        centreZMm,
        reachMm,
        planes: new Float64Array(),
        toLocal,
        value,
      };
    }),
  );
}

export type Disk = readonly [x: number, y: number, z: number, radius: number, height: number, value: number];

/** Cylinders along z, whose values add up. */
export function uprightDisks(list: readonly Disk[]): SolidPhantom {
  return solidsThatAdd(
    list.map(([x, y, z, radius, height, value]) =>
      cylinderInMm(
        { centreMm: [x, y, z], rotation: rotationOf([0, 0, 0]), clip: [], filling: { value } },
        [radius, radius],
        height,
      ),
    ),
  );
}

function solidsThatAdd(solids: readonly Solid[]): SolidPhantom {
  const size = { fieldSizeMm: 60, heightMm: 60 };
  return { kind: 'solids', name: 'solids', unit: 'attenuation-per-mm', composition: 'add', ...size, solids };
}

/** Scans are the same on every backend: those of a software GPU would take most of the time. */
export async function scannedSolids(phantom: SolidPhantom, scan: Scan): Promise<Float32Array> {
  const operators = cpuOperators();
  const rows = scan.anglesRad.length * detectorRowsOf(scan);
  const readings = await operators.create(rows, scan.channels);
  await operators.scanSolids(phantom, scan, readings, { from: 0, to: rows });
  const values = await operators.read(readings);
  operators.release(readings);
  return values;
}

export const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
