import type { Command } from '../syntax/ast';
import type { Stage } from './analysis';
import { evaluate, made, row } from './flow/assign';
import { enrich, fork, lookupJoin } from './flow/combine';
import { dissect, extract, grok } from './flow/extract';
import { changePoint, completion, fuse, mmr, rerank, useNames } from './flow/rank';
import { fillNull, limit, mvExpand, sort } from './flow/rows';
import { drop, keep, rename } from './flow/select';
import { from, show } from './flow/source';
import { stats } from './flow/stats';
import { type Findings, Scope } from './scope';
import { Typing } from './typing';
import type { Schema, Walk } from './walk';

const nothing = new Scope([], false);

/** Walks the commands of a pipeline and keeps the columns in scope after each. */
export class Flow {
	constructor(
		readonly findings: Findings,
		readonly schema: Schema,
		readonly unmapped: boolean
	) {}

	/** Stages of a pipeline: from `start`, or from its own source command. */
	stages(commands: readonly Command[], start = nothing, timeSeries = false): readonly Stage[] {
		const [source] = commands;
		const inTimeSeries = source?.kind === 'from' ? source.mode === 'ts' : timeSeries;
		const stages: Stage[] = [];
		let scope = start;
		for (const command of commands) {
			const inner: (readonly Stage[])[] = [];
			const walk: Walk = {
				findings: this.findings,
				schema: this.schema,
				timeSeries: inTimeSeries,
				unmapped: this.unmapped,
				inner,
				pipeline: (branch, from) => this.stages(branch, from, inTimeSeries)
			};
			scope = after(command, scope, walk);
			stages.push({ command, columns: scope.columns, open: scope.open, inner });
		}
		return stages;
	}
}

function after(command: Command, scope: Scope, walk: Walk): Scope {
	switch (command.kind) {
		case 'from':
			return from(command, walk);
		case 'row':
			return row(command, walk);
		case 'show':
			return show(command, walk);
		case 'explain': {
			if (command.query) walk.inner.push(walk.pipeline(command.query.commands));
			const names = ['role', 'type', 'plan'];
			return new Scope(
				made(
					command,
					names.map((name) => ({ name, type: 'keyword' })),
					walk
				),
				false
			);
		}
		case 'where':
			new Typing(walk, scope).condition(command.condition);
			return scope;
		case 'eval':
			return evaluate(command, scope, walk);
		case 'stats':
			return stats(command, scope, walk);
		case 'sort':
			return sort(command, scope, walk);
		case 'limit':
			return limit(command, scope, walk);
		case 'keep':
			return keep(command, scope, walk);
		case 'drop':
			return drop(command, scope, walk);
		case 'rename':
			return rename(command, scope, walk);
		case 'dissect':
			return dissect(command, scope, walk);
		case 'grok':
			return grok(command, scope, walk);
		case 'extract':
			return extract(command, scope, walk);
		case 'mvExpand':
			return mvExpand(command, scope, walk);
		case 'lookupJoin':
			return lookupJoin(command, scope, walk);
		case 'enrich':
			return enrich(command, scope, walk);
		case 'fork':
			return fork(command, scope, walk);
		case 'changePoint':
			return changePoint(command, scope, walk);
		case 'dedup':
			useNames(command.fields, scope, walk);
			return scope;
		case 'fillNull':
			return fillNull(command, scope, walk);
		case 'sample':
			new Typing(walk, scope).type(command.probability);
			return scope;
		case 'completion':
			return completion(command, scope, walk);
		case 'rerank':
			return rerank(command, scope, walk);
		case 'fuse':
			return fuse(command, scope, walk);
		case 'mmr':
			return mmr(command, scope, walk);
		case 'info':
		case 'promql':
			return new Scope([], true);
		case 'highlight':
		case 'unknown':
			return new Scope(scope.columns, true);
	}
}
