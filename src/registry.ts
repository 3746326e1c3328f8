/**
 * What there is of one kind of thing (corrections, file formats, …), each described by one spec with a name of its own.
 * Whoever lists such things asks the registry, so another one is a folder that exports a spec, and an entry.
 */
export class Registry<Spec extends { readonly name: string }> {
  #specs: readonly Spec[];
  readonly #what: string;

  /**
   * @param what the kind of thing, for errors
   * @param specs in the order in which people and programs meet them
   */
  constructor(what: string, specs: readonly Spec[]) {
    this.#what = what;
    this.#specs = [];
    for (const spec of specs) this.add(spec);
  }

  /** In their order. Another list after every change. */
  get all(): readonly Spec[] {
    return this.#specs;
  }

  get names(): readonly string[] {
    return this.#specs.map(({ name }) => name);
  }

  find(name: string): Spec | undefined {
    return this.#specs.find((spec) => spec.name === name);
  }

  /** @throws Error where there is none of that name */
  get(name: string): Spec {
    const spec = this.find(name);
    if (!spec) throw new Error(`none of the ${this.#what} is named ${name}; there are ${this.names.join(', ')}`);
    return spec;
  }

  /**
   * Adds one, after those that are there or before the one named.
   *
   * @returns takes it out again
   * @throws Error where its name is taken
   */
  add(spec: Spec, { before }: { readonly before?: string } = {}): () => void {
    if (this.find(spec.name)) throw new Error(`two ${this.#what} are named ${spec.name}`);
    const place = before === undefined ? this.#specs.length : this.#specs.indexOf(this.get(before));
    this.#specs = this.#specs.toSpliced(place, 0, spec);
    return () => {
      this.#specs = this.#specs.filter((other) => other !== spec);
    };
  }

  /**
   * What follows from all of them, such as a schema: made when it is first asked for, and again after a change.
   *
   * @returns asks for it
   */
  derive<Value>(make: (specs: readonly Spec[]) => Value): () => Value {
    let made: { readonly of: readonly Spec[]; readonly value: Value } | null = null;
    return () => {
      if (made?.of !== this.#specs) made = { of: this.#specs, value: make(this.#specs) };
      return made.value;
    };
  }
}
