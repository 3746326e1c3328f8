/** Some energies that stand for a whole spectrum. */
export interface EnergyNodes {
  /** Ascending. */
  readonly energiesKeV: Float64Array;
  /** The part of the unattenuated reading that each stands for; they add up to 1. */
  readonly weights: Float64Array;
}

/** A thickness of something that the nodes are to tell as the whole spectrum does. */
export interface ProbeThickness {
  /** Attenuation in 1/mm at an energy. */
  readonly muPerMm: (energyKeV: number) => number;
  readonly thicknessMm: number;
}

/** The part of a line integral by which one stretch of energies may be out. Some ten stretches make a spectrum. */
const MOST_ERROR = 1e-4;
/** What is weaker than this part of the unattenuated reading is left out. */
const LEAST_WEIGHT = 1e-12;

/**
 * Replaces many energies by few: the spectrum is cut into stretches, each with the two energies and weights of
 * Gauss's quadrature, which are right for every cubic (Golub & Welsch, Math. Comp. 23:221, 1969). A stretch is as long
 * as all the probes' line integrals are right to 10⁻⁴ in it, so that nodes stand close where beams end up that have
 * gone through much, and far apart elsewhere; none holds an absorption edge.
 *
 * @param energiesKeV ascending, of narrow bins of equal width
 * @param weights of each bin, adding up to 1
 * @param edgesKeV where attenuations jump
 */
export function energyNodes(
  energiesKeV: Float64Array,
  weights: Float64Array,
  probes: readonly ProbeThickness[],
  edgesKeV: readonly number[],
): EnergyNodes {
  const kept = [...weights.keys()].filter((i) => weights[i]! > LEAST_WEIGHT);
  const fine = kept.map((i): Node => [energiesKeV[i]!, weights[i]!]);
  const spectra = probes.map((probe) => behind(probe, fine));
  const nodes: Node[] = [];
  for (let from = 0; from < fine.length; ) {
    let to = from + 1;
    let best: readonly Node[] = fine.slice(from, to);
    while (to < fine.length && !edgesKeV.some((edge) => edge > fine[from]![0] && edge <= fine[to]![0])) {
      const longer = gaussNodes(fine.slice(from, to + 1));
      if (spectra.some((spectrum) => errorOf(spectrum, longer, from, to + 1) > MOST_ERROR)) break;
      best = longer;
      to++;
    }
    nodes.push(...best);
    from = to;
  }
  const total = nodes.reduce((sum, [, weight]) => sum + weight, 0);
  return {
    energiesKeV: Float64Array.from(nodes, ([energyKeV]) => energyKeV),
    weights: Float64Array.from(nodes, ([, weight]) => weight / total),
  };
}

/** An energy in keV and its weight. */
type Node = readonly [number, number];

/** What is left of a spectrum behind a probe, as parts of all that is left of it. */
interface SpectrumBehind {
  readonly probe: ProbeThickness;
  /** Of each fine bin. */
  readonly parts: Float64Array;
  readonly leastDepth: number;
  /** All that is left, times exp(leastDepth): nothing is too thick to be told. */
  readonly left: number;
  readonly lineIntegral: number;
}

function behind(probe: ProbeThickness, fine: readonly Node[]): SpectrumBehind {
  const depths = fine.map(([energyKeV]) => probe.muPerMm(energyKeV) * probe.thicknessMm);
  const leastDepth = Math.min(...depths);
  const transmitted = fine.map(([, weight], i) => weight * Math.exp(leastDepth - depths[i]!));
  const left = transmitted.reduce((sum, part) => sum + part, 0);
  return {
    probe,
    parts: Float64Array.from(transmitted, (part) => part / left),
    leastDepth,
    left,
    lineIntegral: leastDepth - Math.log(left),
  };
}

/** By what part of the line integral nodes are out that stand for a stretch of fine bins. */
function errorOf(spectrum: SpectrumBehind, nodes: readonly Node[], from: number, to: number): number {
  const { probe, parts, leastDepth, left, lineIntegral } = spectrum;
  let difference = 0;
  for (let i = from; i < to; i++) difference += parts[i]!;
  for (const [energyKeV, weight] of nodes) {
    difference -= (weight * Math.exp(leastDepth - probe.muPerMm(energyKeV) * probe.thicknessMm)) / left;
  }
  return Math.abs(difference) / lineIntegral;
}

/** Two nodes with the weight, mean, variance and skewness of many; fewer where there are no more. */
function gaussNodes(fine: readonly Node[]): readonly Node[] {
  if (fine.length <= 2) return fine;
  const total = fine.reduce((sum, [, weight]) => sum + weight, 0);
  const moment = (power: number, mean: number) =>
    fine.reduce((sum, [energyKeV, weight]) => sum + weight * (energyKeV - mean) ** power, 0) / total;
  const mean = moment(1, 0);
  const variance = moment(2, mean);
  const third = moment(3, mean);
  const root = Math.sqrt(third ** 2 + 4 * variance ** 3);
  const below = (third - root) / (2 * variance);
  const above = (third + root) / (2 * variance);
  const weightAbove = (-total * below) / (above - below);
  return [
    [mean + below, total - weightAbove],
    [mean + above, weightAbove],
  ];
}
