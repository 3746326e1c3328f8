import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';

/** As in shaders/common/solid-interval.wgsl. */
export const FORMS = { ellipsoid: 0, cylinder: 1, cone: 2, polyhedron: 3 } as const;

const NO_FRAME = new Float64Array(9);
const ZERO = [0, 0, 0] as const;
const UNUSED_SOLID = {
  ...{ centreMm: ZERO, reachMm: 0, local1: ZERO, local2: ZERO, local3: ZERO },
  ...{ form: FORMS.polyhedron, firstPlane: 0, planeCount: 0, value: 0 },
};

/** A phantom of solids as kernels read it. */
export interface PackedSolids {
  readonly parameters: ArrayBuffer;
  readonly solids: ArrayBuffer;
  /** One vec4f per half-space; one unused at least, since a binding cannot be empty. */
  readonly planes: Float32Array<ArrayBuffer>;
}

/** Half-spaces count their distance from the solid's centre, which leaves single precision more digits. */
export function packSolids({ solids, composition }: SolidPhantom): PackedSolids {
  const planes: number[] = [];
  const packed = solids.map((solid) => {
    const { centreXMm: x, centreYMm: y, centreZMm: z } = solid;
    const firstPlane = planes.length / 4;
    for (let p = 0; p < solid.planes.length; p += 4) {
      const [normalX, normalY, normalZ, distance] = solid.planes.subarray(p, p + 4) as unknown as Quadruple;
      planes.push(normalX, normalY, normalZ, distance - (normalX * x + normalY * y + normalZ * z));
    }
    const m = solid.type === 'polyhedron' ? NO_FRAME : solid.toLocal;
    return {
      centreMm: [x, y, z] as const,
      reachMm: solid.reachMm,
      local1: [m[0]!, m[1]!, m[2]!] as const,
      form: FORMS[solid.type],
      local2: [m[3]!, m[4]!, m[5]!] as const,
      firstPlane,
      local3: [m[6]!, m[7]!, m[8]!] as const,
      planeCount: solid.planes.length / 4,
      value: solid.value,
    };
  });
  return {
    parameters: layouts.SolidPhantomParameters.pack([
      { solidCount: solids.length, replaces: composition === 'replace' ? 1 : 0 },
    ]),
    solids: layouts.Solid.pack(packed.length > 0 ? packed : [UNUSED_SOLID]),
    planes: Float32Array.from(planes.length > 0 ? planes : [0, 0, 0, 0]),
  };
}

type Quadruple = readonly [number, number, number, number];
