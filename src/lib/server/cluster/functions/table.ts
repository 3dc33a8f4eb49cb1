import { aggregates } from './aggregate';
import { conditional } from './conditional';
import { conversion } from './convert';
import { date } from './date';
import { decays } from './decay';
import { extents } from './extent';
import { grouping } from './grouping';
import { ip } from './ip';
import { math } from './math';
import { multivalue } from './multivalue';
import { overTimes } from './overtime';
import { passage } from './passage';
import { ranges } from './range';
import type { Rule, Rules } from './rule';
import { search } from './search';
import { spatial } from './spatial';
import { string } from './string';
import { vector } from './vector';

const rules: Rules = {
	...math,
	...string,
	...date,
	...conversion,
	...conditional,
	...multivalue,
	...ip,
	...grouping,
	...spatial,
	...search,
	...vector,
	...ranges,
	...passage,
	...decays,
	...aggregates,
	...extents,
	...overTimes
};

/** How a function runs here, by its upper-case name; undefined when it does not. */
export const ruleOf = (name: string): Rule | undefined =>
	Object.hasOwn(rules, name) ? rules[name] : undefined;

/** Names of all functions that run here. */
export const runnable = (): readonly string[] =>
	Object.entries(rules)
		.filter(([, rule]) => rule.kind !== 'refused')
		.map(([name]) => name);
