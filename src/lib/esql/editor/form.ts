import type { FunctionDefinition, ParameterType } from '../analysis/definitions';

/** One way to call a function, with the types of all its signatures of that shape together. */
export interface Form {
	readonly parameters: readonly {
		readonly name: string;
		readonly optional: boolean;
		readonly types: readonly ParameterType[];
	}[];
	readonly variadic: boolean;
	readonly returns: readonly ParameterType[];
}

/** The ways to call a function, shortest first. */
export function formsOf({ signatures }: FunctionDefinition): readonly Form[] {
	const byShape = new Map<string, Form>();
	for (const { parameters, variadic, returns } of signatures) {
		const shape =
			parameters.map(({ name, optional }) => name + (optional ? '?' : '')).join() + String(variadic);
		const before = byShape.get(shape);
		byShape.set(shape, {
			variadic,
			parameters: parameters.map((parameter, at) => ({
				...parameter,
				types: union(before?.parameters[at].types ?? [], parameter.types)
			})),
			returns: union(before?.returns ?? [], [returns])
		});
	}
	return [...byShape.values()].sort((a, b) => a.parameters.length - b.parameters.length);
}

/** `ROUND(number, decimals?)`, in pieces: one for each parameter between those around them. */
export function formPieces(name: string, { parameters, variadic }: Form): readonly string[] {
	const pieces = [`${name}(`];
	for (const [at, parameter] of parameters.entries()) {
		if (at > 0) pieces.push(', ');
		const more = variadic && at === parameters.length - 1 ? ', …' : '';
		pieces.push(parameter.name + (parameter.optional ? '?' : '') + more);
	}
	return [...pieces, ')'];
}

const numbers: readonly ParameterType[] = ['integer', 'long', 'unsigned_long', 'double'];

/** `number or keyword`: types in words, with those of numbers as one where all are there. */
export function typesText(types: readonly ParameterType[]): string {
	const isNumeric = numbers.every((number) => types.includes(number));
	const rest = types
		.filter((type) => !isNumeric || !numbers.includes(type))
		.map((type) => type.replace('_', ' '));
	const words = isNumeric ? ['any number', ...rest] : rest;
	if (words.length > 6) return `${words.slice(0, 5).join(', ')} or ${words.length - 5} more types`;
	const last = words.pop() ?? 'unknown';
	return words.length > 0 ? `${words.join(', ')} or ${last}` : last;
}

const union = <Item>(a: readonly Item[], b: readonly Item[]): readonly Item[] => [...new Set([...a, ...b])];
