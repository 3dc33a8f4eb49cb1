import type { Want } from '../../analysis/cursor';
import { settings } from '../../analysis/definitions/settings';
import type { InferenceEndpoint } from '../../analysis/schema';
import { type Quoting, quotedText } from './names';
import type { Proposal } from './proposal';

type Options = Readonly<Record<string, readonly string[]>>;

const match: Options = {
	analyzer: [],
	auto_generate_synonyms_phrase_query: ['true', 'false'],
	boost: [],
	fuzziness: ['"AUTO"', '1', '2'],
	fuzzy_rewrite: [],
	fuzzy_transpositions: ['true', 'false'],
	lenient: ['true', 'false'],
	max_expansions: [],
	minimum_should_match: [],
	operator: ['"AND"', '"OR"'],
	prefix_length: [],
	zero_terms_query: ['"none"', '"all"']
};

const zone: Options = { time_zone: ['"UTC"', '"Europe/Berlin"', '"America/New_York"'] };

/** What a command's WITH or a function's last argument may hold, and the values that can be listed, as written. */
const known: Readonly<Record<string, Options>> = {
	COMPLETION: { inference_id: [] },
	RERANK: { inference_id: [] },
	FUSE: { rank_constant: ['60'], weights: [], normalizer: ['"none"', '"minmax"', '"l2_norm"'] },
	MATCH: match,
	MATCH_PHRASE: { analyzer: [], boost: [], slop: [], zero_terms_query: ['"none"', '"all"'] },
	QSTR: {
		...zone,
		allow_leading_wildcard: ['true', 'false'],
		analyze_wildcard: ['true', 'false'],
		analyzer: [],
		boost: [],
		default_field: [],
		default_operator: ['"AND"', '"OR"'],
		fuzziness: ['"AUTO"', '1', '2'],
		lenient: ['true', 'false'],
		minimum_should_match: [],
		phrase_slop: []
	},
	KQL: { ...zone, boost: [], case_insensitive: ['true', 'false'], default_field: [] },
	KNN: { boost: [], k: [], min_candidates: [], rescore_oversample: [], similarity: [] },
	DATE_PARSE: { ...zone, locale: ['"en"', '"de"'] },
	DECAY: { decay: ['0.5'], offset: [], type: ['"linear"', '"exp"', '"gauss"'] },
	TOP_SNIPPETS: { num_snippets: [], num_words: [] }
};

/** Texts that an argument of a function may be, by its place. */
const texts: Readonly<Record<string, Readonly<Record<number, string>>>> = {
	DATE_EXTRACT: {
		0: 'year month_of_year day_of_month day_of_week day_of_year hour_of_day minute_of_hour second_of_minute aligned_week_of_year'
	},
	DATE_DIFF: { 0: 'years quarters months weeks days hours minutes seconds milliseconds' },
	DATE_FORMAT: { 0: 'yyyy-MM-dd yyyy-MM HH:mm EEEE' },
	DATE_PARSE: { 0: 'yyyy-MM-dd dd/MM/yyyy' },
	TOP: { 2: 'asc desc' },
	ROUND_TO: {}
};

/** What the text inside an argument may be. */
export function textProposals(want: Want, quoting: Quoting): Proposal[] {
	if (want.kind !== 'argument') return [];
	const values = texts[want.call.toUpperCase()]?.[want.index]?.split(' ') ?? [];
	return values.map((label, at) => ({
		label,
		kind: 'value',
		rank: 50 - at,
		text: quotedText(label, quoting, /^/)
	}));
}

/** Names of options that are not given yet, each with its colon. */
export function optionProposals(owner: string, listed: readonly string[], quoting: Quoting): Proposal[] {
	return Object.keys(known[owner] ?? {})
		.filter((name) => !listed.includes(name))
		.map((label) => ({
			label,
			kind: 'option',
			rank: 40,
			...(quoting.quoted ? { text: quotedText(label, quoting, /^/) } : { text: `"${label}": ` })
		}));
}

const tasks: Readonly<Record<string, RegExp>> = { COMPLETION: /completion/, RERANK: /rerank/ };

/** Values of an option: endpoints of the right task, or those that can be listed. */
export function optionValueProposals(
	{ owner, key }: { readonly owner: string; readonly key: string },
	endpoints: readonly InferenceEndpoint[],
	quoting: Quoting
): Proposal[] {
	if (key === 'inference_id') {
		const suits = ({ task }: InferenceEndpoint) => tasks[owner]?.test(task) ?? true;
		return endpoints.filter(suits).map(({ id, task }) => ({
			label: id,
			kind: 'value',
			detail: task,
			rank: 40,
			text: quotedText(id, quoting, /^/)
		}));
	}
	return (known[owner]?.[key] ?? []).flatMap((value) => valueProposal(value, quoting));
}

export const settingProposals = (): Proposal[] =>
	[...settings.values()].map(({ name, description, preview }) => ({
		label: name,
		kind: 'setting',
		detail: preview ? `preview: ${description}` : description,
		template: `${name} = `,
		rank: preview ? 30 : 40
	}));

/** Values of a setting that can be listed, or the one of its example. */
export function settingValueProposals(name: string, quoting: Quoting): Proposal[] {
	const setting = settings.get(name.toLowerCase());
	if (!setting) return [];
	const example = /= (.*);$/.exec(setting.example)?.[1];
	const values = setting.values?.map((value) => `"${value}"`) ?? (example ? [example] : []);
	return values.flatMap((value) => valueProposal(value, quoting));
}

/** A value as written; inside of a string only strings are offered, without their quotes. */
function valueProposal(written: string, quoting: Quoting): Proposal[] {
	const isText = written.startsWith('"');
	if (!isText) return quoting.quoted ? [] : [{ label: written, kind: 'value', rank: 40 }];
	const label = written.slice(1, -1);
	return [{ label, kind: 'value', rank: 40, text: quotedText(label, quoting, /^/) }];
}
