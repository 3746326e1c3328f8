import * as Comlink from 'comlink';
import { InputError } from '../../errors.ts';
import { fetching } from '../../fetched-part.ts';
import { createFileTasks, type FileTasks } from './file-tasks.ts';

/** What became of a task. A class of errors is lost on its way between threads, so a sentence travels as a value. */
export type Answer<Value> = { readonly value: Value } | { readonly sentence: string };

type Answering<Task> = Task extends (...args: infer Args) => Promise<infer Value>
  ? (...args: Args) => Promise<Answer<Value>>
  : never;

/** The tasks of opened files as the worker serves them. */
export type ServedFileTasks = { [Name in keyof FileTasks]: Answering<FileTasks[Name]> } & {
  /** Answers: the worker has started. */
  started(): Promise<void>;
};

/** What the worker tells by itself: a sentence on what it waits for, `null` when it has come. */
export interface WorkerNews {
  readonly loading: string | null;
}

/** What comes sooner is nothing to be told of. */
const PATIENCE_MS = 300;

/** What has been told of and has not come. */
const awaited = new Set<Promise<unknown>>();

fetching.onBegin = (what, part) => {
  const tell = (loading: string | null) => postMessage({ loading } satisfies WorkerNews);
  const timer = setTimeout(() => {
    awaited.add(part);
    tell(`${what} is being loaded …`);
  }, PATIENCE_MS);
  const end = () => {
    clearTimeout(timer);
    if (awaited.delete(part) && awaited.size === 0) tell(null);
  };
  part.then(end, end);
};

const fileTasks = createFileTasks(true);

const served: ServedFileTasks = {
  started: async () => {},
  recognise: (files) => answer(fileTasks.recognise(files)),
  load: (input, files) => answer(fileTasks.load(input, files)),
};

async function answer<Value>(task: Promise<Value>): Promise<Answer<Value>> {
  try {
    const value = await task;
    return Comlink.transfer({ value }, [...buffersIn(value)]);
  } catch (error) {
    if (error instanceof InputError) return { sentence: error.message };
    throw error;
  }
}

/** The memory of all arrays in a value: it is handed over, not copied. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) buffersIn(part, found);
  }
  return found;
}

Comlink.expose(served);
