import type { Analysis } from '$lib/esql/analysis/analysis';
import { analyze } from '$lib/esql/analysis/analyze';
import type { Parsed } from '$lib/esql/syntax/ast';
import { placeAt } from '$lib/esql/syntax/position';
import { parse } from '$lib/esql/syntax/parse';
import type { Failure } from './failure';
import { Refusal, refuse } from './failure';
import type { CompileContext, OutputColumn, Plan } from './plan';
import { policiesOf } from './policy';
import { bind } from './sql/bind';
import { convert } from './sql/cast';
import { Compilation } from './sql/compilation';
import { Emit, refuseProblems } from './sql/emit';
import { Enrichments } from './sql/enrichment';
import { isStoppable } from './sql/expense';
import { indexProblems } from './sql/indices';
import { fieldsOf } from './sql/commands/source';
import type { Value } from './sql/value';
import { nullValue } from './sql/value';
import { readSettings } from './sql/settings';
import { withUnmapped } from './sql/unmapped';
import { writtenOut } from './sql/writtenout';
import type { Zone } from './sql/zone';
import { UTC, zoneOf } from './sql/zone';
import type { Tables } from './table';

const MAX_LENGTH = 1_000_000;

function parsed(text: string): Parsed {
	const length = [...text].length;
	if (length > MAX_LENGTH) {
		refuse(
			400,
			'parsing_exception',
			`line -1:-1: ESQL statement is too large [${length} characters > ${MAX_LENGTH}]`
		);
	}
	const result = parse(text);
	const [issue] = result.issues;
	if (issue) {
		const { line, column } = placeAt(text, issue.from);
		refuse(400, 'parsing_exception', `line ${line}:${column}: ${issue.message}`);
	}
	return result;
}

function verify({ diagnostics, parsed: { text } }: Analysis): void {
	const problems = diagnostics
		.filter(({ severity }) => severity === 'error')
		.map((span) => ({ span, sentence: span.message }));
	if (problems.length > 0) refuseProblems(text, problems);
}

const zoneNamed = (name: string): Zone => zoneOf(name) ?? UTC;

function planOf(text: string, tables: Tables, request: CompileContext): Plan {
	const bound = bind(parsed(text), request.params);
	const settings = readSettings(bound.query.settings, text);
	const timeZone = settings.timeZone ?? request.timeZone;
	const emit = new Emit(text, request.now, zoneNamed(timeZone), request.gate);
	const wrong = indexProblems(bound.query, tables);
	if (wrong.length > 0) refuseProblems(text, wrong);
	const policies = () => request.policies ?? policiesOf(tables);
	const enrichments = new Enrichments({ policies, tables, emit });
	const query = { ...enrichments.replaced(writtenOut(bound.query)), settings: [] };
	const whole: Parsed = { ...bound, query };
	const mapped = (pattern: string) => enrichments.fields(pattern) ?? fieldsOf(tables.match(pattern).tables);
	const { unmapped } = settings;
	const analysis = analyze(whole, unmapped ? withUnmapped(whole, mapped, unmapped) : mapped);
	verify(analysis);
	const compilation = new Compilation(analysis, tables, request, emit, enrichments);
	const pipeline = compilation.run(analysis.stages);
	const values = analysis.columns.map((column): Value => {
		const value = pipeline.columns.get(column.id) ?? nullValue(column.type);
		return convert(value, column.type, emit.zone) ?? value;
	});
	const columns = analysis.columns.map(({ name, type, originalTypes }, index): OutputColumn => ({
		name,
		type,
		multi: values[index].multi,
		originalTypes
	}));
	const limited = analysis.stages.some(({ command }) => command.kind === 'limit');
	const rows = limited ? request.maxRows : Math.min(request.defaultRows, request.maxRows);
	const open = pipeline.statement(values, rows);
	const gated = isStoppable(open, compilation.documents);
	return {
		sql: gated ? pipeline.statement(values, rows, { gate: `gate(${request.gate}) = 1` }) : open,
		columns,
		warnings: limited ? [] : [`No limit defined, adding default limit of [${request.defaultRows}]`],
		tables: [...compilation.used],
		gated,
		prefix: compilation.documents === 0 ? undefined : (share) => pipeline.statement(values, rows, { share }),
		sites: emit.sites,
		timeZone
	};
}

/**
 * ES|QL → what to run on DuckDB. Refusals come back as values: `parsing_exception` for the text and its placeholders,
 * `verification_exception` for what it means.
 */
export function compile(text: string, tables: Tables, context: CompileContext): Plan | Failure {
	try {
		return planOf(text, tables, context);
	} catch (error) {
		if (error instanceof Refusal) return error.failure;
		throw error;
	}
}
