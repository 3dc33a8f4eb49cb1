import type { ElasticConfig, Limits } from './config';
import { type Draft, elastic } from './elastic';
import { absolute, type Env, isObject, message, type ReadFile, type Say } from './environment';
import { type ClusterKey, clusterKeys } from './keys';
import { ownLimits } from './limits';

const idPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

const keys = Object.keys(clusterKeys) as readonly ClusterKey[];

type TextKey = Exclude<ClusterKey, 'headers' | 'limits'>;

const isTextKey = (key: string): key is TextKey =>
	key !== 'headers' && key !== 'limits' && Object.hasOwn(clusterKeys, key);

/** Headers that are the relay's own to set. */
const reserved =
	/^(?:authorization|connection|content-.*|cookie|host|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * `{"clusters": [{"id", "url" (a text or a list), "label"?, "auth"?, "apiKey"?, …, "headers"?, "limits"?}]}`; a value
 * `"${NAME}"` is taken from the environment, so that the file need not hold secrets.
 */
export function fromFile(
	path: string,
	env: Env,
	limits: Limits,
	readFile: ReadFile,
	say: Say
): readonly ElasticConfig[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(readFile(absolute(path)));
	} catch (error) {
		say(`WORKBENCH_CONFIG names ${path}, which cannot be read as JSON: ${message(error)}.`);
		return [];
	}
	const entries = isObject(parsed) ? parsed.clusters : undefined;
	if (!Array.isArray(entries) || entries.length === 0) {
		say(
			`WORKBENCH_CONFIG: ${path} must hold {"clusters": [{"id": …, "url": …}, …]} with at least one cluster.`
		);
		return [];
	}
	return entries.flatMap((entry: unknown, at) => {
		const where = `WORKBENCH_CONFIG: clusters[${at}]`;
		if (!isObject(entry)) {
			say(`${where} must be an object.`);
			return [];
		}
		const draft = draftOf(entry, where, env, limits, say);
		const cluster = draft && elastic(draft, memberOf(where), readFile, say);
		return cluster ? [cluster] : [];
	});
}

const memberOf = (where: string) => (member: keyof Draft) => `${where}.${member === 'urls' ? 'url' : member}`;

function draftOf(
	entry: Readonly<Record<string, unknown>>,
	where: string,
	env: Env,
	limits: Limits,
	say: Say
): Draft | undefined {
	const texts: Partial<Record<TextKey, string>> = {};
	let urls: readonly string[] = [];
	let headers: Readonly<Record<string, string>> = {};
	let own = limits;
	for (const [key, value] of Object.entries(entry)) {
		const path = `${where}.${key}`;
		if (key === 'limits') own = ownLimits(value, limits, path, say);
		else if (key === 'headers') headers = headersOf(value, env, path, say);
		else if (key === 'url' && Array.isArray(value)) urls = textsOf(value, env, path, say);
		else if (!isTextKey(key)) say(`${path} is not known: the keys are ${keys.join(', ')}.`);
		else if (typeof value !== 'string') say(`${path} must be a string.`);
		else texts[key] = fromVariable(value, env, path, say);
	}
	const { id, url, ...rest } = texts;
	if (id === undefined || !idPattern.test(id) || id === 'demo') {
		say(`${where}.id must be lower-case letters, digits, "-" or "_", and not "demo".`);
		return undefined;
	}
	if (url !== undefined) urls = [url];
	if (urls.length === 0) {
		say(`${where}.url is missing.`);
		return undefined;
	}
	return { ...rest, id, urls, headers, limits: own };
}

function textsOf(values: readonly unknown[], env: Env, where: string, say: Say): readonly string[] {
	return values.flatMap((value, at) => {
		if (typeof value === 'string') return [fromVariable(value, env, `${where}[${at}]`, say)];
		say(`${where}[${at}] must be a string.`);
		return [];
	});
}

function headersOf(json: unknown, env: Env, where: string, say: Say): Record<string, string> {
	if (!isObject(json)) {
		say(`${where} must be an object of header values by name.`);
		return {};
	}
	return Object.fromEntries(
		Object.entries(json).flatMap(([name, value]) => {
			const path = `${where}.${name}`;
			if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || reserved.test(name)) {
				say(`${path} is not a header that can be set here.`);
				return [];
			}
			if (typeof value !== 'string' || /[^\t\x20-\x7e]/.test(value)) {
				say(`${path} must be a string of characters that can stand in a header.`);
				return [];
			}
			return [[name.toLowerCase(), fromVariable(value, env, path, say)]];
		})
	);
}

function fromVariable(value: string, env: Env, where: string, say: Say): string {
	const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
	if (!name) return value;
	const found = env[name];
	if (found === undefined) say(`${where} takes its value from ${name}, which is not set.`);
	return found ?? '';
}
