import { type Experiment, scanOf, volumeGridOf } from '../../../experiment/experiment.ts';
import type { VolumeLook } from '../../../experiment/volume-look.ts';
import type { LoweredScan } from '../../../geometry/lowered-scan.ts';
import { geometryNamed, loweredScan } from '../../../geometry/scan.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { VolumeScene } from './volume-tool.ts';

/** What is looked at, with the scan that the experiment was last seen to make, as numbers: of one alone, for the past keeps all experiments. */
export class VolumeScenes {
  #last: { readonly experiment: Experiment; readonly scan: LoweredScan } | null = null;

  /** @returns `null` of an experiment that makes no volume */
  of({ experiment, subject }: PresentPair, look: VolumeLook): VolumeScene | null {
    if (!geometryNamed(experiment.scan.geometry).makesVolumes) return null;
    if (this.#last?.experiment !== experiment) {
      this.#last = { experiment, scan: loweredScan(scanOf(experiment, subject)) };
    }
    return { look, grid: volumeGridOf(experiment), scan: this.#last.scan, views: experiment.scan.views };
  }
}
