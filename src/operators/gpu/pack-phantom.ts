import type { ShapePhantom } from '../../phantom/phantom.ts';
import * as layouts from './struct-layouts.ts';

/** A phantom of shapes as scan-shapes.wgsl reads it. */
export interface PackedPhantom {
  readonly parameters: ArrayBuffer;
  readonly shapes: ArrayBuffer;
  /** vec4f per half-plane; one unused at least, since a binding cannot be empty. */
  readonly edges: Float32Array<ArrayBuffer>;
}

export function packPhantom(phantom: ShapePhantom): PackedPhantom {
  const edges: number[] = [];
  const shapes = phantom.shapes.map((shape) => {
    if (shape.type === 'ellipse') {
      return {
        centreMm: [shape.centreXMm, shape.centreYMm],
        axis: [shape.cosine, shape.sine],
        semiAxesMm: [shape.semiAxisXMm, shape.semiAxisYMm],
        value: shape.value,
        firstEdge: 0,
        edgeCount: 0,
      } as const;
    }
    const firstEdge = edges.length / 4;
    for (let e = 0; e < shape.edges.length; e += 3) {
      edges.push(shape.edges[e]!, shape.edges[e + 1]!, shape.edges[e + 2]!, 0);
    }
    const edgeCount = shape.edges.length / 3;
    return { centreMm: [0, 0], axis: [1, 0], semiAxesMm: [1, 1], value: shape.value, firstEdge, edgeCount } as const;
  });
  return {
    parameters: layouts.PhantomParameters.pack([
      { shapeCount: shapes.length, replaces: phantom.composition === 'replace' ? 1 : 0 },
    ]),
    shapes: layouts.Shape.pack(shapes),
    edges: Float32Array.from(edges.length > 0 ? edges : [0, 0, 0, 0]),
  };
}
