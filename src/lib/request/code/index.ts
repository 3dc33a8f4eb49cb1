import type { QueryRequest } from '../request';
import type { CodeOptions } from './call';
import { toConsole } from './console';
import { toCurl } from './curl';
import { toGo } from './go';
import { toJavaScript } from './javascript';
import { toPython } from './python';

export { environment, type CodeOptions, type Flow, type Target } from './call';

interface Language {
	readonly label: string;
	readonly write: (request: QueryRequest, options: CodeOptions) => string;
}

const languages = {
	curl: { label: 'curl', write: toCurl },
	python: { label: 'Python', write: toPython },
	javascript: { label: 'JavaScript', write: toJavaScript },
	go: { label: 'Go', write: toGo },
	console: { label: 'Kibana Console', write: toConsole }
} as const satisfies Readonly<Record<string, Language>>;

export type CodeLanguage = keyof typeof languages;

export const codeLanguages = Object.entries(languages).map(([id, { label }]) => ({
	id: id as CodeLanguage,
	label
}));

/**
 * Code that sends the request and prints its answer: params and filter are bound as they stand, credentials come from the
 * environment.
 */
export function toCode(request: QueryRequest, language: CodeLanguage, options: CodeOptions): string {
	return languages[language].write(request, options);
}
