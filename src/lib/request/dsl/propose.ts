import { common, dslQueries, type OptionDefinition } from './definitions';
import type { DslCursor } from './cursor';
import { dslPlace } from './place';

/** Something that can be put at the cursor, in place of the word there. */
export interface DslProposal {
	readonly label: string;
	readonly detail: string;
	readonly doc?: string;
	readonly insert: string;
}

/** What a cursor wants: fixed proposals, and whether names of fields fit too. */
export interface DslWanted {
	readonly proposals: readonly DslProposal[];
	/** How a field's name is put in; undefined where none fits. */
	readonly field: ((name: string) => string) | undefined;
}

const quote = (text: string) => JSON.stringify(text);

/** What fits at a cursor. */
export function dslWanted({ path, role, named }: DslCursor): DslWanted {
	const place = dslPlace(path);
	const nothing: DslWanted = { proposals: [], field: undefined };
	const member = (name: string, start: string) => (named ? quote(name) : `${quote(name)}: ${start}`);
	if (role === 'other') return nothing;
	if (place.kind === 'query' || place.kind === 'queries') {
		const proposals = dslQueries.map(([name, { doc, start }]) => {
			const inner = member(name, start);
			return { label: name, detail: 'query', doc, insert: role === 'key' ? inner : `{ ${inner} }` };
		});
		return { proposals, field: undefined };
	}
	if (place.kind === 'options' && role === 'key') {
		const options = Object.entries({ ...place.query.options, ...common });
		const proposals = options.map(([name, option]) => ({
			label: name,
			detail: place.query.required?.includes(name) === true ? 'needed' : 'option',
			doc: option.doc,
			insert: member(name, startOf(option))
		}));
		return { proposals, field: undefined };
	}
	if (place.kind === 'fields' && role === 'key') {
		const body = place.query.list ? '[]' : place.query.short === undefined ? '{}' : '""';
		return { proposals: [], field: (name) => member(name, body) };
	}
	if (place.kind !== 'value' || role !== 'value') return nothing;
	const { option } = place;
	const texts = option.kind === 'boolean' ? ['true', 'false'] : (option.values ?? []).map(quote);
	return {
		proposals: texts.map((insert) => ({ label: insert.replace(/^"|"$/g, ''), detail: 'value', insert })),
		field:
			option.kind === 'field' ? quote : option.kind === 'fields' ? (name) => `[${quote(name)}]` : undefined
	};
}

function startOf({ kind, values }: OptionDefinition): string {
	if (kind === 'queries' || kind === 'list' || kind === 'fields') return '[]';
	if (kind === 'query' || kind === 'object') return '{}';
	if (kind === 'boolean') return 'true';
	return values ? quote(values[0]) : kind === 'number' ? '1' : '""';
}
