// The jaws are made by hand: everything is in what it belongs to, and nothing covers a neighbour.

import { describe, expect, test } from 'vitest';
import { hounsfieldFromMu, WATER_MU_PER_MM } from '../../../src/phantom/attenuation.ts';
import { isInside, pointValue } from '../../../src/phantom/solids/point-value.ts';
import type { Solid } from '../../../src/phantom/solids/solid.ts';
import { solidExtent } from '../../../src/phantom/solids/solid-extent.ts';
import { solidPhantom } from '../../../src/phantom/solids/solid-file.ts';
import { loadSolidPhantom } from '../../../src/phantom/solids/solid-library.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';

interface Part {
  readonly label: string;
  /** Of which it is a part, such as "left canine". */
  readonly tooth: string | undefined;
  readonly solid: Solid;
}

async function jaw(name: string) {
  const file = (await loadSolidPhantom(name))!;
  const phantom = solidPhantom(file);
  // No solid of these files becomes several.
  expect(phantom.solids.length).toBe(file.solids.length);
  const parts = file.solids.map((given, i): Part => {
    const label = ('label' in given && given.label) || '';
    return { label, tooth: /(left|right) .*(incisor|canine|molar)$/.exec(label)?.[0], solid: phantom.solids[i]! };
  });
  return { phantom, parts };
}

/** What holds a part, every point of it. */
const HOMES: readonly (readonly [RegExp, RegExp])[] = [
  [/^skin/, /^skin/],
  [/^cancellous bone of a vertebra/, /^vertebra/],
  [/^cancellous bone/, /^cortical bone/],
  [/^mandibular canal/, /^cancellous bone of (the mandible|a ramus)/],
  [/^lesion/, /^cancellous bone of the mandible/],
  [/^crown|^filling/, /^enamel/],
  [/^pulp/, /^crown|^root/],
  [/^root canal/, /^root (of|trunk)/],
  [/^root/, /^ligament/],
  [/implant/, /^cortical bone of the mandible/],
  [/./, /^skin and fat|^muscle/],
];

const DENTAL = /^(root|enamel|crown|pulp|filling)/;
/** By how many points to either side of its middle a solid is looked at. */
const STEPS = 7;

function* pointsOf(solid: Solid) {
  const step = solid.reachMm / STEPS;
  for (let x = -STEPS; x <= STEPS; x++) {
    for (let y = -STEPS; y <= STEPS; y++) {
      for (let z = -STEPS; z <= STEPS; z++) {
        const { centreXMm, centreYMm, centreZMm } = solid;
        const point = { xMm: centreXMm + x * step, yMm: centreYMm + y * step, zMm: centreZMm + z * step };
        if (isInside(solid, point)) yield point;
      }
    }
  }
}

const distance = (one: Solid, other: Solid) =>
  Math.hypot(one.centreXMm - other.centreXMm, one.centreYMm - other.centreYMm, one.centreZMm - other.centreZMm);

/** What is wrong with where a part lies. */
function faultsOf({ label, tooth, solid }: Part, parts: readonly Part[]): string[] {
  const near = parts.filter((other) => distance(other.solid, solid) <= other.solid.reachMm + solid.reachMm);
  const home = HOMES.find(([of]) => of.test(label))![1];
  const faults: string[] = [];
  for (const point of pointsOf(solid)) {
    const around = near.filter((other) => isInside(other.solid, point));
    const isHome = around.some((other) => home.test(other.label) && (!other.tooth || other.tooth === tooth));
    if (!isHome) faults.push(`${label} is not all in ${home}`);
    const others = around.filter((other) => other.tooth !== tooth && DENTAL.test(other.label));
    if (tooth && !label.startsWith('lesion')) faults.push(...others.map((other) => `${label} is in ${other.label}`));
    if (label === 'mandibular canal' && around.some((other) => other.tooth || /implant/.test(other.label))) {
      faults.push('the canal runs through a tooth');
    }
  }
  return faults;
}

describe.each(['jaw', 'jaw-with-metal'])('%s', (name) => {
  test('has its parts in what they belong to, and no tooth in another', async () => {
    const { parts } = await jaw(name);
    expect([...new Set(parts.flatMap((part) => faultsOf(part, parts)))]).toEqual([]);
  });

  test('has its teeth, and an end above and below', async () => {
    const { phantom, parts } = await jaw(name);
    const teeth = new Set(parts.flatMap(({ label, tooth }) => (label.startsWith('enamel') ? tooth : [])));
    expect(teeth.size).toBe(name === 'jaw' ? 14 : 13);
    expect(solidExtent(phantom)).toEqual({
      radiusMm: expect.closeTo(88, 6),
      zMinMm: -40,
      zMaxMm: expect.closeTo(30, 9),
    });
  });

  test('is of tissues with their CT numbers at 60 keV', async () => {
    const { phantom, parts } = await jaw(name);
    const top = (label: string) => {
      const { centreXMm: xMm, centreYMm: yMm } = parts.find((part) => part.label === label)!.solid;
      return (zMm: number) => hounsfieldFromMu(pointValue(phantom, { xMm, yMm, zMm }));
    };
    const canine = top('enamel of the left canine');
    // By xraylib 4.3 for the compositions: 0.39852 and 0.34339 cm²/g, water 0.20587.
    expect(Math.abs(canine(7.5) - 1000 * ((0.39852 * 2.95) / 0.2059 - 1))).toBeLessThan(2);
    expect(Math.abs(canine(2) - 1000 * ((0.34339 * 2.14) / 0.2059 - 1))).toBeLessThan(2);
    expect(Math.abs(canine(-2.5) - 1000 * (0.2025 / 0.2059 - 1))).toBeLessThan(2);
    const filled = top('enamel of the left first molar')(7);
    // Steel is far above all that is of a body.
    if (name === 'jaw') expect(filled).toBeLessThan(5000);
    else expect(filled).toBeGreaterThan(40_000);
  });
});

test('a ligament of a quarter of a millimetre lies between the root of a canine and the bone, all around', async () => {
  const { phantom, parts } = await jaw('jaw');
  const { centreXMm, centreYMm } = parts.find(({ label }) => label === 'enamel of the left canine')!.solid;
  const profile = new SpaceRayProfile(phantom);
  for (let deg = 0; deg < 180; deg += 30) {
    const [dx, dy] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    const ray = {
      ...{ originXMm: centreXMm - 5 * dx, originYMm: centreYMm - 5 * dy, originZMm: -11 },
      ...{ directionX: dx, directionY: dy, directionZ: 0 },
    };
    const soft: number[] = [];
    profile.visit(ray, (enter, exit, value) => {
      const isSoft = Math.abs(value / WATER_MU_PER_MM - 0.2025 / 0.2059) < 1e-3;
      // The canal of the root is in the middle.
      if (isSoft && Math.abs((enter + exit) / 2 - 5) > 1 && enter > 0 && exit < 10) soft.push(exit - enter);
    });
    expect(soft.length).toBe(2);
    for (const length of soft) {
      expect(length).toBeGreaterThan(0.2);
      expect(length).toBeLessThan(0.33);
    }
  }
});
