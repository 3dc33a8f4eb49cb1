import { functionNamed, type Signature } from '../definitions';
import type { EsType } from '../schema';
import { isCounter, isDate, isNumeric, isOpen, isString, widening } from '../types';
import type { CursorScope } from './scope';
import type { Want } from './want';

/** Types that fit at the cursor; `any` says nothing against others. */
export type Fit =
	| { readonly kind: 'any' }
	| { readonly kind: 'condition' }
	| { readonly kind: 'types'; readonly types: ReadonlySet<EsType> }
	| { readonly kind: 'aggregate' };

const numbers: readonly EsType[] = ['integer', 'long', 'double', 'unsigned_long'];
const strings: readonly EsType[] = ['keyword', 'text'];
const dates: readonly EsType[] = ['date', 'date_nanos'];
const spans: readonly EsType[] = ['date_period', 'time_duration'];
const keys: readonly EsType[] = [
	...numbers,
	...strings,
	...dates,
	'boolean',
	'ip',
	'version',
	'geo_point',
	'geo_shape',
	'cartesian_point',
	'cartesian_shape',
	'geohash',
	'geotile',
	'geohex'
];
const sortable: readonly EsType[] = [...numbers, ...strings, ...dates, 'boolean', 'ip', 'version'];

const only = (types: Iterable<EsType>): Fit => ({ kind: 'types', types: new Set(types) });

/** What a want comes to where the types of the text before the cursor are known. */
export function fitOf(want: Want, scope: CursorScope): Fit {
	switch (want.kind) {
		case 'any':
		case 'condition':
		case 'aggregate':
			return { kind: want.kind };
		case 'text':
			return only(strings);
		case 'number':
			return only(numbers);
		case 'address':
			return only(['ip', ...strings]);
		case 'vector':
			return only(['dense_vector']);
		case 'sortable':
			return only(sortable);
		case 'key':
			return only(keys);
		case 'beside':
			return alike(scope.typeAt(want.left));
		case 'operand':
			return operand(want.operator, want.left ? scope.typeAt(want.left) : undefined);
		case 'argument':
			return argument(want, scope);
	}
}

function alike(type: EsType): Fit {
	if (isOpen(type)) return { kind: 'any' };
	if (type === 'unsigned_long') return only([type]);
	for (const group of [numbers.slice(0, 3), strings, dates]) if (group.includes(type)) return only(group);
	return only([type]);
}

function operand(operator: string, left: EsType | undefined): Fit {
	const temporal = operator === '+' || operator === '-';
	if (left === undefined || isOpen(left)) return only(temporal ? [...numbers, ...dates, ...spans] : numbers);
	if (temporal && isDate(left)) return only(spans);
	if (temporal && spans.includes(left)) return only(operator === '+' ? [...dates, left] : [left]);
	return left === 'unsigned_long' ? only([left]) : only(numbers.slice(0, 3));
}

function argument(want: Want & { kind: 'argument' }, scope: CursorScope): Fit {
	const definition = functionNamed(want.call);
	if (!definition) return { kind: 'any' };
	const given = want.given.map((span) => scope.typeAt(span));
	if (definition.name === 'CASE')
		return want.index % 2 === 0 ? { kind: 'condition' } : alike(given[1] ?? 'unknown');
	if (definition.name === 'COALESCE') return alike(given[0] ?? 'unknown');
	const types = definition.signatures
		.filter((signature) => given.every((type, index) => accepts(signature, index, type)))
		.flatMap((signature) => typesAt(signature, want.index));
	return types.length > 0 ? only(types) : { kind: 'any' };
}

const parameterAt = ({ parameters, variadic }: Signature, index: number) =>
	parameters[index] ?? (variadic ? parameters.at(-1) : undefined);

/** Types of a call's argument; where optional parameters may be left out, also those of what follows them. */
function typesAt(signature: Signature, index: number): EsType[] {
	const { parameters } = signature;
	const first = parameterAt(signature, index);
	const found = [
		first,
		...(first?.optional && parameters.slice(index + 1).some(({ optional }) => !optional)
			? [parameters[index + 1]]
			: [])
	];
	return found.flatMap((parameter) => parameter?.types ?? []).filter((type) => type !== 'map');
}

function accepts(signature: Signature, index: number, type: EsType): boolean {
	const types = typesAt(signature, index);
	return parameterAt(signature, index) !== undefined && (isOpen(type) || fits(type, new Set(types)));
}

/** Can a value of a type stand where one of these is wanted? */
export function fits(type: EsType, wanted: ReadonlySet<EsType>): boolean {
	if (wanted.has(type) || isOpen(type)) return true;
	if (isString(type)) return strings.some((other) => wanted.has(other));
	if (isCounter(type) || !isNumeric(type)) return false;
	return [...wanted].some((other) => widening(type, other) !== undefined);
}
