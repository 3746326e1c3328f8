import type { Grid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ReconstructionSettings } from '../settings.ts';

/** What a script is to do: the way from line integrals to slice of a run that is over. */
export interface ScriptGiven {
  /** What was scanned. */
  readonly title: string;
  /** Of the line integrals, after all corrections. */
  readonly scan: Scan;
  /** Of all slices. */
  readonly grid: Grid;
  readonly reconstruction: ReconstructionSettings;
  /** How many iterations were made; `null` of a method that makes its image in one go. */
  readonly iterations: number | null;
  /** What the slice's values are, such as `attenuation in 1/mm`. */
  readonly values: string;
  /** What water has in the slice. */
  readonly waterValue: number;
  /** What the script leaves out of what the sandbox does, a sentence each. */
  readonly remarks: readonly string[];
}

/** A program that people reconstruct with, and how a script for it is written. */
export interface Toolbox {
  /** On the command line, and of the script's file. */
  readonly name: 'astra' | 'tigre' | 'cil';
  readonly label: string;
  /** @throws InputError where it cannot do what is asked, saying what that is */
  write(given: ScriptGiven): Script;
}

export interface Script {
  readonly text: string;
  /** The file `angles.csv`, where the views do not stand evenly; `null` where the script says where they are. */
  readonly angles: string | null;
}

/** What a script writes: beside the sandbox's own slice, which it is to be compared with. */
export function writtenFile({ name }: Pick<Toolbox, 'name'>): string {
  return `reconstruction_${name}.npy`;
}
