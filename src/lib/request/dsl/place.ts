import { common, queryNamed, type OptionDefinition, type QueryDefinition } from './definitions';

/** Keys and positions from the outermost object down to a place. */
export type DslPath = readonly (string | number)[];

/** What stands at a place of a filter. */
export type DslPlace =
	/** An object whose one key names a query. */
	| { readonly kind: 'query' }
	| { readonly kind: 'queries' }
	/** The body of a query that begins with a field's name. */
	| { readonly kind: 'fields'; readonly name: string; readonly query: QueryDefinition }
	/** An object of options; of one field for `field`. */
	| {
			readonly kind: 'options';
			readonly name: string;
			readonly query: QueryDefinition;
			readonly field: boolean;
	  }
	| { readonly kind: 'value'; readonly option: OptionDefinition }
	| { readonly kind: 'unknown' };

const unknown: DslPlace = { kind: 'unknown' };

/** What stands at the end of a path. */
export function dslPlace(path: DslPath): DslPlace {
	return path.reduce<DslPlace>(step, { kind: 'query' });
}

function step(place: DslPlace, key: string | number): DslPlace {
	switch (place.kind) {
		case 'queries':
			return typeof key === 'number' ? { kind: 'query' } : step({ kind: 'query' }, key);
		case 'query': {
			const query = queryNamed(String(key));
			if (typeof key === 'number' || !query) return unknown;
			return query.form === 'field'
				? { kind: 'fields', name: key, query }
				: { kind: 'options', name: key, query, field: false };
		}
		case 'fields':
			return typeof key === 'string' && Object.hasOwn(common, key)
				? { kind: 'value', option: common[key] }
				: { kind: 'options', name: place.name, query: place.query, field: true };
		case 'options':
			return optionPlace(optionOf(place.query, String(key)));
		case 'value':
			return place.option.kind === 'fields'
				? { kind: 'value', option: { ...place.option, kind: 'field' } }
				: unknown;
		case 'unknown':
			return unknown;
	}
}

function optionPlace(option: OptionDefinition | undefined): DslPlace {
	if (!option) return unknown;
	if (option.kind === 'query' || option.kind === 'queries') return { kind: option.kind };
	return { kind: 'value', option };
}

/** An option of a query, or one that all queries have. */
export function optionOf(query: QueryDefinition, name: string): OptionDefinition | undefined {
	if (Object.hasOwn(query.options, name)) return query.options[name];
	return Object.hasOwn(common, name) ? common[name] : undefined;
}

/** A path as people write it: `bool.filter[0].term`. */
export function pathText(path: DslPath): string {
	return path
		.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${key}`))
		.join('');
}

/** What to know about the key at the end of a path: a query or an option; undefined for anything else. */
export function dslDoc(path: DslPath): { readonly name: string; readonly doc: string } | undefined {
	const name = path.at(-1);
	if (typeof name !== 'string') return undefined;
	const around = dslPlace(path.slice(0, -1));
	if (around.kind === 'query' || around.kind === 'queries') {
		const query = queryNamed(name);
		return query && { name, doc: query.doc };
	}
	if (around.kind !== 'options' && around.kind !== 'fields') return undefined;
	const option = around.kind === 'options' ? optionOf(around.query, name) : common[name];
	return (
		option && { name, doc: option.values ? `${option.doc} One of ${option.values.join(', ')}.` : option.doc }
	);
}
