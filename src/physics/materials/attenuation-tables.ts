import type { MaterialName } from '../../phantom/material-names.ts';
import json from './attenuation-tables.json';

/** What attenuates: the materials of phantoms, and those of tubes, filters and detectors. */
export type AttenuatorName = MaterialName | 'copper' | 'tungsten' | 'caesium-iodide' | 'gadolinium-oxysulfide';

/**
 * Attenuation of one material between 10 and 150 keV. Between neighbouring rows a straight line in log–log holds within
 * 0.1 %; an absorption edge has two rows of one energy, below the edge and above it.
 */
export interface AttenuationTable {
  readonly densityGPerCm3: number;
  /** Ascending. */
  readonly energiesKeV: readonly number[];
  /** Total mass attenuation with coherent scattering, cm²/g. */
  readonly massAttenuationCm2PerG: readonly number[];
}

/** Where the figures come from: Schoonjans et al., Spectrochim. Acta B 66:776 (2011), doi 10.1016/j.sab.2011.09.011. */
export const attenuationTables: Readonly<Record<AttenuatorName, AttenuationTable>> = json.materials;
