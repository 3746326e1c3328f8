import type { DeviceArray } from '../compute/device.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';

/** What a run is for while a stage is at work; what a person is told, and what is timed. */
export type Phase = 'scan' | 'filter' | 'back-project';

/** How far a stage has come. */
export interface Progress<Out> {
  /** 0 … 1; left out where nobody is to be told. */
  readonly done?: number;
  /** What there is of the result, for whoever watches it grow; not to be kept. */
  readonly soFar?: Out;
}

/** What a stage computes with. All arrays that are made or owned here belong to its result, and go where it fails. */
export interface StageContext<A extends DeviceArray = DeviceArray> {
  readonly operators: Operators<A>;
  /** Runs what is done on the CPU for every backend. */
  readonly host: CpuExecutor;
  readonly signal: AbortSignal | undefined;
  /** How many views the next step of what grows before somebody's eyes may take; left out where nobody watches. */
  readonly pace: (() => number) | undefined;
  /** A new array of zeros. */
  create(rows: number, columns: number): Promise<A>;
  /** An array with anything in it, the one that this stage's last result lay in where that fits. */
  room(rows: number, columns: number): Promise<A>;
  /** Makes the result the owner of an array that something else has made. */
  own(array: A): A;
  /** Gives back an array that was made on the way. */
  giveBack(array: A): void;
  /** Tells how far the stage is in the middle of a step; after steps, yield it. */
  tell(done: number): void;
}

/** An object that comes from outside, known again by its identity. */
export interface Source<Given, Out extends object> {
  readonly kind: 'source';
  readonly name: string;
  of(given: Given): Out;
}

/**
 * A value made at once on the host of what it reads and needs. Operators keep what they derive from such values by their
 * identity, so that the same one for the same key saves more than its making.
 */
export interface Plan<Given, Out, Reads, Needs> {
  readonly kind: 'plan';
  readonly name: string;
  reads(given: Given): Reads;
  needs(reads: Reads): Needs;
  make(reads: Reads, needs: Results<Needs>): Out;
}

/**
 * A step of the pipeline. Its key is its name, what it reads and the keys of what it needs, made by the pipeline. It is run
 * with nothing but what it declared, and what it read comes to it as the key's own text says it: what is not in the key
 * is not there.
 */
export interface Stage<Given, Out, Reads, Needs> {
  readonly kind: 'stage';
  readonly name: string;
  /** Left out for what is done beside the run, of whose progress nothing is told. */
  readonly phase?: Phase;
  /**
   * Whether the last result is given back before the next one is made, since nobody sees it and two might find no room.
   * Left out, it stays until its successor is there.
   */
  readonly givesWay?: boolean;
  /** The plain part of what is given that the result depends on: what JSON can say, and no more. */
  reads(given: Given): Reads;
  /** The parts whose results it depends on; `null` where there is none. */
  needs(reads: Reads): Needs;
  /** Yields after every step, where it has several, so that it can be followed and given up. */
  run(
    context: StageContext,
    reads: Reads,
    needs: Results<Needs>,
  ): AsyncGenerator<Progress<Out>, Out, void> | Promise<Out>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a part reads and needs is its own affair.
type Any = any;

/** Whatever has a result in a pipeline. */
export type Part<Given, Out = Any> =
  | Source<Given, Out & object>
  | Plan<Given, Out, Any, Any>
  | Stage<Given, Out, Any, Any>;

/** The parts that something depends on, by the names it has for them. */
export type Needs<Given> = Readonly<Record<string, Part<Given> | null>>;

type ResultOf<P> =
  P extends Source<Any, infer Out>
    ? Out
    : P extends Plan<Any, infer Out, Any, Any>
      ? Out
      : P extends Stage<Any, infer Out, Any, Any>
        ? Out
        : null;

/** The results of the parts. */
export type Results<N> = { readonly [Name in keyof N]: ResultOf<N[Name]> };

type Spec<P> = Omit<P, 'kind'>;

/** Makes the parts of pipelines that are given the same. */
export function partsOf<Given>() {
  return {
    source: <Out extends object>(spec: Spec<Source<Given, Out>>): Source<Given, Out> => ({ kind: 'source', ...spec }),
    plan: <Out, Reads, N extends Needs<Given>>(spec: Spec<Plan<Given, Out, Reads, N>>): Plan<Given, Out, Reads, N> => ({
      kind: 'plan',
      ...spec,
    }),
    stage: <Out, Reads, N extends Needs<Given>>(
      spec: Spec<Stage<Given, Out, Reads, N>>,
    ): Stage<Given, Out, Reads, N> => ({ kind: 'stage', ...spec }),
  };
}
