import { toBody, toUrl } from '$lib/request';
import { codeLanguages, toCode, type CodeLanguage, type CodeOptions } from '$lib/request/code';
import { indentJson } from '$lib/request/indent';
import type { QueryRequest } from '$lib/request/request';

/** How a request can be written out. */
export type Writing = 'http' | CodeLanguage;

export const writings: readonly { readonly id: Writing; readonly label: string }[] = [
	{ id: 'http', label: 'HTTP' },
	...codeLanguages
];

/** A request as text for people to read and copy: as it goes over the wire, or as code that sends it. */
export function written(request: QueryRequest, writing: Writing, options: CodeOptions): string {
	return writing === 'http'
		? `POST ${toUrl(request)}\n${indentJson(toBody(request))}`
		: toCode(request, writing, options);
}

/** The address under which the workbench answers as a cluster would. */
export function relayAddress(origin: string, cluster: string): string {
	return `${origin}/api/clusters/${encodeURIComponent(cluster)}`;
}
