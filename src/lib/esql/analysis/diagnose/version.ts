import type { Span } from '../../syntax/ast';
import type { Analysis } from '../analysis';
import { commands } from '../definitions';
import { type Circumstances, type Finding, finding, replacing } from './finding';
import { pipelines } from './pipelines';

/** Versions of the line after 8 that came with one of that line. */
const twins: Readonly<Record<string, string>> = { '8.18': '9.0', '8.19': '9.1' };

/** Is a version like `8.19` later than a cluster's, like `8.17.3`? False where either is not one. */
export function isLater(version: string, cluster: string): boolean {
	const [a, b] = [version, cluster].map((text) => /^(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
	return a !== undefined && b !== undefined && (a[0] - b[0] || a[1] - b[1]) > 0;
}

/** The version that a cluster would have to be for what `since` had first; undefined where it is, or is not known. */
export function neededVersion(since: string | undefined, cluster: string | undefined): string | undefined {
	if (!since || !cluster) return undefined;
	const needed = cluster.startsWith('9.') ? (twins[since] ?? since) : since;
	return isLater(needed, cluster) ? needed : undefined;
}

/** Commands and functions that the cluster is too old for, and old spellings. */
export function versionFindings(
	{ parsed, stages, calls }: Analysis,
	around: Circumstances
): readonly Finding[] {
	const ofCommands = pipelines(stages)
		.flat()
		.flatMap(({ command: { keyword } }) => {
			const name = commandName(parsed.text, keyword);
			return name === 'INLINESTATS'
				? [oldSpelling(keyword)]
				: tooNew(keyword, name, commands.get(name)?.since, around);
		});
	const ofFunctions = [...calls].flatMap(([call, { definition }]) =>
		tooNew(call.nameSpan, definition.name, definition.since, around)
	);
	return [...ofCommands, ...ofFunctions];
}

const oldSpelling = (keyword: Span): Finding =>
	finding(keyword, 'warning', 'deprecated', 'INLINESTATS is the old spelling of INLINE STATS', [
		replacing(keyword, 'INLINE STATS')
	]);

function tooNew(
	span: Span,
	name: string,
	since: string | undefined,
	{ version }: Circumstances
): readonly Finding[] {
	const needed = neededVersion(since, version);
	if (!needed) return [];
	const message = `${name} needs Elasticsearch ${needed}; this cluster is ${version}`;
	return [finding(span, 'warning', 'newer_version', message)];
}

/** The name of a command as the definitions have it: `inline  stats` is `INLINE STATS`. */
export const commandName = (text: string, keyword: Span): string =>
	text
		.slice(keyword.from, keyword.to)
		.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|\s/g, ' ')
		.trim()
		.replace(/ +/g, ' ')
		.toUpperCase();
