import type { Analysis, Stage } from '$lib/esql/analysis/analysis';
import type { Command, Fork, From, Subquery } from '$lib/esql/syntax/ast';
import type { CompileContext } from '../plan';
import type { Table, Tables } from '../table';
import { dissect } from './commands/dissect';
import { grok } from './commands/extract';
import { forkName, unite } from './commands/fork';
import type { Part } from './commands/fork';
import { changePoint } from './commands/changepoint';
import { fuse } from './commands/fuse';
import { extractParts } from './commands/parts';
import { enrich } from './commands/enrich';
import { lookupJoin } from './commands/lookup';
import {
	dedup,
	evaluate,
	fillNull,
	limit,
	mvExpand,
	row as rowFields,
	sample,
	sort,
	where
} from './commands/simple';
import type { Source } from './commands/source';
import { from, read, row, show } from './commands/source';
import { stats } from './commands/stats';
import type { CommandContext } from './commands/context';
import { expressionsOf, showStage } from './commands/context';
import type { Emit } from './emit';
import type { Enrichments } from './enrichment';
import type { Pipeline, Step } from './pipeline';
import type { Value } from './value';
import { nullValue } from './value';

/** Commands without SQL of their own: they only choose and name columns, which the analysis has done. */
const NAMING: ReadonlySet<Command['kind']> = new Set(['keep', 'drop', 'rename']);

/** What refused commands would need. */
const NEEDS: Partial<Record<Command['kind'], string>> = {
	completion: 'an inference model',
	explain: 'the planner of Elasticsearch; ask for a profile instead',
	rerank: 'an inference model',
	mmr: 'a vector index',
	highlight: 'a search index',
	promql: 'a time series engine',
	info: 'a catalog of time series'
};

/** One query on its way to SQL: runs the commands of its stages over one pipeline. */
export class Compilation {
	readonly used = new Set<Table>();
	readonly #steps: Step[] = [];
	/** Documents of all tables that are read, as far as is known. */
	documents = 0;

	constructor(
		readonly analysis: Analysis,
		readonly tables: Tables,
		readonly request: CompileContext,
		readonly emit: Emit,
		readonly enrichments: Enrichments
	) {}

	/** The pipeline of a whole query, source command first. */
	run(stages: readonly Stage[]): Pipeline {
		const [first, ...rest] = stages;
		const pipeline = this.#source(first);
		this.#continue(rest, pipeline);
		return pipeline;
	}

	#continue(stages: readonly Stage[], pipeline: Pipeline): void {
		for (const stage of stages) {
			this.#command(stage.command, this.#context(stage, pipeline));
			showStage(stage, pipeline);
		}
	}

	#context(stage: Stage, pipeline: Pipeline): CommandContext {
		const { analysis, emit, tables, request, used } = this;
		const subquery = (node: Subquery) => this.#rowsAfterIn(node, stage);
		return {
			analysis,
			emit,
			tables,
			request,
			pipeline,
			stage,
			used,
			expressions: (more) => expressionsOf({ analysis, emit, pipeline, subquery }, more)
		};
	}

	#source(stage: Stage): Pipeline {
		const { command } = stage;
		const { pipeline, columns, documents } = this.#opened(stage);
		this.documents += documents;
		for (const column of stage.columns) {
			const value = columns.get(column.field ?? column.name);
			if (value) pipeline.columns.set(column.id, value);
			else if (command.kind === 'from') pipeline.columns.set(column.id, nullValue(column.type));
		}
		if (command.kind === 'row') rowFields(command, this.#context(stage, pipeline));
		if (command.kind === 'from') this.#subqueries(command, stage, pipeline);
		showStage(stage, pipeline);
		return pipeline;
	}

	#opened({ command }: Stage): Source {
		const { emit, tables, request } = this;
		switch (command.kind) {
			case 'from': {
				const found = read(command, tables);
				for (const table of found.tables) this.used.add(table);
				return from(command, found, request, emit, this.#steps);
			}
			case 'row':
				return row(emit, this.#steps);
			case 'show':
				return show(command, emit, this.#steps);
			default:
				return this.#refuse(command);
		}
	}

	#subqueries(command: From, stage: Stage, pipeline: Pipeline): void {
		const subqueries = command.sources.filter((source): source is Subquery => source.kind === 'subquery');
		if (subqueries.length === 0) return;
		const parts: Part[] = subqueries.map((_, index) => ({
			pipeline: this.run(stage.inner[index] ?? []),
			constants: new Map()
		}));
		showStage(stage, pipeline);
		if (subqueries.length < command.sources.length)
			parts.unshift({ pipeline: pipeline.branch(), constants: new Map() });
		unite(pipeline, parts, stage);
	}

	#rowsAfterIn(node: Subquery, { inner }: Stage): { readonly value: Value; readonly relation: string } {
		const stages = inner.find(([first]) => first.command === node.query.commands[0]) ?? [];
		const columns = stages.at(-1)?.columns ?? [];
		if (columns.length !== 1)
			this.emit.refuse(node, `a subquery after IN must give one column, but gives [${columns.length}]`);
		const pipeline = this.run(stages);
		const relation = pipeline.settle();
		return { value: pipeline.columns.get(columns[0].id) ?? nullValue(columns[0].type), relation };
	}

	#fork(command: Fork, { stage, pipeline }: CommandContext): void {
		const parts = command.branches.map((_, index): Part => {
			const branch = pipeline.branch();
			this.#continue(stage.inner[index] ?? [], branch);
			return { pipeline: branch, constants: forkName(index) };
		});
		unite(pipeline, parts, stage);
	}

	#command(command: Command, context: CommandContext): void {
		if (NAMING.has(command.kind)) return;
		switch (command.kind) {
			case 'where':
				return where(command, context);
			case 'eval':
				return evaluate(command, context);
			case 'stats':
				return stats(command, context);
			case 'sort':
				return sort(command, context);
			case 'limit':
				return limit(command, context);
			case 'mvExpand':
				return mvExpand(command, context);
			case 'dissect':
				return dissect(command, context);
			case 'grok':
				return grok(command, context);
			case 'lookupJoin': {
				const enrichment = this.enrichments.named(command.index.text);
				return enrichment ? enrich(command, enrichment, context) : lookupJoin(command, context);
			}
			case 'sample':
				return sample(command, context);
			case 'dedup':
				return dedup(command, context);
			case 'fillNull':
				return fillNull(command, context);
			case 'fork':
				return this.#fork(command, context);
			case 'extract':
				return extractParts(command, context);
			case 'changePoint':
				return changePoint(command, context);
			case 'fuse':
				return fuse(command, context);
			default:
				return this.#refuse(command);
		}
	}

	#refuse(command: Command): never {
		const name = this.emit.source(command.keyword).toUpperCase();
		const reason = NEEDS[command.kind];
		return this.emit.refuse(
			command,
			`${name} is not available on this cluster${reason ? `: it needs ${reason}` : ''}`
		);
	}
}
