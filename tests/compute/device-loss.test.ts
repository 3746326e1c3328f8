import { expect, test } from 'vitest';
import { DeviceLoss } from '../../src/compute/gpu/device-loss.ts';

/** A device that is lost, and refuses, when it is told to. */
function device() {
  let refuse = (_event: { error: { message: string } }) => {};
  let lose = (_info: { message: string }) => {};
  const lost = new Promise<{ message: string }>((resolve) => {
    lose = resolve;
  });
  const stub = { lost, addEventListener: (_: string, listener: typeof refuse) => (refuse = listener) };
  const loss = new DeviceLoss(stub as unknown as GPUDevice);
  return {
    loss,
    lose: (message: string) => lose({ message }),
    refuse: (message: string) => refuse({ error: { message } }),
  };
}

test('a device that is there lets work go on, and its failures are its own', async () => {
  const { loss } = device();
  loss.check();
  expect(await loss.during(async () => 7)).toBe(7);
  await expect(loss.during(() => Promise.reject(new RangeError('too large')))).rejects.toThrow(RangeError);
});

test('whatever fails on a device that is gone is its loss, which is told by the first line that the driver says', async () => {
  const { loss, lose } = device();
  lose('The driver crashed.\nat 0x7f');
  const sentence = await loss.told;
  expect(sentence).toBe('The connection to the GPU was lost (The driver crashed).');
  expect(() => loss.check()).toThrow(sentence);
  await expect(loss.during(async () => 7)).rejects.toThrow(sentence);
});

test('the loss during work comes before what the work itself says', async () => {
  const { loss, refuse } = device();
  const work = loss.during(async () => {
    refuse('out of memory.');
    throw new RangeError('no buffer');
  });
  await expect(work).rejects.toThrow('The GPU refused a command (out of memory).');
});

test('what comes first is told, once', async () => {
  const { loss, lose, refuse } = device();
  refuse('no such buffer');
  lose('');
  expect(await loss.told).toBe('The GPU refused a command (no such buffer).');
  await Promise.resolve();
  expect(() => loss.check()).toThrow('no such buffer');
});

test('a loss that was expected is no news, but there is no device any more', async () => {
  const { loss, lose } = device();
  loss.expect();
  lose('');
  expect(await Promise.race([loss.told, new Promise((resolve) => setTimeout(() => resolve('nothing'), 5))])).toBe(
    'nothing',
  );
  expect(() => loss.check()).toThrow('The connection to the GPU was lost.');
});
