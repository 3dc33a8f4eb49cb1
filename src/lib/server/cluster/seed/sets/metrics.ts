import { chanceMacros, type DataSet, field, scaled, type SeedContext, temporary } from '../dataset';
import { rowsSql } from '../rows';
import { hosts } from '../world/hosts';

const DOCUMENTS = 500_000;
const INTERVAL = 60_000;
/** Samples between two restarts of a machine, after which its counter begins at 0 again. */
const UPTIME = 4320;

const fields = [
	field('@timestamp', 'date', 'time'),
	field('host.name', 'keyword', 'host'),
	field('network.in.bytes', 'long', 'received'),
	field('system.cpu.pct', 'double', 'cpu'),
	field('system.memory.bytes', 'long', 'used')
];

function* prepare(context: SeedContext): Iterable<string> {
	yield* chanceMacros(context, 4);
	const types = { host: 'VARCHAR', memory: 'BIGINT', load: 'DOUBLE' };
	const machines = rowsSql(
		hosts.map(({ name, memory, load }) => ({ host: name, memory, load })),
		types
	);
	yield temporary('metric_hosts', `SELECT row_number() OVER () - 1 AS place, * FROM (${machines})`);
}

function rows(context: SeedContext): string {
	const ticks = Math.ceil(scaled(DOCUMENTS, context) / hosts.length);
	const first = context.end - ticks * INTERVAL;
	const samples = `
		SELECT *, tick * ${hosts.length} + place AS n,
			epoch_ms(${first} + tick * ${INTERVAL} + (place * 137) % 1000) AS time,
			tick + place * 397 AS uptime,
			sin(2 * pi() * ((epoch_ms(time) / 86400000.0) % 1 - 0.5)) AS daylight
		FROM range(${ticks}) AS ticks(tick), metric_hosts`;
	const measured = `
		SELECT *,
			round(least(1, greatest(0.01,
				load + 0.16 * daylight + 0.05 * normal(n, 1)
				+ CASE WHEN dice(place * 1000 + tick // 30, 3) % 220 = 0 THEN 0.45 ELSE 0 END
			)), 4) AS cpu,
			round(memory * least(0.97, 0.38 + 0.4 * (uptime % ${UPTIME}) / ${UPTIME} + 0.06 * cpu + 0.01 * u(n, 4)))
				AS used,
			(cpu * 240000000 * (0.6 + 0.8 * u(n, 5)))::BIGINT AS arrived
		FROM (${samples})`;
	return `
		SELECT *, sum(arrived) OVER (PARTITION BY place, uptime // ${UPTIME} ORDER BY tick) AS received
		FROM (${measured})`;
}

/** Processor, memory and network of forty machines, once a minute. */
export const metrics: DataSet = {
	name: 'metrics',
	tables: [{ index: 'metrics-host', mode: 'standard', fields, rows }],
	prepare
};
