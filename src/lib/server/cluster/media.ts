import { refuse } from './failure';
import type { Query } from './query';

export type Format = 'json' | 'yaml' | 'cbor' | 'csv' | 'tsv' | 'txt' | 'md' | 'arrow';

/** How an answer is to be written. */
export interface Medium {
	readonly format: Format;
	/** Value of the Content-Type header. */
	readonly contentType: string;
	/** CSV only. */
	readonly delimiter: string;
	/** Whether text formats start with the column names. */
	readonly header: boolean;
}

const formats: Readonly<Record<string, string>> = {
	'application/json': 'json',
	'application/*': 'json',
	'*/*': 'json',
	'application/yaml': 'yaml',
	'application/cbor': 'cbor',
	'application/smile': 'smile',
	'text/csv': 'csv',
	'text/tab-separated-values': 'tsv',
	'text/plain': 'txt',
	'text/markdown': 'md',
	'application/vnd.apache.arrow.stream': 'arrow'
};

interface MediaType {
	readonly format: string;
	/** Content-Type to answer JSON with. */
	readonly json: string;
	readonly parameters: ReadonlyMap<string, string>;
}

/** `application/vnd.elasticsearch+json; compatible-with=9` → what it asks for; undefined for a type nobody knows. */
function parseMediaType(value: string | null): MediaType | undefined {
	const [type, ...rest] = (value ?? '').toLowerCase().split(';');
	const parameters = new Map(
		rest.map((part) => [part.split('=')[0].trim(), part.slice(part.indexOf('=') + 1).trim()])
	);
	const vendor = /^(application|text)\/vnd\.elasticsearch\+(.+)$/.exec(type.trim());
	const format = formats[vendor ? `${vendor[1]}/${vendor[2]}` : type.trim()];
	if (format === undefined) return undefined;
	const version = parameters.get('compatible-with');
	const json =
		vendor && version ? `application/vnd.elasticsearch+json;compatible-with=${version}` : 'application/json';
	return { format, json, parameters };
}

/** Content-Type of a JSON answer: the vendor's when the request speaks it. */
export function jsonType(headers: Headers): string {
	const types = [headers.get('accept'), headers.get('content-type')].map(parseMediaType);
	return types.find((type) => type?.json.includes('vnd'))?.json ?? 'application/json';
}

/** Refuses a body that is not JSON. Undefined when it is. */
export function bodyTypeProblem(contentType: string | null): string | undefined {
	if (contentType === null) return 'Content-Type header is missing';
	return parseMediaType(contentType)?.format === 'json' && !contentType.includes('*')
		? undefined
		: `Content-Type header [${contentType}] is not supported`;
}

/** Formats of lines for people and spreadsheets, in which there are no columns of values. */
export const isText = (format: Format): boolean => ['csv', 'tsv', 'txt', 'md'].includes(format);

/** URL parameters that `chooseMedium` reads. */
export const mediumParameters = ['format', 'delimiter', 'header', 'drop_null_columns'] as const;

/** The `format` parameter, else Accept, else the body's type, else JSON for a request without a body. */
export function chooseMedium(query: Query, headers: Headers, path: string): Medium {
	const wanted = query.text('format');
	const accept = headers.get('accept');
	const contentType = headers.get('content-type');
	const accepted = accept?.split(',').map((type) => parseMediaType(type)) ?? [];
	const type = accepted.find((type) => type !== undefined);
	const format = (wanted ?? type?.format ?? (accept === null ? 'json' : undefined))?.toLowerCase();
	if (format === undefined || (wanted !== undefined && !Object.values(formats).includes(format)))
		refuse(
			400,
			'illegal_argument_exception',
			`Invalid request content type: Accept=[${accept}], Content-Type=[${contentType}], format=[${wanted ?? null}]`
		);
	if (format === 'smile')
		refuse(
			400,
			'illegal_argument_exception',
			'The demo cluster does not write [smile], for which JavaScript has no well-kept library; [cbor] is its like'
		);
	const delimiter = query.text('delimiter');
	if (delimiter !== undefined) checkDelimiter(delimiter, format, path);
	const headerWish = query.text('header') ?? type?.parameters.get('header');
	const header = headerWish !== 'absent';
	if (format === 'md' && !header)
		refuse(
			400,
			'illegal_argument_exception',
			'[header=absent] is not supported for the [md] format; markdown tables require a header row'
		);
	const of = (format: Format, contentType: string) => ({
		format,
		contentType,
		delimiter: delimiter ?? ',',
		header
	});
	switch (format) {
		case 'csv':
			return of('csv', `text/csv; charset=utf-8; header=${header ? 'present' : 'absent'}`);
		case 'tsv':
			return { ...of('tsv', 'text/tab-separated-values; charset=utf-8'), delimiter: '\t' };
		case 'txt':
			return of('txt', 'text/plain');
		case 'md':
			return of('md', 'text/markdown; charset=utf-8');
		case 'yaml':
			return of('yaml', 'application/yaml');
		case 'cbor':
			return of('cbor', 'application/cbor');
		case 'arrow':
			return of('arrow', 'application/vnd.apache.arrow.stream');
		default:
			return of('json', jsonType(headers));
	}
}

function checkDelimiter(text: string, format: string, path: string): void {
	const say = (reason: string) => refuse(400, 'illegal_argument_exception', reason);
	if (format !== 'csv')
		say(`parameter: [delimiter] can only be used with the format [csv] for request [${path}]`);
	if (text === '') say('invalid empty delimiter []');
	if ([...text].length > 1) say(`invalid multi-character delimiter [${text}]`);
	if (/["\n\r]/.test(text)) say(`illegal reserved character specified as delimiter [${text}]`);
	if (text === '\t')
		say(
			'illegal delimiter [TAB] specified as delimiter for the [csv] format; choose the [tsv] format instead'
		);
}
