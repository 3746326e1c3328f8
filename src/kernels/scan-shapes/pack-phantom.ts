import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';

/** A phantom of shapes as kernels read it. */
export interface PackedPhantom {
  readonly parameters: ArrayBuffer;
  readonly shapes: ArrayBuffer;
  /** One per half-plane; one unused at least, since a binding cannot be empty. */
  readonly edges: ArrayBuffer | Float32Array<ArrayBuffer>;
}

/** As scan-shapes.wgsl reads it: a vec4f per half-plane. */
export function packPhantom(phantom: ShapePhantom): PackedPhantom {
  const edges: number[] = [];
  const shapes = phantom.shapes.map((shape) => {
    const isEllipse = shape.type === 'ellipse';
    const halfPlanes = isEllipse ? (shape.clip ?? []) : shape.edges;
    const firstEdge = edges.length / 4;
    for (let e = 0; e < halfPlanes.length; e += 3) {
      edges.push(halfPlanes[e]!, halfPlanes[e + 1]!, halfPlanes[e + 2]!, 0);
    }
    return {
      centreMm: [shape.centreXMm, shape.centreYMm] as const,
      axis: isEllipse ? ([shape.cosine, shape.sine] as const) : ([1, 0] as const),
      semiAxesMm: isEllipse
        ? ([shape.semiAxisXMm, shape.semiAxisYMm] as const)
        : ([shape.reachMm, shape.reachMm] as const),
      value: shape.value,
      firstEdge,
      edgeCount: halfPlanes.length / 3,
      isEllipse: isEllipse ? 1 : 0,
    };
  });
  return {
    parameters: layouts.PhantomParameters.pack([
      { shapeCount: shapes.length, replaces: phantom.composition === 'replace' ? 1 : 0 },
    ]),
    shapes: layouts.Shape.pack(shapes),
    edges: Float32Array.from(edges.length > 0 ? edges : [0, 0, 0, 0]),
  };
}
