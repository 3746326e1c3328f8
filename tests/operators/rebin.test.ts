import { expect, test } from 'vitest';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { rebin } from '../kernels/as-functions.ts';
import { rebinDirectly } from '../support/direct-rebin.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';

const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channels: 61, channelSpacingMm: 1.3 };
const scans = {
  'a full turn': fanOfArc({ ...machine, views: 40 }),
  'a full turn, flat, clockwise, an even number of channels': fanOfArc({
    ...machine,
    detector: 'flat',
    channels: 60,
    views: 41,
    arcDeg: -360,
    startDeg: 17,
  }),
  'a quarter of a channel off': fanOfArc({ ...machine, channels: 60, views: 40, offset: 0.25 }),
  'a third of a channel off the other way': fanOfArc({ ...machine, detector: 'flat', views: 31, offset: -1 / 3 }),
  'half a channel off': fanOfArc({ ...machine, views: 40, offset: 0.5 }),
  'far off the axis': fanOfArc({ ...machine, views: 40, offset: 17.25 }),
  'a short scan': fanOfArc({ ...machine, views: 45, arcDeg: 240, startDeg: -20 }),
  'a short scan clockwise, a quarter of a channel off': fanOfArc({
    ...machine,
    views: 45,
    arcDeg: -230,
    offset: 0.25,
  }),
  'too short a scan': fanOfArc({ ...machine, views: 20, arcDeg: 100 }),
  'nearly a full turn': fanOfArc({ ...machine, views: 50, arcDeg: 359 }),
  'two turns': fanOfArc({ ...machine, views: 50, arcDeg: 720 }),
  'one view of one channel': fanOfArc({ ...machine, views: 1, channels: 1 }),
};

test.each(Object.entries(scans))('rebinning is the same as line by line: %s', (_, scan) => {
  const plan = planRebin(scan);
  const views = plan.parallel.anglesRad.length;
  const values = randomArray(scan.anglesRad.length * scan.channels, 29);
  const ranges = [
    { from: 0, to: views },
    { from: Math.floor(views / 3), to: Math.ceil(views / 2) },
  ];
  for (const range of ranges) expect(rebin(plan, values, range)).toEqual(rebinDirectly(plan, values, range));
});
