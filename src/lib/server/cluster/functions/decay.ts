import type { Interval } from '../sql/interval';
import type { Constant } from '../sql/value';
import { isDate } from '../sql/types';
import type { CallSite, Rules } from './rule';
import { scalar } from './rule';
import { greatCircle } from './spatial';

const METRES: Readonly<Record<string, number>> = {
	'': 1,
	m: 1,
	km: 1000,
	cm: 0.01,
	mm: 0.001,
	mi: 1609.344,
	yd: 0.9144,
	ft: 0.3048,
	nmi: 1852,
	nm: 1852
};

/** A constant distance: a number, metres of a text such as `10km`, milliseconds of a span of time. */
function magnitude(constant: Constant | undefined): number | undefined {
	if (typeof constant === 'number' || typeof constant === 'bigint') return Number(constant);
	if (typeof constant === 'string') {
		const [, amount, unit] = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(constant) ?? [];
		const factor = METRES[unit?.toLowerCase() ?? '?'];
		return factor === undefined ? undefined : Number(amount) * factor;
	}
	if (constant === null || constant === undefined || Array.isArray(constant) || typeof constant === 'boolean')
		return undefined;
	const { days, millis, months } = constant as Interval;
	return months === 0 ? days * 86_400_000 + millis : undefined;
}

function distance([value, origin]: readonly string[], { types }: CallSite): string {
	const [type] = types;
	if (type === 'geo_point') return greatCircle(value, origin);
	if (type === 'cartesian_point')
		return `sqrt(pow((${value}).x - (${origin}).x, 2) + pow((${value}).y - (${origin}).y, 2))`;
	const number = (x: string) => (isDate(type) ? `epoch_ms(${x})::DOUBLE` : `(${x})::DOUBLE`);
	return `abs(${number(value)} - ${number(origin)})`;
}

function option(name: string, otherwise: number, { options, emit, node }: CallSite): number {
	const given = options.get(name);
	if (given === undefined) return otherwise;
	return (
		magnitude(given) ??
		emit.refuse(node, `option [${name}] of [${emit.source(node)}] has a value of a wrong type`)
	);
}

/** How much less than 1 a value counts, the farther it is from the origin. */
const decay = scalar((args, site) => {
	const { emit, node, values, options } = site;
	const scale = magnitude(values[2].constant);
	if (scale === undefined || !(scale > 0))
		return emit.refuse(node, `third argument of [${emit.source(node)}] must be a constant above zero`);
	const offset = option('offset', 0, site);
	const rate = option('decay', 0.5, site);
	if (!(rate > 0 && rate < 1))
		emit.refuse(node, `option [decay] of [${emit.source(node)}] must be between 0 and 1`);
	const kind = String(options.get('type') ?? 'linear').toLowerCase();
	const far = `greatest(0, ${distance(args, site)} - '${offset}'::DOUBLE)`;
	switch (kind) {
		case 'linear': {
			const end = `'${Math.min(scale / (1 - rate), Number.MAX_VALUE)}'::DOUBLE`;
			return `greatest(0, (${end} - ${far}) / ${end})`;
		}
		case 'exp':
			return `exp('${Math.log(rate) / scale}'::DOUBLE * ${far})`;
		case 'gauss':
			return `exp('${Math.log(rate) / scale ** 2}'::DOUBLE * pow(${far}, 2))`;
		default:
			return emit.refuse(node, `Invalid decay function type [${kind}], expected one of [linear, exp, gauss]`);
	}
});

/** Scores that fall with distance. */
export const decays: Rules = { DECAY: decay };
