import type { Tree } from '@lezer/common';
import type { SyntaxIssue } from './ast';

export function issuesOf(tree: Tree, text: string): SyntaxIssue[] {
	const issues: SyntaxIssue[] = [];
	tree.iterate({
		enter: (node) => {
			if (node.type.isError) issues.push({ from: node.from, to: node.to, message: 'x' });
		}
	});
	return issues;
}
