// Files are read by a worker, which is ended with the wish; and in place where there is none.

import * as Comlink from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FileReading } from '../../../src/app/files/file-reading.ts';
import type { NamedFiles } from '../../../src/app/files/file-tasks.ts';
import type { ServedFileTasks } from '../../../src/app/files/file-worker.ts';
import type { Opened } from '../../../src/app/files/opened-files.ts';
import { InputError } from '../../../src/errors.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';

const never = new Promise<never>(() => {});

/** The browser's workers: channels to whatever serves here. */
class StubWorker extends EventTarget {
  static served: Partial<ServedFileTasks> = {};
  static all: StubWorker[] = [];
  isTerminated = false;
  readonly #port: MessagePort;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    Comlink.expose({ started: async () => {}, ...StubWorker.served }, port2 as unknown as Comlink.Endpoint);
    this.#port = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    StubWorker.all.push(this);
  }

  postMessage(message: unknown): void {
    if (!this.isTerminated) this.#port.postMessage(message);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#port.close();
  }
}

function workersThat(served: Partial<ServedFileTasks>): void {
  StubWorker.served = served;
  StubWorker.all = [];
  vi.stubGlobal('Worker', StubWorker);
}

const files: NamedFiles = new Map([['mine.json', new Blob(['{"phantom": "water-disk"}'])]]);
const input = parseExperimentInput({ phantom: { image: 'a.png' } });
const opened: Opened = { kind: 'experiment', name: 'mine.json', input };
const terminated = () => StubWorker.all.map(({ isTerminated }) => isTerminated);

afterEach(() => {
  for (const worker of StubWorker.all) worker.terminate();
  vi.unstubAllGlobals();
});

describe('FileReading', () => {
  test('has files read by one worker, which ends when all is read', async () => {
    workersThat({
      recognise: async () => ({ value: opened }),
      load: async () => ({ value: { kind: 'measurement' } as never }),
    });
    const reading = new FileReading();
    expect(await reading.recognise(files)).toEqual(opened);
    expect(terminated()).toEqual([false]);
    expect(await reading.load(input, files)).toEqual({ kind: 'measurement' });
    await vi.waitFor(() => expect(terminated()).toEqual([true]));
  });

  test('tells what the worker waits for, until that has come or nothing is read any more', async () => {
    let answer = (_: { readonly value: Opened }) => {};
    const answered = new Promise<{ readonly value: Opened }>((resolve) => {
      answer = resolve;
    });
    workersThat({ recognise: () => answered });
    const told: (string | null)[] = [];
    const reading = new FileReading((sentence) => told.push(sentence)).recognise(files);
    await vi.waitFor(() => expect(StubWorker.all.length).toBe(1));
    const news = (data: unknown) => StubWorker.all[0]!.dispatchEvent(new MessageEvent('message', { data }));
    news({ loading: 'The library that reads HDF5 files is being loaded …' });
    news({ another: 'message' });
    expect(told).toEqual(['The library that reads HDF5 files is being loaded …']);
    news({ loading: null });
    expect(told).toHaveLength(2);
    answer({ value: opened });
    expect(await reading).toEqual(opened);
    expect(told.slice(1)).toEqual([null, null]);
  });

  test('throws the sentences of the worker as what they are', async () => {
    workersThat({ recognise: async () => ({ sentence: 'a.png: is cut short' }) });
    await expect(new FileReading().recognise(files)).rejects.toThrow(new InputError('a.png: is cut short'));
  });

  test('ends a worker that is abandoned, whatever it is at, and no other', async () => {
    workersThat({ recognise: () => never, load: async () => ({ value: { kind: 'measurement' } as never }) });
    const reading = new FileReading();
    const abandon = new AbortController();
    const first = reading.recognise(files, abandon.signal);
    await vi.waitFor(() => expect(StubWorker.all.length).toBe(1));
    const second = reading.load(input, files);
    abandon.abort(new DOMException('another wish', 'AbortError'));
    await expect(first).rejects.toThrow('another wish');
    expect(await second).toEqual({ kind: 'measurement' });
    await vi.waitFor(() => expect(terminated()).toEqual([true, true]));
    await expect(reading.recognise(files, abandon.signal)).rejects.toThrow('another wish');
    expect(StubWorker.all.length).toBe(2);
  });

  test('tells of a worker that has stopped', async () => {
    const recognise = vi.fn(() => never);
    workersThat({ recognise });
    const reading = new FileReading().recognise(files);
    // One that stops before it has begun is done without.
    await vi.waitFor(() => expect(recognise).toHaveBeenCalled());
    StubWorker.all[0]!.dispatchEvent(new Event('error'));
    await expect(reading).rejects.toThrow('The files could not be read: the worker that reads them has stopped');
  });

  test.each<[string, () => void]>([
    ['there are no workers', () => vi.stubGlobal('Worker', undefined)],
    [
      'none may be made',
      () =>
        vi.stubGlobal('Worker', () => {
          throw new DOMException('blocked', 'SecurityError');
        }),
    ],
    [
      'its script cannot be had',
      () =>
        vi.stubGlobal(
          'Worker',
          class extends EventTarget {
            constructor() {
              super();
              setTimeout(() => this.dispatchEvent(new Event('error')));
            }
            postMessage(): void {}
            terminate(): void {}
          },
        ),
    ],
  ])('reads in place where %s', async (_, make) => {
    make();
    const reading = new FileReading();
    const { kind } = await reading.recognise(files);
    expect(kind).toBe('experiment');
    await expect(reading.load(parseExperimentInput({ phantom: { image: 'absent.png' } }), files)).rejects.toThrow(
      /^absent\.png: .*open it together with/,
    );
  });

  test('says so where a file cannot be read any more', async () => {
    vi.stubGlobal('Worker', undefined);
    const gone = { size: 9, slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone')) }) };
    await expect(new FileReading().recognise(new Map([['a.npy', gone as unknown as Blob]]))).rejects.toThrow(
      'a.npy: cannot be read; it is a folder, or was moved or changed after it was opened',
    );
  });
});
