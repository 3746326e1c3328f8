import type { GUI } from 'lil-gui';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { allOf, TAKEN_KEYS, type TakenKey, takenOf } from '../../experiment/taken-readings.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { FolderSummary } from './folder-summary.ts';
import type { NumberControl } from './number-control.ts';

type CropKey = Exclude<TakenKey, 'everyNthView'>;

/** Where the views and channels of a measurement begin and end, and how many pixels of the detector count as one. */
export class CropFolder {
  readonly #folder: GUI;
  readonly #summary: FolderSummary;
  readonly #controls: Readonly<Record<CropKey, NumberControl>>;

  /** @param add a control of one of them */
  constructor(scan: GUI, add: (folder: GUI, key: CropKey) => NumberControl) {
    this.#folder = scan.addFolder('Crop and bin').close();
    this.#summary = new FolderSummary(this.#folder);
    const keys = TAKEN_KEYS.filter((key) => key !== 'everyNthView');
    this.#controls = Object.fromEntries(keys.map((key) => [key, add(this.#folder, key)])) as Record<
      CropKey,
      NumberControl
    >;
  }

  show({ measurement, scan }: Experiment, subject: Subject): void {
    this.#folder.show(subject.kind === 'measurement');
    if (subject.kind !== 'measurement') return;
    const { views, channels, detectorRows } = subject;
    for (const key of ['firstView', 'lastView'] as const) this.#controls[key].update({ max: views - 1 });
    for (const key of ['firstChannel', 'lastChannel'] as const) this.#controls[key].update({ max: channels - 1 });
    this.#controls.binRows.show(detectorRows > 1 && !geometryNamed(scan.geometry).rowsApart);
    const [taken, all] = [takenOf(measurement, subject), allOf(subject)];
    const isCut = TAKEN_KEYS.some((key) => key !== 'everyNthView' && taken[key] !== all[key]);
    const rows = 'rows' in scan && detectorRows > 1 ? `${scan.rows} × ` : '';
    this.#summary.show(isCut ? [`${scan.views} × ${rows}${scan.channels}`] : ['none']);
  }
}
