import type { CDPSession, Page } from 'playwright-core';

/** What of the browser's accessibility tree matters here. */
interface TreeNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly value?: { readonly value: string | number };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** What is told of a node besides its name, where it is so. */
const TOLD = [
  'level',
  'checked',
  'pressed',
  'expanded',
  'selected',
  'disabled',
  'live',
  'valuetext',
  'roledescription',
];
/** Their text is that of what they are in. */
const SILENT = ['InlineTextBox', 'none', 'generic', 'ListMarker', 'LineBreak'];

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** What a screen reader finds on a page, a line for each thing that it stops at. */
export async function spoken(page: Page): Promise<string> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  const { nodes } = (await (await session).send('Accessibility.getFullAXTree')) as unknown as { nodes: TreeNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: TreeNode, depth: number): void => {
    const role = node.role?.value ?? '';
    const isTold = !node.ignored && !SILENT.includes(role);
    if (isTold) lines.push(`${'  '.repeat(depth)}${lineOf(node, role)}`);
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, depth + Number(isTold));
    }
  };
  const root = nodes[0];
  if (root) walk(root, 0);
  return lines.join('\n');
}

function lineOf({ name, description, value, properties = [] }: TreeNode, role: string): string {
  const told = properties
    .filter(({ name: of, value: is }) => TOLD.includes(of) && is.value !== false && is.value !== 'false')
    .map(({ name: of, value: is }) => `${of} ${String(is.value)}`);
  return [
    role === 'StaticText' ? '' : role,
    name?.value ? JSON.stringify(name.value) : '',
    value?.value === undefined || value.value === '' ? '' : `= ${value.value}`,
    description?.value ? `– ${description.value}` : '',
    told.length > 0 ? `[${told.join(', ')}]` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
