import type { ViewRange } from '../device.ts';
import type { Band } from './gpu-array.ts';
import type { ShaderName } from './shader-sources.ts';
import type { Fields, StructLayout, Values } from './struct-layout.ts';

/** What one dispatch works on: rows that lie in one buffer of every array. */
export interface GpuPart extends ViewRange {
  /** How many rows these are. */
  readonly rows: number;
  /** Of the array whose rows are counted. */
  readonly columns: number;
  /** How many rows there are in all. */
  readonly allRows: number;
  /** The rows that are in the bound buffer of an array. */
  readonly bands: Readonly<Record<string, Band>>;
  /** Arrays in an `in-list`, 0 where there is none. */
  readonly listed: number;
}

/** What a shader has at one of its bindings: an array by its name, parameters, or a table. */
export type Binding<Name extends string = string> = Name | UniformBinding | TableBinding;

/** Parameters of one dispatch. */
export interface UniformBinding {
  readonly uniform: string;
  pack(part: GpuPart): ArrayBuffer;
}

/** Values made of a plan and kept for as long as the plan, compared by identity, is the same. */
export interface TableBinding {
  readonly table: string;
  readonly of: unknown;
  readonly make: () => ArrayBuffer | Float32Array<ArrayBuffer>;
  /** Whether it is bound as a uniform instead of storage. */
  readonly isUniform?: boolean;
}

/** The twin on the GPU, for some parameters. */
export interface GpuKernel<Name extends string = string> {
  /** One of the engine's shaders, or one of its own. */
  readonly shader: ShaderName | Shader;
  /** Values of its `override`s. */
  readonly constants?: Readonly<Record<string, number>>;
  /** In the order of the shader's bindings. */
  readonly bindings: readonly Binding<Name>[];
  /** How many workgroups run, each a few readings of one row unless told otherwise. */
  readonly workgroups?: (part: GpuPart) => readonly [number, number?];
}

export interface Shader {
  readonly name: string;
  /** All of it, with the shared pieces that it needs. */
  readonly code: string;
}

/** @param values of the struct's fields */
export function uniform<F extends Fields>(
  layout: StructLayout<F>,
  values: (part: GpuPart) => Values<NoInfer<F>>,
): UniformBinding {
  return { uniform: layout.name, pack: (part) => layout.pack([values(part)]) };
}

/** @param label names the table among all that are kept */
export function table(label: string, of: unknown, make: TableBinding['make']): TableBinding {
  return { table: label, of, make };
}

/** The same for one struct of parameters. */
export function uniformTable(label: string, of: unknown, make: TableBinding['make']): TableBinding {
  return { table: label, of, make, isUniform: true };
}

/** Workgroups of 64 readings in a row. */
export function alongRows({ columns, rows }: GpuPart): readonly [number, number] {
  return [Math.ceil(columns / 64), rows];
}

/** Workgroups of 64 columns, each for all rows. */
export function perColumn({ columns }: GpuPart): readonly [number] {
  return [Math.ceil(columns / 64)];
}

/** Workgroups of 64 rows. */
export function perRow({ rows }: GpuPart): readonly [number] {
  return [Math.ceil(rows / 64)];
}

const VALUES_PER_GROUP = 256;
const MOST_GROUPS_ABREAST = 32_768;

/** Workgroups of 256 values; a long array does not fit into one dimension. */
export function perValue(part: GpuPart): readonly [number, number] {
  const groups = Math.ceil((part.rows * part.columns) / VALUES_PER_GROUP);
  const width = Math.min(groups, MOST_GROUPS_ABREAST);
  return [width, Math.ceil(groups / width)];
}

/** What a shader that runs {@link perValue} is told: how many values there are, and invocations in one row of the dispatch. */
export function valuesOf(part: GpuPart): { readonly length: number; readonly rowLength: number } {
  return { length: part.rows * part.columns, rowLength: perValue(part)[0] * VALUES_PER_GROUP };
}
