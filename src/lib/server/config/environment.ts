import { isAbsolute, resolve } from 'node:path';
import { durationMs } from '$lib/protocol/duration';
import { type Variable, variables } from './variables';

/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Takes a sentence for each thing that is wrong. */
export type Say = (problem: string) => void;

/** Reads a file's text, or throws. */
export type ReadFile = (path: string) => string;

/** The variable as a number that `fits`; `otherwise` when it is absent or, said, wrong. */
export function number(
	env: Env,
	name: Variable,
	otherwise: number,
	say: Say,
	fits: (n: number) => boolean
): number {
	const text = env[name];
	if (!text) return otherwise;
	const value = Number(text.replaceAll(/[_,]/g, ''));
	if (fits(value)) return value;
	say(`${name} is "${text}", but must be: ${variables[name]}.`);
	return otherwise;
}

/** The variable in milliseconds; undefined when it is absent or, said, wrong. */
export function duration(env: Env, name: Variable, say: Say): number | undefined {
	const text = env[name];
	const millis = text ? durationMs(text) : undefined;
	if (text && (millis === undefined || millis < 0))
		say(`${name} is "${text}", but must be a time like 30m, 12h or 5d.`);
	return millis;
}

/** Is the variable `true`? */
export function flag(env: Env, name: Variable, say: Say): boolean {
	return choice(env, name, ['false', 'true'], say) === 'true';
}

/** The variable's value, or the first choice when it is absent or, said, another. */
export function choice<T extends string>(env: Env, name: Variable, choices: readonly T[], say: Say): T {
	const text = env[name];
	const found = text ? choices.find((one) => one === text) : choices[0];
	if (found === undefined) say(`${name} is "${text}", but must be ${choices.toReversed().join(' or ')}.`);
	return found ?? choices[0];
}

/** The parts of a comma-separated variable. */
export const list = (env: Env, name: Variable): readonly string[] =>
	(env[name] ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);

export const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
