import { detectorRowsOf } from '../../geometry/scan.ts';
import { METHODS } from '../../methods/registry.ts';
import { type Experiment, scanOf, volumeGridOf } from '../experiment.ts';
import type { RunResult } from '../run-result.ts';
import { writtenUnitOf } from '../slice-scale.ts';
import type { Subject } from '../subject.ts';
import type { Toolbox } from './script.ts';

/** What a run is made again from, besides its line integrals: the script, and the angles where they are not even. */
export interface ScriptFile {
  readonly name: string;
  readonly text: string;
}

/** A run that is over. */
export interface ScriptedRun {
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult;
}

/** The axes of the line integrals that a script reads, `sinogram.npy`. */
export function readingsShape({ readings, scan }: RunResult): readonly number[] {
  const rows = detectorRowsOf(scan);
  const { columns } = readings;
  return rows === 1 ? [readings.rows, columns] : [readings.rows / rows, rows, columns];
}

/** Says before a run whether there can be a script of it. @throws InputError where there cannot */
export function mustBeScriptable(toolbox: Toolbox, experiment: Experiment, subject: Subject): void {
  const scan = scanOf(experiment, subject);
  toolbox.write({ ...given(experiment, subject), scan, grid: volumeGridOf(experiment), waterValue: 1, iterations: 1 });
}

/** @throws InputError where the toolbox cannot do what the run has done */
export function scriptFiles(toolbox: Toolbox, { experiment, subject, result }: ScriptedRun): readonly ScriptFile[] {
  const { scan, volumeGrid, waterMuPerMm, effectiveEnergyKeV, iterations } = result;
  const isArbitrary = writtenUnitOf(experiment, subject) === 'arbitrary';
  const { text, angles } = toolbox.write({
    ...given(experiment, subject),
    ...{ scan, grid: volumeGrid },
    iterations: iterations ? iterations.points.length - 1 : null,
    waterValue: isArbitrary && effectiveEnergyKeV === null ? 1 : waterMuPerMm,
  });
  return [
    { name: `reconstruct_${toolbox.name}.py`, text },
    ...(angles === null ? [] : [{ name: 'angles.csv', text: angles }]),
  ];
}

function given(experiment: Experiment, subject: Subject) {
  const { reconstruction, corrections } = experiment;
  const { iterates } = METHODS.get(reconstruction.method);
  const remarks = [
    ...(corrections.some(({ kind }) => kind === 'metal') ? ['the metal is not put back into the slice.'] : []),
    ...(!iterates && reconstruction.interpolation === 'smooth'
      ? ['filtered views are not interpolated smoothly between channels.']
      : []),
    ...(iterates ? ['rays are summed by the toolbox’s own projector.'] : []),
  ];
  const isArbitrary = writtenUnitOf(experiment, subject) === 'arbitrary';
  const values = isArbitrary ? 'values in arbitrary units' : 'attenuation in 1/mm';
  return { title: subject.name, reconstruction, remarks, values };
}
