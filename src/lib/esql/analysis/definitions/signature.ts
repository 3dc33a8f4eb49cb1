import type { EsType } from '../schema';

/** What an argument may be: a value type, or `map` for a trailing `{"option": value}`. */
export type ParameterType = EsType | 'map';

export interface Parameter {
	readonly name: string;
	readonly types: readonly ParameterType[];
	readonly optional: boolean;
}

/** One way to call a function. With `variadic` the last parameter may repeat. */
export interface Signature {
	readonly parameters: readonly Parameter[];
	readonly variadic: boolean;
	readonly returns: EsType;
}

/**
 * Function name → its signatures, each a row `name:type|type, name?:type… -> type`. `...` after the last parameter lets it
 * repeat. A `T` stands for one type throughout the row, out of those listed after ` | `.
 */
export type Rows = Readonly<Record<string, readonly string[]>>;

/** The signatures that a row stands for. */
export function signaturesOf(row: string): Signature[] {
	const [rule, list] = row.split(' | ');
	const [left, returns] = rule.split(' -> ');
	const variadic = left.endsWith('...');
	const parameters = left
		.replace(/\.\.\.$/, '')
		.split(', ')
		.filter((text) => text.trim())
		.map((text) => {
			const [name, types] = text.split(':');
			return { name: name.replace('?', ''), types: types.split('|'), optional: name.endsWith('?') };
		});
	const variables = list ? list.split(' ') : [''];
	return variables.map((variable) => {
		const bound = (type: string) => (type === 'T' ? variable : type);
		return {
			parameters: parameters.map(({ types, ...rest }) => ({
				...rest,
				types: types.map(bound) as ParameterType[]
			})),
			variadic,
			returns: bound(returns) as EsType
		};
	});
}
