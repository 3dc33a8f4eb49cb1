import { commands, functions } from '$lib/esql/analysis/definitions';
import { commandProse } from '$lib/esql/analysis/definitions/commandprose';
import { commandDocs, functionDocs } from '$lib/esql/analysis/definitions/docs';
import { prose } from '$lib/esql/analysis/definitions/prose';

/** What the reference tells of a command or a function. */
export interface Entry {
	readonly name: string;
	readonly kind: 'command' | 'function';
	readonly family: string;
	/** How it is written. */
	readonly syntax: string;
	readonly description: string;
	readonly example: string;
	/** Since which version, and what else is to be known, in words. */
	readonly remarks: readonly string[];
	/** Where Elastic documents it. */
	readonly docs: string;
}

const remarks = (since: string | undefined, preview: boolean, license?: string) => [
	...(since === undefined ? [] : [`since ${since}`]),
	...(preview ? ['preview'] : []),
	...(license === undefined ? [] : [`needs a ${license} licence`])
];

/** Every command, then every function, in order of their names. */
export const reference: readonly Entry[] = [
	...[...commands.values()].map((command): Entry => {
		const said = commandProse.get(command.name);
		return {
			name: command.name,
			kind: 'command',
			family: command.kind === 'source' ? 'source command' : 'command',
			syntax: said?.syntax ?? command.name,
			description: said?.description ?? '',
			example: said?.example ?? '',
			remarks: remarks(command.since, command.preview),
			docs: commandDocs(command)
		};
	}),
	...[...functions.values()]
		.map((definition): Entry => {
			const said = prose.get(definition.name);
			const forms = definition.signatures.map(
				({ parameters, variadic }) =>
					parameters.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ') +
					(variadic ? ', …' : '')
			);
			const longest = forms.reduce((a, b) => (b.length > a.length ? b : a), '');
			return {
				name: definition.name,
				kind: 'function',
				family: definition.family,
				syntax: `${definition.name}(${longest})`,
				description: said?.description ?? '',
				example: said?.example ?? '',
				remarks: remarks(definition.since, definition.preview, definition.license),
				docs: functionDocs(definition)
			};
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1))
];

/** Entries whose name begins with, or has in it, or whose words have what is wanted; the closest first. */
export function found(wanted: string): readonly Entry[] {
	const words = wanted.trim().toLowerCase();
	if (words === '') return reference;
	const rank = ({ name, family, description }: Entry): number => {
		const lower = name.toLowerCase();
		if (lower === words) return 0;
		if (lower.startsWith(words)) return 1;
		if (lower.includes(words)) return 2;
		return `${family} ${description}`.toLowerCase().includes(words) ? 3 : 4;
	};
	return reference
		.map((entry) => ({ entry, rank: rank(entry) }))
		.filter((one) => one.rank < 4)
		.sort((a, b) => a.rank - b.rank)
		.map(({ entry }) => entry);
}
