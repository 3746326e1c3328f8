import { expect, test } from 'vitest';
import { PRESENT } from '../../../src/app/lanes/present.ts';
import type { PaneTool } from '../../../src/app/panes/pane-tool.ts';
import { VIEWS } from '../../../src/app/views/registry.ts';
import { LentTools } from '../../../src/app/workplaces/lent-tools.ts';
import type { Room } from '../../../src/app/workplaces/workplace.ts';

const slots = (...names: string[]) => names.map((name) => ({ view: VIEWS.get(name), lane: PRESENT }));
const lending = (tools: Readonly<Record<string, PaneTool>>) =>
  ({ tool: ({ view }) => tools[view.name] ?? null }) as Partial<Room> as Room;

/** Panes that have had tools, and the one that each has now. */
function panes() {
  const tools = new Map<string, PaneTool>();
  const lent = new LentTools((id) => ({
    setTool: (tool) => tools.set(id, tool),
    takeBack: (tool) => tools.get(id) === tool && tools.delete(id),
  }));
  return { tools, lent };
}

test('a pane that stays gives back the tool of a room that has none for it, and so does one that leaves', () => {
  const { tools, lent } = panes();
  const [one, other] = [{}, {}];
  lent.lend(lending({ slice: one, phantom: other }), slots('slice', 'phantom'));
  expect([...tools]).toEqual([
    ['slice', one],
    ['phantom', other],
  ]);
  lent.lend(lending({ slice: other }), slots('slice', 'sinogram'));
  expect([...tools]).toEqual([['slice', other]]);
  lent.lend(null, slots('slice'));
  expect([...tools]).toEqual([]);
});

test('a tool that a pane has from elsewhere stays', () => {
  const { tools, lent } = panes();
  const editing = {};
  lent.lend(lending({ phantom: {} }), slots('slice', 'phantom'));
  tools.set('phantom', editing);
  lent.lend(lending({}), slots('slice', 'phantom'));
  expect([...tools]).toEqual([['phantom', editing]]);
});
