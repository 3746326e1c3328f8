/**
 * Whose pictures stand in a slot of the stage: those of the present experiment, or of one that is compared with it. Lanes
 * are listed in `registry.ts`.
 */
export interface Lane {
  /** Part of the ids of its panes. */
  readonly name: string;
  /** What tells its pictures from the present ones, beginning with a capital letter; `null` for the present ones. */
  readonly label: string | null;
}
