import type { Expression } from '../syntax/ast';
import type { FunctionDefinition, Parameter, ParameterType, Signature } from './definitions';
import { isSpanText } from './literals';
import type { EsType } from './schema';
import { fromString, isOpen, isString, spanOf, widening } from './types';

/** An argument as resolution sees it. */
export interface Argument {
	readonly node: Expression;
	readonly type: EsType;
}

export type Resolution =
	| { readonly kind: 'resolved'; readonly types: readonly EsType[]; readonly returns: EsType }
	| { readonly kind: 'arity'; readonly message: string }
	/** No signature takes the argument at `index`; `expected` in Elasticsearch's words. */
	| { readonly kind: 'mismatch'; readonly index: number; readonly expected: string };

/** Chooses the signature that takes these arguments with the least conversion. */
export function resolve(definition: FunctionDefinition, given: readonly Argument[]): Resolution {
	if (definition.name === 'CASE') return resolveCase(given);
	if (definition.name === 'COALESCE') return resolveCoalesce(given);
	const { signatures } = definition;
	const fitting = signatures.filter((signature) => takes(signature, given.length));
	if (fitting.length === 0) return { kind: 'arity', message: arity(signatures) };
	let best: { cost: number; types: EsType[]; returns: EsType } | undefined;
	for (const signature of fitting) {
		const shifted =
			given.length < signature.parameters.length
				? dropOptional(signature, given.length)
				: signature.parameters;
		let cost = (signature.parameters.length - shifted.length) / 100;
		const types: EsType[] = [];
		for (const [at, argument] of given.entries()) {
			const parameter = shifted[Math.min(at, shifted.length - 1)];
			const fit = convert(argument, parameter, definition);
			if (!fit) {
				cost = Infinity;
				break;
			}
			cost += fit.cost;
			types.push(fit.type);
		}
		if (cost < (best?.cost ?? Infinity)) best = { cost, types, returns: signature.returns };
	}
	if (!best) return mismatch(definition, fitting, given);
	const returns =
		new Set(signatures.map((signature) => signature.returns)).size > 1 ? unsure(given) : undefined;
	return { kind: 'resolved', types: best.types, returns: returns ?? best.returns };
}

/** The type of a call whose signature its arguments do not tell: null where all are null, unknown where one is unknown. */
function unsure(given: readonly Argument[]): EsType | undefined {
	if (given.some(({ type, node }) => type === 'unknown' && node.kind !== 'map')) return 'unknown';
	return given.length > 0 && given.every(({ type }) => type === 'null') ? 'null' : undefined;
}

/** Parameters left when fewer arguments come: optional ones go first, the last first, except that a leading optional may go alone. */
function dropOptional(signature: Signature, count: number) {
	const kept = [...signature.parameters];
	for (let at = kept.length - 1; at >= 0 && kept.length > count; at--)
		if (kept[at].optional) kept.splice(at, 1);
	return kept;
}

function takes({ parameters, variadic }: Signature, count: number): boolean {
	const needed = parameters.filter((parameter) => !parameter.optional).length;
	return count >= needed && (variadic || count <= parameters.length);
}

function convert(
	{ node, type }: Argument,
	{ name, types }: Pick<Parameter, 'name' | 'types'>,
	definition: FunctionDefinition
): { cost: number; type: EsType } | undefined {
	if (node.kind === 'map') return types.includes('map') ? { cost: 0, type: 'unknown' } : undefined;
	if (type === 'unknown') return { cost: 0, type };
	if (type === 'null') return { cost: 0, type: (types[0] === 'map' ? 'null' : types[0]) ?? 'null' };
	if (types.includes(type)) return { cost: 0, type };
	if (isString(type)) {
		const twin = types.find((other) => other !== 'map' && isString(other));
		if (twin) return { cost: 0.1, type: twin as EsType };
	}
	const read = node.kind === 'string' ? constantType(node.value, name, definition) : undefined;
	let best: { cost: number; type: EsType } | undefined;
	for (const target of types) {
		if (target === 'map') continue;
		const steps = target === read ? 5 : widening(type, target);
		const cost = steps ?? (target === 'dense_vector' && isVectorText(node, definition) ? 1 : undefined);
		if (cost !== undefined && cost < (best?.cost ?? Infinity)) best = { cost, type: target };
	}
	return best;
}

/** A list of numbers, or for a function of vectors a string of hexadecimal digits. */
const isVectorText = (node: Expression, { name, family }: FunctionDefinition): boolean =>
	node.kind === 'list' ||
	(node.kind === 'string' && (family === 'vector' || name === 'KNN') && /^([0-9a-f]{2})+$/i.test(node.value));

const readings: readonly EsType[] = [
	...(['date', 'date_nanos', 'double', 'long', 'integer', 'ip', 'version'] as const),
	...(['geo_point', 'geo_shape', 'cartesian_point', 'cartesian_shape', 'boolean', 'unsigned_long'] as const)
];

/** What a constant string is read as where a parameter takes no string in any signature. */
function constantType(
	text: string,
	parameter: string,
	{ kind, signatures }: FunctionDefinition
): EsType | undefined {
	const types = new Set(
		signatures.flatMap(({ parameters }) =>
			parameters.filter(({ name }) => name === parameter).flatMap((found) => found.types)
		)
	);
	if (types.has('keyword') || types.has('text')) return undefined;
	const span = isSpanText(text) ? spanOf(text) : undefined;
	if (span && types.has(span)) return span;
	return kind === 'scalar' ? readings.find((type) => types.has(type)) : undefined;
}

function resolveCase(given: readonly Argument[]): Resolution {
	if (given.length < 2) return { kind: 'arity', message: 'expects at least two arguments' };
	const isValue = (at: number) => at % 2 === 1 || at === given.length - 1;
	const values = given.filter((_, at) => isValue(at));
	const returns = common(values);
	for (const [at, { type }] of given.entries()) {
		if (!isValue(at) && type !== 'boolean' && !isOpen(type))
			return { kind: 'mismatch', index: at, expected: 'boolean' };
		if (isValue(at) && returns === undefined && !fits(type, values[0].type))
			return { kind: 'mismatch', index: at, expected: values[0].type };
	}
	const result = returns ?? values[0].type;
	return {
		kind: 'resolved',
		types: given.map((_, at) => (isValue(at) ? result : 'boolean')),
		returns: result
	};
}

/** COALESCE takes any one type; its signatures in the reference leave some out. */
function resolveCoalesce(given: readonly Argument[]): Resolution {
	if (given.length === 0) return { kind: 'arity', message: 'expects at least one argument' };
	const returns = common(given);
	if (returns) return { kind: 'resolved', types: given.map(() => returns), returns };
	const first = given.find(({ type }) => !isOpen(type))?.type ?? 'null';
	return { kind: 'mismatch', index: given.findIndex(({ type }) => !fits(type, first)), expected: first };
}

const fits = (a: EsType, b: EsType) => a === b || isOpen(a) || isOpen(b) || (isString(a) && isString(b));

/** The type that all of these have or widen to. */
function common(values: readonly Argument[]): EsType | undefined {
	let found: EsType = 'null';
	for (const { node, type } of values) {
		if (type === 'unknown') return 'unknown';
		if (type === 'null' || found === type) continue;
		if (found === 'null') found = type;
		else if (isString(found) && isString(type)) found = 'keyword';
		else if (widening(found, type) !== undefined) found = type;
		else if (widening(type, found) !== undefined || (node.kind === 'string' && fromString.has(found)))
			continue;
		else return undefined;
	}
	return found === 'text' ? 'keyword' : found;
}

/** The first argument that no signature takes, or that none takes which takes the ones before it. */
function mismatch(
	definition: FunctionDefinition,
	signatures: readonly Signature[],
	given: readonly Argument[]
): Resolution {
	let left = signatures;
	for (const [index, argument] of given.entries()) {
		const at = ({ parameters }: Signature) => parameters[Math.min(index, parameters.length - 1)];
		const fitting = left.filter((signature) => convert(argument, at(signature), definition));
		if (fitting.length === 0)
			return {
				kind: 'mismatch',
				index,
				expected: expectation([...new Set(left.flatMap((signature) => at(signature).types))])
			};
		left = fitting;
	}
	return { kind: 'mismatch', index: given.length - 1, expected: expectation(left[0].parameters[0].types) };
}

const groups: readonly (readonly [string, readonly EsType[]])[] = [
	['numeric', ['double', 'integer', 'long', 'unsigned_long']],
	['numeric except unsigned_long or counter types', ['double', 'integer', 'long']],
	['whole number except unsigned_long or counter types', ['integer', 'long']],
	['string', ['keyword', 'text']]
];

/** Types in Elasticsearch's words, groups of numbers last. */
function expectation(types: readonly ParameterType[]): string {
	let rest = types.filter((type) => type !== 'map');
	const words: string[] = [];
	for (const [name, members] of groups) {
		if (!members.every((member) => rest.includes(member))) continue;
		words.push(name);
		rest = rest.filter((type) => !members.includes(type));
	}
	const named = rest.map((type) => (type === 'date' ? 'datetime' : type));
	const isGroup = (word: string) => /^(numeric|whole)/.test(word);
	const sorted = [...named, ...words.filter((word) => !isGroup(word))].sort();
	const all = [...sorted, ...words.filter(isGroup)];
	return all.length < 2 ? (all[0] ?? 'a map') : `${all.slice(0, -1).join(', ')} or ${all[all.length - 1]}`;
}

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** `expects exactly one argument`, `expects one or two arguments`, … */
function arity(signatures: readonly Signature[]): string {
	const least = Math.min(
		...signatures.map(({ parameters }) => parameters.filter((parameter) => !parameter.optional).length)
	);
	const most = Math.max(
		...signatures.map(({ parameters, variadic }) => (variadic ? Infinity : parameters.length))
	);
	const plural = (count: number) => (count === 1 ? 'argument' : 'arguments');
	if (most === Infinity) return `expects at least ${counts[least] ?? least} ${plural(least)}`;
	if (least === most)
		return least === 0 ? 'expects no arguments' : `expects exactly ${counts[most] ?? most} ${plural(most)}`;
	const between = least + 1 === most ? 'or' : 'to';
	return `expects ${counts[least] ?? least} ${between} ${counts[most] ?? most} ${plural(most)}`;
}
