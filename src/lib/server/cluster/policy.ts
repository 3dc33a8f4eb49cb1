import type { Tables } from './table';

/** An enrich policy: rows whose value equals `matchField` get the `enrichFields` of `indices`. */
export interface Policy {
	readonly name: string;
	readonly kind: 'match' | 'range' | 'geo_match';
	readonly indices: readonly string[];
	readonly matchField: string;
	readonly enrichFields: readonly string[];
}

/** A policy for every lookup index, of its name: it matches by the field that other indices have too. */
export function policiesOf(tables: Tables): readonly Policy[] {
	const all = tables.list();
	const names = all
		.filter(({ mode }) => mode === 'standard')
		.flatMap(({ fields }) => fields.map(({ name }) => name));
	return all
		.filter(({ mode }) => mode === 'lookup')
		.flatMap(({ index, fields }): Policy[] => {
			const match = fields.find(({ name }) =>
				names.some((other) => other === name || other.endsWith(`.${name}`))
			);
			if (!match) return [];
			const enrichFields = fields.filter((field) => field !== match).map(({ name }) => name);
			return [{ name: index, kind: 'match', indices: [index], matchField: match.name, enrichFields }];
		});
}
