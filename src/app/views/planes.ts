/** Voxels along one of the axes, which can be stepped through. */
export type LookStop = 'slice' | 'row' | 'column';
export type LookStops = Readonly<Record<LookStop, { readonly at: number; readonly count: number }>>;

export type PlaneName = 'axial' | 'coronal' | 'sagittal';

/** A coordinate of a place in a volume. */
export type Coordinate = 'xMm' | 'yMm' | 'zMm';

export type Place = Readonly<Record<Coordinate, number>>;

/** A plane through a volume: the axes of its picture, and the one that it is stepped along. */
export interface PlaneKind {
  readonly name: PlaneName;
  /** Its mark in the pictures, besides colour and line. */
  readonly letter: string;
  readonly across: Coordinate;
  readonly up: Coordinate;
  readonly along: Coordinate;
  readonly stop: LookStop;
  /** Of the line that it is in the other two planes: lengths of strokes and gaps in widths of a line; none is solid. */
  readonly dash: readonly number[];
}

export const PLANES: readonly PlaneKind[] = [
  { name: 'axial', letter: 'A', across: 'xMm', up: 'yMm', along: 'zMm', stop: 'slice', dash: [] },
  { name: 'coronal', letter: 'C', across: 'xMm', up: 'zMm', along: 'yMm', stop: 'row', dash: [7, 4] },
  { name: 'sagittal', letter: 'S', across: 'yMm', up: 'zMm', along: 'xMm', stop: 'column', dash: [1.5, 3] },
];

/** The plane that is a line along one of another plane's axes. */
export function planeAcross(coordinate: Coordinate): PlaneKind {
  return PLANES.find(({ along }) => along === coordinate)!;
}
