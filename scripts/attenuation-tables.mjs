// Makes src/physics/materials/attenuation-tables.json from a folder of tables, one CSV for each material:
//
//   node scripts/attenuation-tables.mjs FOLDER
//
// A CSV begins with "# NAME, density D g/cm3" and a line of headings; then energy in keV and total mass attenuation in
// cm²/g, in steps of 0.5 keV. Of these rows the fewest are kept between which straight lines in log–log stay within
// 0.1 % of every row left out. At an absorption edge the attenuation jumps: there the edge's own energy is written
// twice, with what the rows below and those above extend to.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MATERIALS = [
  'water',
  'soft-tissue',
  'adipose',
  'lung',
  'cortical-bone',
  'compact-bone',
  'brain',
  'blood',
  'muscle',
  'enamel',
  'dentine',
  'iodine',
  'titanium',
  'iron',
  'aluminium',
  'pmma',
  'delrin',
  'ldpe',
  'pmp',
  'polystyrene',
  'ptfe',
  'air',
  'copper',
  'tungsten',
  'caesium-iodide',
  'gadolinium-oxysulfide',
];

/** @typedef {[number, number]} Row energy in keV and mass attenuation in cm²/g */

/** Absorption edges between 10 and 150 keV (Bearden & Burr, Rev. Mod. Phys. 39:125, 1967). @type {Record<string, number[]>} */
const EDGES_KEV = {
  iodine: [33.169],
  'caesium-iodide': [33.169, 35.985],
  'gadolinium-oxysulfide': [50.239],
  tungsten: [10.207, 11.544, 12.1, 69.525],
};

const LARGEST_ERROR = 1e-3;

const folder = process.argv[2];
if (!folder) {
  console.error('Name the folder with the tables: node scripts/attenuation-tables.mjs FOLDER');
  process.exit(2);
}

/** @type {Record<string, object>} */
const materials = {};
for (const name of MATERIALS) {
  const { densityGPerCm3, rows } = readTable(join(folder, `${name}.csv`));
  const nodes = smoothPieces(rows, EDGES_KEV[name] ?? []).flatMap(fewestNodes);
  materials[name] = {
    densityGPerCm3,
    energiesKeV: nodes.map(([energy]) => energy),
    massAttenuationCm2PerG: nodes.map(([, attenuation]) => Number(attenuation.toPrecision(5))),
  };
}
const tables = {
  source:
    'Total mass attenuation computed with xraylib 4.0 (Schoonjans et al., Spectrochim. Acta B 66:776, 2011, doi 10.1016/j.sab.2011.09.011); compositions and densities of its list of NIST compounds; enamel is 96 % hydroxyapatite, 3 % water and 1 % protein by weight, dentine 70 %, 10 % and 20 % (Nanci, Ten Cate’s Oral Histology). Made by scripts/attenuation-tables.mjs.',
  materials,
};
const target = fileURLToPath(new URL('../src/physics/materials/attenuation-tables.json', import.meta.url));
writeFileSync(target, `${JSON.stringify(tables, null, 2)}\n`);

/** @param {string} path */
function readTable(path) {
  const [heading, , ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const densityGPerCm3 = Number(/density ([\d.]+) g\/cm3/.exec(heading ?? '')?.[1]);
  const rows = lines.map((line) => /** @type {Row} */ (line.split(',').slice(0, 2).map(Number)));
  return { densityGPerCm3, rows };
}

/**
 * The rows between one edge and the next, each piece reaching to the edges themselves.
 *
 * @param {Row[]} rows
 * @param {number[]} edges
 */
function smoothPieces(rows, edges) {
  const bounds = [Number.NEGATIVE_INFINITY, ...edges, Number.POSITIVE_INFINITY];
  return bounds.slice(1).map((upper, i) => {
    const lower = /** @type {number} */ (bounds[i]);
    const inside = rows.filter(([energy]) => energy > lower && energy < upper);
    const first = /** @type {Row} */ (inside[0]);
    const last = /** @type {Row} */ (inside.at(-1));
    // A piece of one row, between two near edges, is taken to fall like the third power of the energy.
    const second = inside[1] ?? [first[0] * 1.1, first[1] / 1.1 ** 3];
    const beforeLast = inside.at(-2) ?? second;
    if (Number.isFinite(lower)) inside.unshift([lower, onLine(first, second, lower)]);
    if (Number.isFinite(upper)) inside.push([upper, onLine(last, beforeLast, upper)]);
    return inside;
  });
}

/**
 * From each node to the farthest row that a straight line reaches well.
 *
 * @param {Row[]} rows
 */
function fewestNodes(rows) {
  const nodes = rows.slice(0, 1);
  let from = 0;
  while (from < rows.length - 1) {
    let to = from + 1;
    while (to + 1 < rows.length && isWithin(rows, from, to + 1)) to++;
    nodes.push(/** @type {Row} */ (rows[to]));
    from = to;
  }
  return nodes;
}

/**
 * @param {Row[]} rows
 * @param {number} from
 * @param {number} to
 */
function isWithin(rows, from, to) {
  const [first, last] = /** @type {[Row, Row]} */ ([rows[from], rows[to]]);
  return rows
    .slice(from + 1, to)
    .every(([energy, attenuation]) => Math.abs(onLine(first, last, energy) / attenuation - 1) <= LARGEST_ERROR);
}

/**
 * The value at an energy of the straight line in log–log through two points.
 *
 * @param {Row} first
 * @param {Row} second
 * @param {number} energy
 */
function onLine([e0, a0], [e1, a1], energy) {
  return a0 * (a1 / a0) ** (Math.log(energy / e0) / Math.log(e1 / e0));
}
