import type { Subject } from '../../../experiment/subject.ts';
import type { PlanePoint } from '../../../measure/plane.ts';
import type { Ellipse } from '../../../phantom/phantom.ts';

/** Wires and points are no wider. */
const WIDEST_POINT_MM = 3;

/** A disk of a phantom, or a wire. */
export interface KnownDisk {
  readonly middle: PlanePoint;
  readonly radiusMm: number;
}

/** A straight edge of a phantom: a place on it, and how far it runs to either side. */
export interface KnownEdge {
  readonly middle: PlanePoint;
  readonly halfLengthMm: number;
}

/** The wire or point of a phantom that has one alone; `null` where it has none, or several. */
export function knownPoint(subject: Subject): KnownDisk | null {
  const points = disksOf(subject).filter(({ radiusMm }) => 2 * radiusMm <= WIDEST_POINT_MM);
  return points.length === 1 ? points[0]! : null;
}

/** The disks of a phantom that lie in another one, the largest first. */
export function knownInserts(subject: Subject): readonly KnownDisk[] {
  const disks = disksOf(subject);
  const isInside = (disk: KnownDisk) =>
    disks.some(
      (other) =>
        other.radiusMm > 2 * disk.radiusMm &&
        Math.hypot(disk.middle.x - other.middle.x, disk.middle.y - other.middle.y) + disk.radiusMm < other.radiusMm,
    );
  return disks
    .filter((disk) => 2 * disk.radiusMm > WIDEST_POINT_MM && isInside(disk))
    .toSorted((a, b) => b.radiusMm - a.radiusMm);
}

/** The straight edge of a phantom in which one shape is cut by a line; `null` where there is none, or there are several. */
export function knownEdge(subject: Subject): KnownEdge | null {
  const cut = ellipsesOf(subject).filter(({ clip }) => clip?.length === 3);
  if (cut.length !== 1) return null;
  const { centreXMm, centreYMm, semiAxisXMm, semiAxisYMm, clip } = cut[0]!;
  const [normalX, normalY, distance] = [clip![0]!, clip![1]!, clip![2]!];
  const fromCentre = distance - (centreXMm * normalX + centreYMm * normalY);
  const half = Math.min(semiAxisXMm, semiAxisYMm) ** 2 - fromCentre ** 2;
  if (half <= 0) return null;
  return {
    middle: { x: centreXMm + fromCentre * normalX, y: centreYMm + fromCentre * normalY },
    halfLengthMm: Math.sqrt(half),
  };
}

function disksOf(subject: Subject): readonly KnownDisk[] {
  return ellipsesOf(subject)
    .filter(({ clip, semiAxisXMm, semiAxisYMm }) => !clip && Math.abs(semiAxisXMm - semiAxisYMm) < 1e-9 * semiAxisXMm)
    .map(({ centreXMm, centreYMm, semiAxisXMm }) => ({
      middle: { x: centreXMm, y: centreYMm },
      radiusMm: semiAxisXMm,
    }));
}

function ellipsesOf(subject: Subject): readonly Ellipse[] {
  return subject.kind === 'shapes' ? subject.shapes.filter((shape) => shape.type === 'ellipse') : [];
}
