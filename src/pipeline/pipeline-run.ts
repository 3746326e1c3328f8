import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import type { Lane } from './lane.ts';
import type { Holding, Lease } from './result-cache.ts';
import type { Part, Phase, Progress, Stage, StageContext } from './stage.ts';
import { StageArrays } from './stage-arrays.ts';

/** What a run is given. */
export interface RunInput<Given> {
  readonly given: Given;
  readonly operators: Operators;
  readonly host: CpuExecutor;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: (() => number) | undefined;
  /** Told how far a stage has come, 0 … 1. */
  readonly onProgress?: ((phase: Phase, done: number) => void) | undefined;
}

/** A part's key, and what the key was made of. */
interface Keyed {
  readonly key: string;
  /** What it reads, as JSON. */
  readonly text: string;
  readonly needs: Readonly<Record<string, Part<unknown> | null>>;
}

let runsAnew = 0;

/**
 * Results of stages for one experiment: found where a lane of the same cache has them, made where not, and leased until the
 * run ends. Nothing is made that nobody asks for.
 */
export class PipelineRun<Given> {
  readonly #lane: Lane;
  readonly #input: RunInput<Given>;
  readonly #keyed = new Map<Part<Given>, Keyed>();
  readonly #leases = new Map<Part<Given>, Lease>();
  /** Of what is being made. */
  readonly #making = new Map<Part<Given>, Lease>();
  readonly #underWay = new Map<Part<Given>, Promise<unknown>>();
  #isOver = false;

  constructor(lane: Lane, input: RunInput<Given>) {
    this.#lane = lane;
    this.#input = input;
  }

  get given(): Given {
    return this.#input.given;
  }

  /** What a result is found by: the same for the same, in all lanes that find each other's. */
  keyOf(part: Part<Given>): string {
    return this.#keyOf(part);
  }

  /** Whether the result is there already. */
  isKept(part: Part<Given>): boolean {
    return part.kind === 'source' || this.#leases.has(part) || this.#lane.cache.has(this.#keyOf(part));
  }

  /** The result where it is there already, held by nobody. */
  peek<Out>(stage: Stage<Given, Out, unknown, unknown>): Out | null {
    const lease = this.#lane.cache.find(this.#keyOf(stage));
    lease?.release();
    return (lease?.value as Out | undefined) ?? null;
  }

  /** The result, made where it is not there. Rejects with what the signal carries when it is aborted meanwhile. */
  async get<Out>(part: Part<Given, Out>): Promise<Out> {
    if (part.kind === 'source') return part.of(this.#input.given);
    const there = this.#find<Out>(part);
    if (there) return there.value;
    let underWay = this.#underWay.get(part);
    if (!underWay) {
      underWay = this.#drain(part);
      this.#underWay.set(part, underWay);
    }
    return underWay as Promise<Out>;
  }

  /** Begins with a result beside whatever else is done; a failure is told to whoever gets it. */
  start(part: Part<Given>): void {
    this.get(part).catch(() => undefined);
  }

  /** Makes a result where it is not there, and yields what there is of it as it grows. */
  async *follow<Out>(stage: Stage<Given, Out, unknown, unknown>): AsyncGenerator<Out, Out, void> {
    return this.#find<Out>(stage)?.value ?? (yield* this.#make(stage));
  }

  /** Makes a result in any case, found by nobody else, and yields what there is of it as it grows. */
  async *grow<Out>(stage: Stage<Given, Out, unknown, unknown>): AsyncGenerator<Out, Out, void> {
    const keyed = this.#keyedOf(stage);
    this.#keyed.set(stage, { ...keyed, key: `${keyed.key} anew ${++runsAnew}` });
    return yield* this.#make(stage);
  }

  /** More leases of results that this run has, or has begun to make. */
  leasesOf(parts: readonly Part<Given>[]): Lease[] {
    return parts.map((part) => {
      const lease = this.#leases.get(part) ?? this.#making.get(part);
      if (!lease) throw new Error(`the run has no result of ${part.name}`);
      return this.#lane.cache.lease(lease.result);
    });
  }

  /** The results that this run has of some parts, for whoever may want to hold them later. */
  holding(parts: readonly Part<Given>[]): Holding {
    const leases = this.leasesOf(parts);
    const holding = this.#lane.cache.holding(leases.map(({ result }) => result));
    for (const lease of leases) lease.release();
    return holding;
  }

  /** Lets all results go that nothing else keeps; what is still being made is not kept either. */
  end(): void {
    this.#isOver = true;
    for (const lease of this.#leases.values()) lease.release();
    this.#leases.clear();
  }

  async #drain<Out>(part: Exclude<Part<Given, Out>, { kind: 'source' }>): Promise<Out> {
    if (part.kind === 'plan') {
      const { text, needs } = this.#keyedOf(part);
      const results = await this.#resultsOf(needs);
      const lease = this.#lane.cache.begin();
      return this.#finish(part, lease, part.make(JSON.parse(text), results));
    }
    const making = this.#make(part);
    for (;;) {
      const { value, done } = await making.next();
      if (done) return value;
    }
  }

  async *#make<Out>(stage: Stage<Given, Out, unknown, unknown>): AsyncGenerator<Out, Out, void> {
    const { given: _, onProgress, ...rest } = this.#input;
    const { text, needs } = this.#keyedOf(stage);
    rest.signal?.throwIfAborted();
    const results = await this.#resultsOf(needs);
    const lease = this.#lane.cache.begin();
    const arrays = new StageArrays(
      rest.operators,
      this.#lane.cache,
      lease.result,
      stage.givesWay ? this.#lane.dissolve(stage.name) : [],
    );
    const tell = (done: number) => {
      if (stage.phase) onProgress?.(stage.phase, done);
    };
    const context: StageContext = {
      operators: rest.operators,
      host: rest.host,
      signal: rest.signal,
      pace: rest.pace,
      create: (rows, columns) => arrays.create(rows, columns),
      room: (rows, columns) => arrays.room(rows, columns),
      own: (array) => arrays.own(array),
      giveBack: (array) => arrays.giveBack(array),
      tell,
    };
    this.#making.set(stage, lease);
    let isWhole = false;
    try {
      const steps = stage.run(context, JSON.parse(text), results as never);
      const value = 'next' in steps ? yield* this.#follow(steps, tell) : await steps;
      arrays.dropRoom();
      isWhole = true;
      return this.#finish(stage, lease, value);
    } finally {
      this.#making.delete(stage);
      if (!isWhole) {
        arrays.dropRoom();
        lease.release();
      }
    }
  }

  async *#follow<Out>(
    steps: AsyncGenerator<Progress<Out>, Out, void>,
    tell: (done: number) => void,
  ): AsyncGenerator<Out, Out, void> {
    let isOver = false;
    try {
      for (;;) {
        const { value, done } = await steps.next();
        if (done) {
          isOver = true;
          return value;
        }
        this.#input.signal?.throwIfAborted();
        if (value.done !== undefined) tell(value.done);
        if (value.soFar !== undefined) yield value.soFar;
      }
    } finally {
      if (!isOver) await steps.return(undefined as never);
    }
  }

  #finish<Out>(part: Part<Given, Out>, made: Lease, value: Out): Out {
    const { cache } = this.#lane;
    const result = cache.finish(made.result, this.#keyOf(part), value);
    const lease = result === made.result ? made : cache.lease(result);
    if (lease !== made) made.release();
    if (this.#isOver) {
      lease.release();
      return value;
    }
    this.#leases.set(part, lease);
    this.#lane.keep(part.name, result);
    return lease.value as Out;
  }

  #find<Out>(part: Part<Given, Out>): Lease<Out> | null {
    const held = this.#leases.get(part);
    if (held) return held as Lease<Out>;
    const found = this.#lane.cache.find(this.#keyOf(part));
    if (!found) return null;
    this.#leases.set(part, found);
    this.#lane.keep(part.name, found.result);
    return found as Lease<Out>;
  }

  async #resultsOf(needs: Keyed['needs']): Promise<Record<string, unknown>> {
    const results: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(needs)) results[name] = part && (await this.get(part as Part<Given>));
    return results;
  }

  #keyOf(part: Part<Given>): string {
    return this.#keyedOf(part).key;
  }

  #keyedOf(part: Part<Given>): Keyed {
    let keyed = this.#keyed.get(part);
    if (!keyed) {
      keyed = this.#makeKey(part);
      this.#keyed.set(part, keyed);
    }
    return keyed;
  }

  #makeKey(part: Part<Given>): Keyed {
    const { given } = this.#input;
    if (part.kind === 'source') {
      return { key: `${part.name} ${this.#lane.cache.numberOf(part.of(given))}`, text: 'null', needs: {} };
    }
    const reads: unknown = part.reads(given);
    const needs = part.needs(reads) as Keyed['needs'];
    const text = JSON.stringify(reads) ?? 'null';
    const inputs = Object.values(needs).map((need) => need && this.#keyedOf(need as Part<Given>).key);
    return { key: this.#lane.keyOf(`${part.name}${text}[${inputs}]`), text, needs };
  }
}
