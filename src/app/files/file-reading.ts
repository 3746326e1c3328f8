import * as Comlink from 'comlink';
import { InputError } from '../../errors.ts';
import { type ExperimentInput, isImageReference } from '../../experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../experiment/subject.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { trustedAddress } from '../shell/trusted-address.ts';
import type { FileTasks, NamedFiles } from './file-tasks.ts';
import type { Answer, ServedFileTasks, WorkerNews } from './file-worker.ts';
import workerAddress from './file-worker.ts?worker&url';
import type { Opened } from './opened-files.ts';

/** A worker that has not answered by then is done without; a slow network may take as long to bring its script. */
const START_MS = 20_000;

/**
 * Reads opened files away from the page's thread: they stay `File`s here, and only what was made of them comes back.
 * Where no worker can be had they are read in place, which is right too, but keeps the page waiting.
 */
export class FileReading {
  /** Has recognised files and may be asked to load them. A worker does one thing at a time, so that it can be ended. */
  #idle: StartedWorker | null = null;
  readonly #onLoading: (sentence: string | null) => void;

  /** @param onLoading is told what a slow network keeps the worker waiting for, and that it waits no longer */
  constructor(onLoading: (sentence: string | null) => void = () => {}) {
    this.#onLoading = onLoading;
  }

  /**
   * Tells what files are.
   *
   * @param signal ends it, whatever the worker is at
   * @throws InputError (rejects) for damaged and foreign files; the signal's reason where it was ended
   */
  recognise(files: NamedFiles, signal?: AbortSignal): Promise<Opened> {
    return this.#run(
      (worker) => worker.recognise(files),
      (tasks) => tasks.recognise(files),
      true,
      signal,
    );
  }

  /**
   * Loads what an experiment is about. A phantom of shapes takes no file, and no worker.
   *
   * @throws InputError (rejects) where a file is missing, damaged or foreign; the signal's reason where it was ended
   */
  load(input: ExperimentInput, files: NamedFiles, signal?: AbortSignal): Promise<Subject> {
    if (!input.measurement && !isImageReference(input.phantom)) return loadSubject(input, noFile);
    // What the worker read may be large, and only its end is sure to give the memory back.
    return this.#run(
      (worker) => worker.load(input, files),
      (tasks) => tasks.load(input, files),
      false,
      signal,
    );
  }

  async #run<Value>(
    inWorker: (tasks: ServedFileTasks) => Promise<Answer<Value>>,
    inPlace: (tasks: FileTasks) => Promise<Value>,
    keepsWorker: boolean,
    signal?: AbortSignal,
  ): Promise<Value> {
    const ended = endOf(signal);
    const starting = this.#idle ? Promise.resolve(this.#idle) : startWorker(this.#onLoading);
    this.#idle = null;
    let keeps = false;
    try {
      const worker = await Promise.race([starting, ended.rejected]);
      if (!worker) {
        const { createFileTasks } = await Promise.race([fetchedPart(() => import('./file-tasks.ts')), ended.rejected]);
        return await Promise.race([inPlace(createFileTasks(false)), ended.rejected]);
      }
      const answer = await Promise.race([inWorker(worker.tasks), worker.died, ended.rejected]);
      if ('sentence' in answer) throw new InputError(answer.sentence);
      keeps = keepsWorker && !this.#idle;
      if (keeps) this.#idle = worker;
      return answer.value;
    } finally {
      ended.forget();
      this.#onLoading(null);
      if (!keeps) void starting.then((worker) => worker?.terminate());
    }
  }
}

function noFile(): Promise<never> {
  return Promise.reject(new Error('a phantom of shapes needs no file'));
}

/** A promise that rejects when a signal is given. */
function endOf(signal: AbortSignal | undefined): { readonly rejected: Promise<never>; forget(): void } {
  signal?.throwIfAborted();
  let onAbort = () => {};
  const rejected = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal?.reason);
  });
  rejected.catch(() => {});
  signal?.addEventListener('abort', onAbort, { once: true });
  return { rejected, forget: () => signal?.removeEventListener('abort', onAbort) };
}

interface StartedWorker {
  readonly tasks: ServedFileTasks;
  /** Rejects when the worker ends by itself. */
  readonly died: Promise<never>;
  terminate(): void;
}

/** A worker that has answered; `null` where there is none to be had. */
async function startWorker(onLoading: (sentence: string | null) => void): Promise<StartedWorker | null> {
  let worker: Worker;
  try {
    worker = new Worker(trustedAddress(workerAddress), { type: 'module', name: 'CT sandbox files' });
  } catch {
    return null;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<WorkerNews>>) => {
    if (data.loading !== undefined) onLoading(data.loading);
  });
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new InputError('The files could not be read: the worker that reads them has stopped'));
    });
  });
  died.catch(() => {});
  const tasks = Comlink.wrap<ServedFileTasks>(worker) as unknown as ServedFileTasks;
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), START_MS));
  try {
    if ((await Promise.race([tasks.started(), died, late])) !== 'late') {
      return { tasks, died, terminate: () => worker.terminate() };
    }
  } catch {
    // Its script cannot be had here.
  }
  worker.terminate();
  return null;
}
