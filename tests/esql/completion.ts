import { type Completion, CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import type { EsType, SchemaSource } from '$lib/esql/analysis/schema';
import { completionSource } from '$lib/esql/editor/complete/source';
import { esqlLanguage } from '$lib/esql/editor/language';
import type { Knowledge } from '$lib/esql/editor/meaning';

const types: Readonly<Record<string, Readonly<Record<string, EsType>>>> = {
	logs: {
		'@timestamp': 'date',
		bytes: 'long',
		'client.ip': 'ip',
		duration: 'double',
		'host.name': 'keyword',
		location: 'geo_point',
		message: 'text',
		mixed: 'unsupported',
		'my-field': 'keyword',
		nanos: 'date_nanos',
		ok: 'boolean',
		release: 'version',
		status_code: 'integer',
		vector: 'dense_vector'
	},
	meters: { '@timestamp': 'date', cpu: 'double', pod: 'keyword', requests: 'counter_long' },
	countries: { continent: 'keyword', 'host.name': 'keyword', population: 'long' }
};

/** A cluster with a few of everything. */
export const schema: SchemaSource = {
	indices: async () => [
		{ name: '.kibana', kind: 'index', mode: 'standard' },
		{ name: 'countries', kind: 'index', mode: 'lookup' },
		{ name: 'errors', kind: 'view' },
		{ name: 'eu logs', kind: 'alias' },
		{ name: 'logs', kind: 'data_stream' },
		{ name: 'meters', kind: 'index', mode: 'time_series' },
		{ name: 'web-1', kind: 'index', mode: 'standard' },
		{ name: 'web-2', kind: 'index', mode: 'standard' }
	],
	fields: async (pattern) =>
		Object.entries(types[pattern] ?? {}).map(([name, type]) => ({
			name,
			type,
			...(type === 'unsupported' ? { originalTypes: ['keyword', 'long'] } : {})
		})),
	remotes: async () => ['berlin', 'tokyo'],
	remoteIndices: async (cluster) =>
		cluster === 'berlin'
			? [
					{ name: 'trains', kind: 'index' },
					{ name: 'trams', kind: 'data_stream' }
				]
			: [],
	policies: async () => [
		{ name: 'hosts', kind: 'match', indices: ['h'], matchField: 'host.name', fields: ['owner', 'team'] },
		{ name: 'zones', kind: 'geo_match', indices: ['z'], matchField: 'area', fields: ['zone'] }
	],
	endpoints: async () => [
		{ id: 'gpt', task: 'chat_completion', service: 'openai' },
		{ id: 'judge', task: 'rerank', service: 'elasticsearch' }
	],
	version: async () => '9.1.2'
};

export const split = (marked: string) => {
	const offset = marked.indexOf('‸');
	return { offset, text: marked.replace('‸', '') };
};

/** What the source answers where `‸` stands. */
export function complete(marked: string, knowledge: Knowledge = { schema }, explicit = true) {
	const { text, offset } = split(marked);
	const state = EditorState.create({ doc: text, extensions: esqlLanguage });
	return completionSource(knowledge)(new CompletionContext(state, offset, explicit));
}

function matches(label: string, typed: string): boolean {
	let at = 0;
	for (const letter of label.toLowerCase()) if (letter === typed[at]) at++;
	return at === typed.length;
}

/** The list as it is shown: what matches the text typed so far, best first. */
export async function offered(marked: string, knowledge?: Knowledge): Promise<readonly Completion[]> {
	const result = await complete(marked, knowledge);
	if (!result) return [];
	const { text, offset } = split(marked);
	const typed = text.slice(result.from, offset).toLowerCase();
	return result.options
		.filter(({ label }) => matches(label, typed))
		.sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0) || (a.label < b.label ? -1 : 1));
}
