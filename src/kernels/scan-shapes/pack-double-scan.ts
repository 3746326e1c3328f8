import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import { rayTable } from '../ray-table.ts';
import { highAndLow } from './double-single.ts';
import type { PackedPhantom } from './pack-phantom.ts';

/** More than f32 can be wrong by in where a ray passes a shape, as a part of the lengths that go into it. */
const SINGLE_MARGIN = 2 ** -18;

const UNUSED_EDGE = { normalX: [0, 0], normalY: [0, 0], distanceMm: [0, 0] } as const;

/** A phantom of shapes as scan-shapes-double.wgsl reads it. */
export function packDoublePhantom(phantom: ShapePhantom): PackedPhantom {
  const edges: { normalX: Pair; normalY: Pair; distanceMm: Pair }[] = [];
  const shapes = phantom.shapes.map((shape) => {
    const isEllipse = shape.type === 'ellipse';
    const halfPlanes = isEllipse ? (shape.clip ?? []) : shape.edges;
    const firstEdge = edges.length;
    for (let e = 0; e < halfPlanes.length; e += 3) {
      edges.push({
        normalX: highAndLow(halfPlanes[e]!),
        normalY: highAndLow(halfPlanes[e + 1]!),
        distanceMm: highAndLow(halfPlanes[e + 2]!),
      });
    }
    const { centreXMm, centreYMm } = shape;
    const [a, b] = isEllipse ? [shape.semiAxisXMm, shape.semiAxisYMm] : [0, 0];
    return {
      centreXMm: highAndLow(centreXMm),
      centreYMm: highAndLow(centreYMm),
      axisX: highAndLow(isEllipse ? shape.cosine : 1),
      axisY: highAndLow(isEllipse ? shape.sine : 0),
      semiAxisXMm: highAndLow(a),
      semiAxisYMm: highAndLow(b),
      semiAxisProduct: highAndLow(a * b),
      squareDifference: highAndLow((b - a) * (b + a)),
      value: highAndLow(shape.value),
      reachMm: isEllipse ? 0 : shape.reachMm,
      marginMm: SINGLE_MARGIN * (Math.abs(centreXMm) + Math.abs(centreYMm) + a + b),
      firstEdge,
      edgeCount: halfPlanes.length / 3,
      isEllipse: isEllipse ? 1 : 0,
    };
  });
  return {
    parameters: layouts.DoublePhantomParameters.pack([
      { shapeCount: shapes.length, replaces: phantom.composition === 'replace' ? 1 : 0, zero: 0 },
    ]),
    shapes: layouts.DoubleShape.pack(shapes),
    edges: layouts.DoubleEdge.pack(edges.length > 0 ? edges : [UNUSED_EDGE]),
  };
}

/** The directions of a scan's views. */
export function packDoubleViews(scan: Scan): ArrayBuffer {
  return layouts.DoubleView.pack(
    Array.from(scan.anglesRad, (angleRad) => ({
      cosine: highAndLow(Math.cos(angleRad)),
      sine: highAndLow(Math.sin(angleRad)),
    })),
  );
}

/** The rays of a scan's channels. */
export function packDoubleRays(scan: Scan): ArrayBuffer {
  const { cosine, sine, distanceMm } = rayTable(scan);
  return layouts.DoubleChannelRay.pack(
    Array.from(cosine, (_, k) => ({
      cosine: highAndLow(cosine[k]!),
      sine: highAndLow(sine[k]!),
      distanceMm: highAndLow(distanceMm[k]!),
    })),
  );
}

type Pair = readonly [number, number];
