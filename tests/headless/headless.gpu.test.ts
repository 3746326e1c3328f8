import { beforeAll, describe, expect, test } from 'vitest';
import { prepareSoftwareGpu } from '../../scripts/software-gpu.mjs';
import { expectOneSentence, HeadlessFolder, resultsIn, withGpu, withoutDriver } from '../support/headless.ts';

const folder = new HeadlessFolder();
let environment: Record<string, string>;
beforeAll(async () => {
  environment = await withGpu();
});

const head = {
  scan: { views: 180, channels: 184, channelSpacingMm: 2 },
  reconstruction: { pixels: 128, pixelSizeMm: 2 },
};

test('the GPU writes what the CPU writes, within 1 HU', async () => {
  const gpu = await folder.results(head, { backend: 'gpu', environment });
  const cpu = await folder.results(head);
  expect(gpu.files).toEqual(cpu.files);
  expect(gpu.report.experiment).toEqual(cpu.report.experiment);
  expect([gpu.report.backend, cpu.report.backend]).toEqual(['gpu', 'cpu']);
  expect(Object.keys(gpu.report.stagesMs)).toEqual(['scan', 'filter', 'back-project']);
  expect([...gpu.npy('phantom.npy').data]).toEqual([...cpu.npy('phantom.npy').data]);
  const [onGpu, onCpu] = [gpu, cpu].map((results) => results.npy('reconstruction.npy').data);
  let most = 0;
  for (let i = 0; i < onCpu!.length; i++) most = Math.max(most, (1000 * Math.abs(onGpu![i]! - onCpu![i]!)) / 0.02059);
  expect(most).toBeLessThan(1);
  // Within 1 HU a window of 400 moves a pixel by less than one grey.
  const [gpuGrey, cpuGrey] = [gpu, cpu].map((results) => results.picture().grey);
  expect(gpuGrey!.every((grey, i) => Math.abs(grey - cpuGrey![i]!) <= 1)).toBe(true);
});

test('auto takes the GPU where there is one, without a word, and the report names it', async () => {
  const { code, stderr, out } = await folder.run(
    { ...head, scan: { views: 8, channels: 48 } },
    { backend: 'auto', environment },
  );
  expect([code, stderr]).toEqual([0, '']);
  const { report } = resultsIn(out);
  expect(report.backend).toBe('gpu');
  expect(report.adapter).not.toBe('');
  if (await prepareSoftwareGpu())
    expect(report).toMatchObject({ softwareAdapter: true, adapter: expect.stringMatching(/SwiftShader/) });
});

describe("with Vulkan's loader but no driver", () => {
  test('--backend gpu is refused by one sentence, and nothing is written', async () => {
    const ended = await folder.run(head, { backend: 'gpu', environment: { ...environment, ...withoutDriver } });
    expectOneSentence(ended, '--backend gpu: no GPU adapter was found on this machine');
    expect(folder.has(ended.out)).toBe(false);
  });

  test('auto falls back to the CPU and says so in one sentence', async () => {
    const ended = await folder.run(
      { ...head, scan: { views: 8, channels: 48 } },
      { backend: 'auto', environment: { ...environment, ...withoutDriver } },
    );
    expect([ended.code, ended.stderr]).toEqual([0, 'Running on the CPU: no GPU adapter was found on this machine.\n']);
  });
});
