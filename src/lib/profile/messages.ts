import type { Driver } from './model';
import type { QueryText, Report } from './report';

/** Where a profile comes from. A blob is read and parsed in the worker. */
export type Source =
	{ readonly kind: 'blob'; readonly blob: Blob } | { readonly kind: 'text'; readonly text: string };

export type ExportFormat = 'json' | 'chrome' | 'speedscope' | 'html';

/** Page → worker. `request` numbers requests; profiles are known by the numbers that `opened` gave them. */
export type ToDesk =
	| {
			readonly kind: 'open';
			readonly request: number;
			readonly source: Source;
			readonly name: string;
			readonly query: QueryText | undefined;
	  }
	/** The report once more, with a query's text. */
	| {
			readonly kind: 'explain';
			readonly request: number;
			readonly profile: number;
			readonly query: QueryText;
	  }
	| { readonly kind: 'driver'; readonly request: number; readonly profile: number; readonly index: number }
	| {
			readonly kind: 'export';
			readonly request: number;
			readonly profile: number;
			readonly format: ExportFormat;
			readonly redact: boolean;
	  }
	| { readonly kind: 'drop'; readonly profile: number };

/** A profile that the worker holds. */
export interface Opened {
	readonly profile: number;
	readonly report: Report;
}

/** Worker → page. Each request but `drop` is answered once. */
export type FromDesk =
	| { readonly kind: 'opened'; readonly request: number; readonly opened: readonly Opened[] }
	| { readonly kind: 'refused'; readonly request: number; readonly reason: string }
	| { readonly kind: 'driver'; readonly request: number; readonly driver: Driver | undefined }
	| { readonly kind: 'exported'; readonly request: number; readonly blob: Blob };
