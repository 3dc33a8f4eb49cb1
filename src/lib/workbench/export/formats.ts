import type { FileFormat } from '$lib/results/questions';

/** What a file of rows can be made as on this page. */
export const fileKinds = ['csv', 'tsv', 'ndjson', 'markdown', 'parquet', 'arrow'] as const;
export type FileKind = (typeof fileKinds)[number];

/** What the cluster itself writes. */
export const clusterKinds = ['csv', 'tsv', 'txt', 'json', 'yaml', 'arrow'] as const;
export type ClusterKind = (typeof clusterKinds)[number];

interface Kind {
	readonly label: string;
	readonly extension: string;
	readonly mime: string;
}

const kinds: Readonly<Record<FileKind | ClusterKind, Kind>> = {
	csv: { label: 'CSV', extension: 'csv', mime: 'text/csv' },
	tsv: { label: 'TSV', extension: 'tsv', mime: 'text/tab-separated-values' },
	ndjson: { label: 'NDJSON (one object per line)', extension: 'ndjson', mime: 'application/x-ndjson' },
	markdown: { label: 'Markdown table', extension: 'md', mime: 'text/markdown' },
	parquet: { label: 'Parquet', extension: 'parquet', mime: 'application/vnd.apache.parquet' },
	arrow: { label: 'Arrow', extension: 'arrow', mime: 'application/vnd.apache.arrow.file' },
	txt: { label: 'Text table', extension: 'txt', mime: 'text/plain' },
	json: { label: 'JSON, as it came', extension: 'json', mime: 'application/json' },
	yaml: { label: 'YAML', extension: 'yaml', mime: 'application/yaml' }
};

export function kindOf(kind: FileKind | ClusterKind): Kind {
	return kinds[kind];
}

/** How a text file is written. */
export interface TextChoices {
	readonly header: boolean;
	readonly delimiter: string;
	/** Defuses what a spreadsheet would run as a formula. */
	readonly guard: boolean;
}

export const delimiters = [
	{ value: ',', label: 'comma' },
	{ value: ';', label: 'semicolon' },
	{ value: '|', label: 'pipe' }
] as const;

/** What the store is asked to write. */
export function fileFormat(kind: FileKind, { header, delimiter, guard }: TextChoices): FileFormat {
	switch (kind) {
		case 'csv':
			return { kind, header, delimiter, guard };
		case 'tsv':
			return { kind, header };
		default:
			return { kind };
	}
}

/** The address at which the cluster writes a stored result; `base` is the cluster's. */
export function clusterAddress(
	base: string,
	id: string,
	kind: ClusterKind,
	{ delimiter }: TextChoices
): string {
	const params = new URLSearchParams({ format: kind });
	if (kind === 'csv' && delimiter !== ',') params.set('delimiter', delimiter);
	return `${base}/_query/async/${encodeURIComponent(id)}?${params}`;
}

/** A file name out of a query's name and the time in epoch ms, without what file systems refuse. */
export function fileName(name: string, at: number, extension: string): string {
	const plain = name
		.replace(/[^\p{L}\p{N}._-]+/gu, '-')
		.replace(/^[-.]+|[-.]+$/g, '')
		.slice(0, 60);
	const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
	return `${plain || 'rows'}-${time}.${extension}`;
}
