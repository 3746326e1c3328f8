import type { PhantomFile } from '../../phantom/phantom-file.ts';
import type { EditedShape } from './edited-shape.ts';

/** A phantom and which of its shapes is selected, if any. */
export interface EditState {
  readonly file: PhantomFile;
  readonly selected: number | null;
}

/** Replaces one shape by another. */
export function withShape({ file, selected }: EditState, index: number, shape: EditedShape): EditState {
  return { file: { ...file, shapes: file.shapes.with(index, shape) }, selected };
}

/** A new shape on top, selected. */
export function withNewShape({ file }: EditState, shape: EditedShape): EditState {
  return { file: { ...file, shapes: [...file.shapes, shape] }, selected: file.shapes.length };
}

/** A shape's copy right above it, selected. */
export function withCopy({ file }: EditState, index: number, copy: EditedShape): EditState {
  return { file: { ...file, shapes: file.shapes.toSpliced(index + 1, 0, copy) }, selected: index + 1 };
}

/** Without a shape; the one below is selected, so that the keyboard stays in the list. */
export function withoutShape({ file }: EditState, index: number): EditState {
  const shapes = file.shapes.toSpliced(index, 1);
  return { file: { ...file, shapes }, selected: shapes.length === 0 ? null : Math.max(0, index - 1) };
}

/** A shape a place higher (1) or lower (−1); it stays selected. The same state where there is no such place. */
export function withShapeShifted(state: EditState, index: number, by: 1 | -1): EditState {
  const { shapes } = state.file;
  const other = index + by;
  if (other < 0 || other >= shapes.length) return state;
  const shifted = shapes.with(other, shapes[index]!).with(index, shapes[other]!);
  return { file: { ...state.file, shapes: shifted }, selected: other };
}
