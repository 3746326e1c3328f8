import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { expect, onTestFinished, test } from 'vitest';
import { GivingUp, throwIfGivenUp } from '../../src/compute/cpu/giving-up.ts';
import { LaneExecutor } from '../../src/compute/cpu/lane-executor.ts';
import { hearLane, serveLane, type TaskFinder } from '../../src/compute/cpu/serve-lane.ts';

type Doubling = { readonly double: (values: Float32Array) => Float32Array; readonly half: (value: number) => number };

/** A lane that is served at the other end of a channel. */
function executorOf(taskOf: TaskFinder) {
  let started = 0;
  const executor = new LaneExecutor<Doubling>(1, (events) => {
    started++;
    const { port1, port2 } = new MessageChannel();
    const asNode = (port: MessagePort) => nodeEndpoint(port as unknown as Parameters<typeof nodeEndpoint>[0]);
    const givingUp = new GivingUp();
    serveLane(
      taskOf,
      (message) => hearLane(message, events),
      () => givingUp,
      asNode(port2),
    );
    const terminate = () => port1.close();
    onTestFinished(terminate);
    return { tasks: Comlink.wrap(asNode(port1)), givingUp, terminate };
  });
  return { executor, started: () => started };
}

const double = (values: Float32Array) => values.map((value) => 2 * value);

test('a task that is fetched is served like one that is there', async () => {
  const half = async () => (value: number) => value / 2;
  const { executor } = executorOf((name) => (name === 'double' ? double : half()) as ReturnType<TaskFinder>);
  expect(await executor.run('double', Float32Array.of(1, 2))).toEqual(Float32Array.of(2, 4));
  expect(await executor.run('half', 7)).toBe(3.5);
  expect(await executor.run('half', 5)).toBe(2.5);
});

test('a lane whose task cannot be fetched ends with the sentence, and the next one asks anew', async () => {
  let isThere = false;
  const { executor, started } = executorOf(async () => {
    if (!isThere) throw new Error('the part could not be loaded');
    return double;
  });
  await expect(executor.run('double', Float32Array.of(1))).rejects.toThrow(
    'A CPU thread stopped: the part could not be loaded.',
  );
  isThere = true;
  expect(await executor.run('double', Float32Array.of(4))).toEqual(Float32Array.of(8));
  expect(started()).toBe(2);
});

test('a task that nobody wants any more does nothing after the piece under way, and its lane takes the next', async () => {
  const enough = new Error('enough');
  const controller = new AbortController();
  const pieces: number[] = [];
  const inPieces = (values: Float32Array) => {
    for (let piece = 0; piece < 100; piece++) {
      throwIfGivenUp();
      pieces.push(piece);
      // Whoever asked gives it up while the thread is at work and hears no message.
      if (piece === 4) controller.abort(enough);
    }
    return values;
  };
  const { executor, started } = executorOf((name) => (name === 'double' ? inPieces : () => 1) as never);
  // Tasks before it are not counted as it.
  expect(await executor.run('half', 1)).toBe(1);
  await expect(executor.runUnder({ signal: controller.signal }, 'double', Float32Array.of(1))).rejects.toBe(enough);
  expect(pieces).toEqual([0, 1, 2, 3, 4]);
  expect(await executor.run('half', 1)).toBe(1);
  expect(started()).toBe(1);
});
