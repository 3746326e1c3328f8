/** A node of MathML, as the build makes it of a formula in TeX. */
export interface MathNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

/** A piece of a line of text. */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'emphasis'; readonly inlines: readonly Inline[] }
  /** A key of the keyboard, or a word that is to be typed. */
  | { readonly kind: 'key'; readonly text: string }
  /** @property tex what is read aloud where there is no MathML */
  | { readonly kind: 'math'; readonly math: MathNode; readonly tex: string }
  /** A word that the glossary explains. */
  | { readonly kind: 'term'; readonly id: string; readonly inlines: readonly Inline[] }
  /** @property to `ramp-filter`, or `ramp-filter/step` */
  | { readonly kind: 'lesson'; readonly to: string; readonly inlines: readonly Inline[] }
  | { readonly kind: 'web'; readonly href: string; readonly inlines: readonly Inline[] }
  /** A number that the engine computes, by its name among the step's values. */
  | { readonly kind: 'value'; readonly name: string };

/** A line of text, such as a question. */
export type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  /** Said aside. */
  | { readonly kind: 'remark'; readonly blocks: readonly Block[] }
  | { readonly kind: 'formula'; readonly math: MathNode; readonly tex: string };

export interface CompiledStep {
  /** Unique in its lesson; part of links. */
  readonly id: string;
  readonly title: string;
  readonly text: readonly Block[];
  /** What the lecturer says, in the speaker's window. */
  readonly notes: readonly Block[];
  /** As they stand in the file, not yet checked: `lesson-schema.ts`. */
  readonly settings: unknown;
}

/** A lesson as the build makes it of its file (`scripts/lesson-markdown.mjs`). */
export interface CompiledLesson {
  /** Part of links: `ramp-filter`. */
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** What all steps change of the defaults, not yet checked. */
  readonly experiment: unknown;
  readonly steps: readonly CompiledStep[];
}

/** What the contents of the course say of a lesson. */
export interface LessonEntry extends Omit<CompiledLesson, 'steps' | 'experiment'> {
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}
