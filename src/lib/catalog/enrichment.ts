import type { EnrichPolicy, InferenceEndpoint } from '$lib/esql/analysis/schema';
import { isRecord } from '$lib/protocol/parse';

const kinds = ['match', 'geo_match', 'range'] as const;

/** The policies of a `GET /_enrich/policy` answer, sorted by name; what is not shaped like one is left out. */
export function readPolicies({ policies }: Record<string, unknown>): readonly EnrichPolicy[] {
	return records(policies)
		.flatMap(({ config }) =>
			isRecord(config) ? kinds.flatMap((kind) => readPolicy(kind, config[kind])) : []
		)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPolicy(kind: EnrichPolicy['kind'], config: unknown): EnrichPolicy[] {
	if (!isRecord(config) || typeof config.name !== 'string') return [];
	const { name, match_field } = config;
	return [
		{
			name,
			kind,
			indices: texts(config.indices),
			matchField: text(match_field),
			fields: texts(config.enrich_fields)
		}
	];
}

/** The endpoints of a `GET /_inference` answer, sorted by id; what is not shaped like one is left out. */
export function readEndpoints({ endpoints }: Record<string, unknown>): readonly InferenceEndpoint[] {
	return records(endpoints)
		.flatMap(({ inference_id: id, task_type: task, service }) =>
			typeof id === 'string' ? [{ id, task: text(task), service: text(service) }] : []
		)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const records = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);

/** A text or a list of texts, as lists of one are sometimes written. */
const texts = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
