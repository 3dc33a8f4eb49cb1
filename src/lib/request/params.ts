import type { ParamRow } from './request';
import { slotsOf } from './slots';

export { styleOf } from './slots';

/**
 * The rows of the query's placeholders, in order of appearance: one per name or position, one per `?`. Values are kept
 * from `known`, which may also hold rows whose placeholders are not in the text just now.
 */
export function syncParams(query: string, known: readonly ParamRow[]): readonly ParamRow[] {
	const anonymous = known.filter((row) => row.name === '');
	const named = new Map(known.filter((row) => row.name !== '').map((row) => [row.name, row]));
	let taken = 0;
	return slotsOf(query).all.map(({ name, identifier }) => {
		const row = name === '' ? anonymous[taken++] : named.get(name);
		return row ?? { name, type: identifier ? 'identifier' : 'string', value: '' };
	});
}

/**
 * `rows` followed by those of `known` that they do not replace: give it to `syncParams` the next time, and a placeholder
 * that was deleted finds its value again when it is typed anew.
 */
export function rememberParams(known: readonly ParamRow[], rows: readonly ParamRow[]): readonly ParamRow[] {
	const names = new Set(rows.map((row) => row.name));
	const anonymous = rows.filter((row) => row.name === '').length;
	let seen = 0;
	const forgotten = known.filter((row) => (row.name === '' ? ++seen > anonymous : !names.has(row.name)));
	return forgotten.length === 0 ? rows : [...rows, ...forgotten];
}
