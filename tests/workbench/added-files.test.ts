import { afterEach, expect, it, vi } from 'vitest';
import { AddedFiles } from '$lib/workbench/uploads/AddedFiles.svelte';
import type { Workbench } from '$lib/workbench/Workbench.svelte';

const workbench = {
	clusters: { choices: [{ id: 'demo', uploadBytes: 100 }] },
	schema: { clear: () => undefined },
	tabs: [],
	open: () => undefined
} as unknown as Workbench;

afterEach(() => vi.unstubAllGlobals());

it('sends files that are given while others are on their way, one after the other', async () => {
	const sent: string[] = [];
	let open = 0;
	vi.stubGlobal('fetch', async (url: string) => {
		const name = url.slice(url.lastIndexOf('/') + 1);
		sent.push(name);
		expect(++open).toBe(1);
		await new Promise((resolve) => setTimeout(resolve, 5));
		open--;
		return Response.json({ index: name.replace('.csv', ''), documents: 1 });
	});
	const added = new AddedFiles(workbench);
	await Promise.all([
		added.add([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')]),
		added.add([]),
		added.add([new File(['c'], 'c.csv')])
	]);
	expect(sent).toEqual(['a.csv', 'b.csv', 'c.csv']);
	expect(added.made).toBe(3);
	expect(added.busy).toBe(false);
});
