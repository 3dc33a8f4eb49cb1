import type { SyntaxIssue } from '../../syntax/ast';
import { describeCommands } from '../../syntax/expected';
import type { Analysis } from '../analysis';
import { commands } from '../definitions';
import { didYouMean } from '../suggest';
import { type Finding, finding, replacing } from './finding';
import { foreignFixes } from './foreign';
import { nearWords } from './words';

/** Syntax issues as findings; where a command is expected, the message says which one may be meant. */
export function syntaxFindings({ parsed }: Analysis): readonly Finding[] {
	return parsed.issues
		.filter((issue) => !isEcho(issue, parsed.text))
		.map((issue) => syntaxFinding(issue, parsed.text));
}

function syntaxFinding(issue: SyntaxIssue, text: string): Finding {
	const kind = (['processing', 'source'] as const).find((each) =>
		issue.message.endsWith(`, expecting ${describeCommands(each)}`)
	);
	const word = text.slice(issue.from, issue.to);
	return kind && /^\w+$/.test(word)
		? commandFinding(word, kind, issue)
		: finding(issue, 'error', 'syntax', issue.message, foreignFixes(issue, text));
}

function commandFinding(word: string, kind: 'processing' | 'source', issue: SyntaxIssue): Finding {
	const upper = word.toUpperCase();
	const names = [...commands.values()].filter((command) => command.kind === kind).map(({ name }) => name);
	if ([...commands.keys()].some((name) => name.split(' ')[0] === upper))
		return finding(
			issue,
			'error',
			'misplaced_command',
			kind === 'processing'
				? `[${upper}] begins a query and can't follow a pipe`
				: `[${upper}] follows a pipe; a query begins with ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
		);
	const heads = [...new Set(names.map((name) => name.split(' ')[0]))];
	const suggestions = nearWords(upper, heads);
	return finding(
		issue,
		'error',
		'unknown_command',
		`Unknown command [${word}]${didYouMean(suggestions)}`,
		suggestions.slice(0, 3).map((name) => replacing(issue, name))
	);
}

/** Is this only the rest of `a || b`, whose second pipe is the issue before? */
function isEcho({ from, message }: SyntaxIssue, text: string): boolean {
	return message.endsWith(describeCommands('processing')) && /\|\|\s*$/.test(text.slice(0, from));
}
