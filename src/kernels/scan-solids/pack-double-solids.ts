import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { highAndLow, highsAndLows } from '../scan-shapes/double-single.ts';
import { FORMS } from './pack-solids.ts';

type Vector = readonly [number, number, number];

const ZERO: Vector = [0, 0, 0];
const UNUSED_PLANE = { normalHigh: ZERO, normalLow: ZERO, distanceHighMm: 0, distanceLowMm: 0 };

/** A phantom of solids as scan-solids-double.wgsl reads it. */
export interface PackedDoubleSolids {
  readonly parameters: ArrayBuffer;
  readonly solids: ArrayBuffer;
  /** One unused at least, since a binding cannot be empty. */
  readonly planes: ArrayBuffer;
}

/** All in twice f32's digits. Half-spaces count their distance from the solid's centre. */
export function packDoubleSolids({ solids, composition }: SolidPhantom): PackedDoubleSolids {
  const planes: (typeof UNUSED_PLANE)[] = [];
  const packed = solids.map((solid) => {
    const { centreXMm: x, centreYMm: y, centreZMm: z } = solid;
    const firstPlane = planes.length;
    for (let p = 0; p < solid.planes.length; p += 4) {
      const [normalX, normalY, normalZ, distance] = solid.planes.subarray(p, p + 4) as unknown as Quadruple;
      const [normalHigh, normalLow] = highsAndLows([normalX, normalY, normalZ]);
      const [high, low] = highAndLow(distance - (normalX * x + normalY * y + normalZ * z));
      planes.push({ normalHigh, normalLow, distanceHighMm: high, distanceLowMm: low });
    }
    const m = solid.type === 'polyhedron' ? null : solid.toLocal;
    const rowOf = (row: number) => highsAndLows(m ? [m[3 * row]!, m[3 * row + 1]!, m[3 * row + 2]!] : ZERO);
    const [centreHighMm, centreLowMm] = highsAndLows([x, y, z]);
    const [local1High, local1Low] = rowOf(0);
    const [local2High, local2Low] = rowOf(1);
    const [local3High, local3Low] = rowOf(2);
    return {
      ...{ centreHighMm, centreLowMm, local1High, local1Low, local2High, local2Low, local3High, local3Low },
      ...{ reachMm: solid.reachMm, form: FORMS[solid.type] },
      ...{ firstPlane, planeCount: solid.planes.length / 4, value: highAndLow(solid.value) },
    };
  });
  return {
    parameters: layouts.DoubleSolidPhantom.pack([
      { solidCount: solids.length, replaces: composition === 'replace' ? 1 : 0, zero: 0 },
    ]),
    solids: packed.length > 0 ? layouts.DoubleSolid.pack(packed) : new ArrayBuffer(layouts.DoubleSolid.size),
    planes: layouts.DoublePlane.pack(planes.length > 0 ? planes : [UNUSED_PLANE]),
  };
}

type Quadruple = readonly [number, number, number, number];
